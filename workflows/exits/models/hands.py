"""Who had a hand in a decision: signatures, what was said in consultation, what was corrected afterwards."""

from django.db import models
from django.db.models import Q

from registry.organisation.models import User
from workflows.exits.models.decision import ExitDecision
from workflows.exits.states import Act


class Signature(models.Model):
    """Who wrote, proposed or decided. One decider at most, who neither wrote nor proposed (trigger of migration 0002)."""

    decision = models.ForeignKey(ExitDecision, on_delete=models.PROTECT, related_name="signatures")
    act = models.CharField(max_length=10, choices=Act)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision"], condition=Q(act=Act.DECIDED), name="one_exit_decider"),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} · {self.act} · {self.by_id}"


class ExitComment(models.Model):
    """What somebody said of a draft, an adviser's opinion among them; erased, its row stays without its words."""

    decision = models.ForeignKey(ExitDecision, on_delete=models.PROTECT, related_name="comments")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField()
    is_advice = models.BooleanField(default=False)
    words = models.TextField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="exit_comment_erased_is_empty",
                condition=Q(erased_at=None) & ~Q(words="") | Q(erased_at__isnull=False, words=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} · {self.by_id} · {self.at}"


class ExitCorrection(models.Model):
    """A dated, public correction of a decided text: ``field`` said ``before`` and is to be read as ``after``."""

    decision = models.ForeignKey(ExitDecision, on_delete=models.PROTECT, related_name="corrections")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    field = models.CharField(max_length=40)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason_fr = models.CharField(max_length=300)
    reason_en = models.CharField(max_length=300)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(name="correction_says_why", condition=~Q(reason_fr="") & ~Q(reason_en=""))
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} · {self.field} · {self.at}"
