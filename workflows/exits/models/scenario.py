"""What if we left: an answer kept as it was on its day."""

from django.db import models

from registry.organisation.models import Unit, User
from registry.platforms.models import Platform
from workflows.exits.models.decision import ExitDecision
from workflows.exits.states import Kind


class Scenario(models.Model):
    """A what-if with its ``criteria`` (unit slugs, treatment) and its ``result`` (JSON of sums, with days) of ``made_at``.

    ``decision`` is the draft that it became, to which it stays attached; the result is never counted again.
    """

    institution = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=120)
    criteria = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    decision = models.ForeignKey(
        ExitDecision, on_delete=models.PROTECT, null=True, blank=True, related_name="scenarios"
    )

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name
