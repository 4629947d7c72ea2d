"""What became of a decision, half a year later."""

from django.db import models
from django.db.models import Q

from registry.organisation.models import User
from workflows.exits.models.decision import ExitDecision
from workflows.exits.states import Outcome


class LookBack(models.Model):
    """Half a year after the effect: ``facts`` as the register knew them on the day it opened (JSON, names nobody).

    ``outcome`` says what follows (kept, extended, reversed), with the lessons in words.
    """

    decision = models.ForeignKey(ExitDecision, on_delete=models.PROTECT, related_name="look_backs")
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    facts = models.JSONField(default=dict)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    lessons_fr = models.TextField(blank=True)
    lessons_en = models.TextField(blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision"], condition=Q(outcome=""), name="one_look_back_open"),
            models.CheckConstraint(
                name="look_back_closed_by_somebody",
                condition=Q(outcome="", closed_by=None, closed_at=None)
                | (~Q(outcome="") & Q(closed_by__isnull=False, closed_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} · {self.due_on}"
