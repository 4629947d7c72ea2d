"""Page requests, who wrote in them, and what was answered."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registry.accounts.models import Account
from registry.organisation.models import Unit, User
from registry.organisation.permissions import Can, within
from registry.platforms.models import Platform
from workflows.requests.states import APPROVALS, EDITABLE, PENDING, Answer, Stage, State

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class PageRequestQuerySet(models.QuerySet):
    """Who sees which requests, and the lists that they work from."""

    def visible_to(self, user: "User | AnonymousUser") -> "PageRequestQuerySet":
        """One's own and one's units' requests; those who endorse, decide or advise do not see drafts."""
        if not user.is_authenticated:
            return self.none()
        inside = Q(author=user) | within(user, [Can.REQUEST_EDIT])
        outside = within(user, [Can.REQUEST_READ]) & ~Q(state=State.DRAFT)
        return self.filter(inside | outside)

    def with_names(self) -> "PageRequestQuerySet":
        """With what a line of a list prints."""
        return self.select_related("unit", "platform", "author", "reviewer", "account__platform")

    def to_decide(self) -> "PageRequestQuerySet":
        """What waits for a manager: to review, to decide, or to prove."""
        return self.filter(state__in=[State.ENDORSED, State.IN_REVIEW, State.ADDRESS_GIVEN])


class PageRequest(models.Model):
    """A department's demand for a page. `version` counts every change; `round` every submission.

    What was asked lies in `Contribution` rows (who wrote what), what was answered in `Verdict` rows.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="page_requests", verbose_name=_("unité"))
    platform = models.ForeignKey(
        Platform, on_delete=models.PROTECT, related_name="page_requests", verbose_name=_("plateforme")
    )
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="page_requests")
    title = models.CharField(_("nom de la page"), max_length=160)
    wanted_handle = models.CharField(_("nom de compte souhaité"), max_length=120, blank=True)
    purpose = models.TextField(_("objet"), blank=True)
    audience = models.CharField(_("public"), max_length=300, blank=True)
    languages = ArrayField(models.CharField(max_length=8), verbose_name=_("langues"), default=list, blank=True)
    rhythm = models.CharField(_("rythme de publication"), max_length=300, blank=True)
    primary_steward = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("responsable")
    )
    backup_steward = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("seconde personne")
    )
    recovery_mailbox = models.EmailField(_("boîte de récupération"), blank=True)

    state = models.CharField(max_length=30, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    round = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    endorsing_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reviewer = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    handle = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=220, blank=True)
    address = models.CharField(max_length=400, blank=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = PageRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "due_on"], name="request_queue"),
            models.Index(fields=["-created_at", "-id"], name="request_newest"),
        ]
        constraints = [
            models.CheckConstraint(name="request_state_known", condition=Q(state__in=State.values)),
            models.UniqueConstraint(
                fields=["platform", "key"],
                condition=Q(state=State.ADDRESS_GIVEN),
                name="request_address_claimed_once",
                violation_error_message=_("Une autre demande a déjà donné cette adresse."),
            ),
            models.CheckConstraint(
                name="request_online_has_account",
                condition=~Q(state=State.ONLINE) | Q(account__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} · {self.title}"

    def get_absolute_url(self) -> str:
        """The request's own page."""
        return reverse("requests:detail", args=[self.pk])

    @property
    def reference(self) -> str:
        """What people quote: year and number, "2026-118"."""
        return f"{self.created_at.year}-{self.pk}"

    @property
    def is_editable(self) -> bool:
        """Whether its content may still change."""
        return self.state in EDITABLE

    @property
    def is_pending(self) -> bool:
        """Whether somebody owes it an answer by `due_on`."""
        return self.state in PENDING

    @property
    def is_approved(self) -> bool:
        """Whether the department may open the page now."""
        return self.state in APPROVALS


class Contribution(models.Model):
    """What the request said at one version and who wrote it: whoever wrote can neither endorse nor decide."""

    page_request = models.ForeignKey(PageRequest, on_delete=models.PROTECT, related_name="contributions")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField()
    content = models.JSONField()

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["page_request", "version"], name="contribution_once")]

    def __str__(self) -> str:
        return f"{self.page_request_id} v{self.version}"


class Verdict(models.Model):
    """What one pair of eyes answered in one round. A trigger refuses authors and, for a decision, endorsers."""

    page_request = models.ForeignKey(PageRequest, on_delete=models.PROTECT, related_name="verdicts")
    round = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    stage = models.CharField(max_length=20, choices=Stage)
    answer = models.CharField(max_length=30, choices=Answer)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    conditions = models.TextField(blank=True)
    alternative = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["page_request", "round", "stage"], name="one_verdict_per_round_and_stage"),
            models.CheckConstraint(
                name="no_has_a_reason",
                condition=~Q(answer__in=[Answer.NO, Answer.CHANGES]) | ~Q(reason=""),
                violation_error_message=_("Un refus ou une demande de changements dit pourquoi."),
            ),
            models.CheckConstraint(
                name="conditions_are_said",
                condition=~Q(answer=Answer.YES_WITH_CONDITIONS) | ~Q(conditions=""),
                violation_error_message=_("Les conditions sont écrites."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_request_id} · {self.stage} · {self.answer}"
