"""After a decision: what was said in public, what is to be done, and what became of it."""

from django.db import models
from django.db.models import Q

from registry.accounts.models import Account
from registry.organisation.models import User
from workflows.exits.models.decision import ExitDecision
from workflows.exits.states import Outcome, Step


class Communique(models.Model):
    """One version of what was announced, in French and English, with where it was put and the copy that is kept.

    ``archived`` is the copy as it was read (bytes of at most 1 MB) and ``sha256`` its digest; empty when none was taken.
    """

    decision = models.ForeignKey(ExitDecision, on_delete=models.PROTECT, related_name="communiques")
    version = models.PositiveIntegerField()
    text_fr = models.TextField()
    text_en = models.TextField(blank=True)
    address = models.URLField(max_length=400, blank=True)
    archived = models.BinaryField(blank=True, default=bytes)
    archived_type = models.CharField(max_length=80, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "version"], name="communique_version_once"),
            models.CheckConstraint(
                name="archived_copy_has_its_digest",
                condition=Q(sha256="", archived_at=None) | (~Q(sha256="") & Q(archived_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} · {self.version}"


class RunbookTask(models.Model):
    """One thing to do for a decision, for one account or for all (no account), due on a day; done with its evidence."""

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
    dropped_at = models.DateTimeField(null=True, blank=True)
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
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} · {self.step} · {self.due_on}"


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
