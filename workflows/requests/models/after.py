"""What remains after a yes: the checks before the page counts as online, the conditions to keep, the reminders sent."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.accounts.models import Account
from registry.organisation.models import User
from workflows.requests.models.answers import Verdict
from workflows.requests.models.page_request import PageRequest
from workflows.requests.states import FollowUpKind, FollowUpOutcome, ReminderKind, Stage


class Checklist(models.Model):
    """What the department states when it gives the address; a new address brings a new row."""

    page_request = models.ForeignKey(PageRequest, on_delete=models.PROTECT, related_name="checklists")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    two_administrators = models.BooleanField(_("deux personnes administrent la page"))
    two_factor = models.BooleanField(_("chacune se connecte avec un second facteur"))
    recovery_mailbox = models.BooleanField(_("la récupération passe par la boîte de l’unité"))
    link_back = models.URLField(_("page officielle qui porte le lien"), max_length=400)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="checklist_complete",
                condition=Q(two_administrators=True, two_factor=True, recovery_mailbox=True) & ~Q(link_back=""),
                violation_error_message=_("Chaque point est tenu avant que la page ne soit donnée."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_request_id} · {self.at:%Y-%m-%d}"


class FollowUp(models.Model):
    """A condition of a yes with the day on which it is checked.

    A trial counts its ``months`` from the day the page is online: ``due_on`` is empty until then.
    """

    page_request = models.ForeignKey(PageRequest, on_delete=models.PROTECT, related_name="follow_ups")
    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="follow_ups")
    kind = models.CharField(max_length=30, choices=FollowUpKind)
    words = models.TextField(blank=True)
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=20, choices=FollowUpOutcome, default=FollowUpOutcome.OPEN)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    evidence = models.TextField(blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["due_on", "id"], name="follow_up_open", condition=Q(outcome=FollowUpOutcome.OPEN)),
        ]
        constraints = [
            models.CheckConstraint(name="follow_up_kind_known", condition=Q(kind__in=FollowUpKind.values)),
            models.CheckConstraint(
                name="follow_up_has_a_term",
                condition=Q(due_on__isnull=False) | Q(kind=FollowUpKind.TRIAL, months__gt=0),
            ),
            models.CheckConstraint(
                name="follow_up_settled_at_known",
                condition=Q(outcome=FollowUpOutcome.OPEN) ^ Q(settled_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_request_id} · {self.kind}"


class Reminder(models.Model):
    """That a reminder was sent about one step of one round, so that no run of the clock sends it twice."""

    page_request = models.ForeignKey(PageRequest, on_delete=models.PROTECT, related_name="reminders")
    round = models.PositiveIntegerField()
    stage = models.CharField(max_length=20, choices=Stage, blank=True)
    kind = models.CharField(max_length=20, choices=ReminderKind)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["page_request", "round", "stage", "kind"], name="reminder_once"),
        ]

    def __str__(self) -> str:
        return f"{self.page_request_id} · {self.kind}"
