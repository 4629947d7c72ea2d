"""The nightly round: which accounts are read in a night, when each is due, and what came of it."""

from django.db import models
from django.db.models import F, Q

from registry.accounts.models import Account
from registry.followers.models.count import FollowerCount
from registry.followers.models.questioned import QuestionedCount
from registry.followers.states import Outcome


class Round(models.Model):
    """One night's reading of every account that has a collector; ``night`` is the UTC day on which it began."""

    night = models.DateField(unique=True)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-night"]
        constraints = [
            models.CheckConstraint(
                name="round_ends_after_it_began", condition=Q(ended_at=None) | Q(ended_at__gte=F("begun_at"))
            )
        ]

    def __str__(self) -> str:
        return self.night.isoformat()


class Reading(models.Model):
    """One account in one round: ``due_at`` (moved on by each retry), ``attempts`` begun, and the ``outcome`` once it is known.

    ``lease_until`` says that a worker has it; a lease that ran out is a worker that died, and the reading is taken again.
    ``detail`` is what the platform answered, without any secret. A measured one names its count or its question.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="readings")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="readings")
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    passing = models.CharField(max_length=20, choices=Outcome, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    count = models.ForeignKey(FollowerCount, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    question = models.ForeignKey(QuestionedCount, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(fields=["due_at"], name="readings_to_do", condition=Q(outcome="")),
            models.Index(fields=["account", "-finished_at"], name="readings_of_account"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["round", "account"], name="reading_once_a_round"),
            models.CheckConstraint(
                name="reading_outcome_known", condition=Q(outcome="") | Q(outcome__in=Outcome.values)
            ),
            models.CheckConstraint(
                name="reading_finished_with_an_outcome",
                condition=Q(outcome="", finished_at=None) | (~Q(outcome="") & Q(finished_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="reading_measured_or_not",
                condition=Q(count=None, question=None) | Q(outcome=Outcome.MEASURED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} · {self.account_id} · {self.outcome or '…'}"
