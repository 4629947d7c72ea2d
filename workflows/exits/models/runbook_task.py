"""What is to be done for a decision, task by task."""

from django.db import models
from django.db.models import Q

from registry.accounts.models import Account
from registry.organisation.models import User
from workflows.exits.models.decision import ExitDecision
from workflows.exits.states import Step


class RunbookTask(models.Model):
    """One thing to do for a decision, for one account or for all (no account), due on a day.

    It ends done, with its evidence, or dropped, with the reason. `occurrence` numbers what comes back: the two recalls, each
    log-in. `file_sha256` is the digest of the exported archive (64 hexadecimal digits) and `kept_where` its place.
    """

    decision = models.ForeignKey(ExitDecision, on_delete=models.PROTECT, related_name="tasks")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="exit_tasks")
    step = models.CharField(max_length=30, choices=Step)
    occurrence = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField()
    owner = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text_fr = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    evidence = models.CharField(max_length=500, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    kept_where = models.CharField(max_length=300, blank=True)
    dropped_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_reason = models.CharField(max_length=300, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["due_on", "id"], name="runbook_to_do", condition=Q(done_at=None, dropped_at=None)),
            models.Index(fields=["owner", "due_on"], name="runbook_of_owner"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "account", "step", "occurrence"], name="runbook_task_once", nulls_distinct=False
            ),
            models.CheckConstraint(name="runbook_step_known", condition=Q(step__in=Step.values)),
            models.CheckConstraint(
                name="runbook_done_by_somebody",
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
            ),
            models.CheckConstraint(
                name="runbook_dropped_with_a_reason",
                condition=Q(dropped_at=None, dropped_by=None, dropped_reason="")
                | (Q(done_at=None, dropped_at__isnull=False, dropped_by__isnull=False) & ~Q(dropped_reason="")),
            ),
            models.CheckConstraint(
                name="runbook_file_digest", condition=Q(file_sha256="") | Q(file_sha256__regex=r"^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} · {self.step} · {self.due_on}"

    @property
    def called(self) -> str:
        """Its step in the active language, and its account where it has one."""
        return " · ".join(filter(None, [str(self.get_step_display()), self.account.title if self.account else ""]))
