"""The request itself: what is asked, where it stands, and who sees it."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.accounts.audiences import Audience
from registry.accounts.models import Account
from registry.organisation.models import Unit, User
from registry.organisation.permissions import Can, people_stood_in_for, within
from registry.platforms.models import Platform
from workflows.requests.kinds import NATURES, Nature
from workflows.requests.states import APPROVALS, EDITABLE, PENDING, WAITING, Kind, Priority, State

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class PageRequestQuerySet(models.QuerySet):
    """Who sees which requests, and the lists that they work from."""

    def visible_to(self, user: "User | AnonymousUser", on: date | None = None) -> "PageRequestQuerySet":
        """One's own and one's units' requests; those who endorse, decide or advise do not see drafts.

        Who stands in for somebody sees what that person sees from outside, on the days of the absence (``on``: today).
        """
        if not user.is_authenticated:
            return self.none()
        inside = Q(author=user) | within(user, [Can.REQUEST_EDIT])
        read = within(user, [Can.REQUEST_READ])
        for absent in people_stood_in_for(user, on or timezone.localdate()):
            read |= within(absent, [Can.REQUEST_ENDORSE, Can.REQUEST_DECIDE, Can.REQUEST_CONSENT])
        return self.filter(inside | read & ~Q(state=State.DRAFT))

    def with_names(self) -> "PageRequestQuerySet":
        """With what a line of a list prints."""
        return self.select_related("unit", "platform", "author", "reviewer", "endorsing_unit", "account__platform")


class PageRequest(models.Model):
    """A department's demand for a page. `version` counts every change; `round` every submission.

    What was asked lies in `Contribution` rows (who wrote what), its way in `Step` rows, what was answered in `Verdict` rows.
    ``rules`` copies the numbers of the institution's rules at submission: a rule changed later changes nothing for it.
    """

    kind = models.CharField(_("demande"), max_length=20, choices=Kind, default=Kind.OPEN)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="page_requests", verbose_name=_("unité"))
    platform = models.ForeignKey(
        Platform, on_delete=models.PROTECT, related_name="page_requests", verbose_name=_("plateforme")
    )
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="page_requests")
    about = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="page_requests", verbose_name=_("compte")
    )
    to_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unité qui reçoit")
    )
    title = models.CharField(_("nom de la page"), max_length=160)
    wanted_handle = models.CharField(_("nom de compte souhaité"), max_length=120, blank=True)
    purpose = models.TextField(_("objet"), blank=True)
    audiences = ArrayField(
        models.CharField(max_length=20, choices=Audience), verbose_name=_("publics"), default=list, blank=True
    )
    audience = models.CharField(_("public, en mots"), max_length=300, blank=True)
    languages = ArrayField(models.CharField(max_length=8), verbose_name=_("langues"), default=list, blank=True)
    language_reason = models.TextField(_("pourquoi une autre langue"), blank=True)
    rhythm = models.CharField(_("rythme de publication"), max_length=300, blank=True)
    content_plan = models.TextField(_("contenus prévus"), blank=True)
    resources = models.TextField(_("moyens"), blank=True)
    moderation = models.TextField(_("modération"), blank=True)
    out_of_hours = models.CharField(_("contact hors des heures de bureau"), max_length=300, blank=True)
    trial_months = models.PositiveSmallIntegerField(_("mois d’essai souhaités"), null=True, blank=True)
    ends_on = models.DateField(_("fin du projet"), null=True, blank=True)
    with_students = models.BooleanField(_("la page s’occupe d’étudiants ou de mineurs"), default=False)
    closed_group = models.BooleanField(_("groupe fermé"), default=False)
    consent = models.TextField(_("consentement"), blank=True)
    membership = models.TextField(_("membres du groupe"), blank=True)
    exception_reason = models.TextField(_("motif de l’exception"), blank=True)
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
    priority = models.PositiveSmallIntegerField(_("priorité"), choices=Priority, default=Priority.NORMAL)
    rules = models.JSONField(default=dict, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    lapses_on = models.DateField(null=True, blank=True)
    copied_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="copies")
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
            # The three orders of the desk, each over what still waits for an answer.
            models.Index(fields=["due_on", "id"], name="request_waiting_due", condition=Q(state__in=WAITING)),
            models.Index(
                fields=["priority", "due_on", "id"], name="request_waiting_priority", condition=Q(state__in=WAITING)
            ),
            models.Index(fields=["lapses_on"], name="request_lapsing", condition=Q(lapses_on__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(name="request_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="request_kind_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="request_priority_known", condition=Q(priority__in=Priority.values)),
            models.CheckConstraint(
                name="request_done_is_about_an_account",
                condition=~Q(state=State.DONE) | Q(about__isnull=False),
            ),
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
    def nature(self) -> Nature:
        """What its kind brings: whether it opens a page, enters one, or is about one that the register holds."""
        return NATURES[self.kind]

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
