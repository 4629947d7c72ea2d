"""Exit decisions, what they cover, and who signed them."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registry.accounts.models import Account
from registry.accounts.status import LISTED_STANDINGS, Status
from registry.language import Pair, here, pair_of
from registry.organisation.models import Unit, User
from registry.organisation.permissions import Can, within
from registry.partial_dates import PATTERN
from registry.platforms.models import PARTIAL_DATE, Platform, PlatformStance
from registry.platforms.positions import Position
from workflows.exits.rules import HEADLINE, POSITION
from workflows.exits.states import PUBLIC, Act, HandleFate, Kind, Reason, State, Treatment

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

DATES = ("decided_on", "announced_on", "effective_on", "closed_on")


class ExitDecisionQuerySet(models.QuerySet):
    """Who sees which decisions."""

    def published(self) -> "ExitDecisionQuerySet":
        """What anyone may read: announced, in force, or replaced."""
        return self.filter(state__in=PUBLIC)

    def visible_to(self, user: "User | AnonymousUser") -> "ExitDecisionQuerySet":
        """The published ones, and those of the institutions whose decisions the person may read."""
        return self.filter(Q(state__in=PUBLIC) | within(user, [Can.EXIT_READ], prefix="institution"))

    def with_names(self) -> "ExitDecisionQuerySet":
        """With what a line of a list prints."""
        return self.select_related("institution", "platform")


class ExitDecision(models.Model):
    """What one institution decided about one platform.

    The four dates are independent partial dates; empty is *not known*. `recorded` tells a decision entered from its
    source after the fact from one that was taken here: what the source does not say stays empty.
    """

    institution = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="exit_decisions", verbose_name=_("institution")
    )
    platform = models.ForeignKey(
        Platform, on_delete=models.PROTECT, related_name="exit_decisions", verbose_name=_("plateforme")
    )
    kind = models.CharField(_("nature"), max_length=20, choices=Kind)
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    recorded = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    decided_on = models.CharField(_("décidée le"), **PARTIAL_DATE)
    announced_on = models.CharField(_("annoncée le"), **PARTIAL_DATE)
    effective_on = models.CharField(_("effective le"), **PARTIAL_DATE)
    closed_on = models.CharField(_("comptes fermés le"), **PARTIAL_DATE)
    sort_date = models.CharField(editable=False, **PARTIAL_DATE)
    reasons = ArrayField(
        models.CharField(max_length=30, choices=Reason), verbose_name=_("raisons"), default=list, blank=True
    )
    rationale_fr = models.TextField(_("motif en français"), blank=True)
    rationale_en = models.TextField(_("motif en anglais"), blank=True)
    deciding_body = models.CharField(_("instance"), max_length=200, blank=True)
    communique_url = models.URLField(_("adresse du communiqué"), max_length=400, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    confidence = models.CharField(max_length=10, blank=True)
    stated_figure = models.BigIntegerField(_("chiffre annoncé"), null=True, blank=True)
    stated_wording_fr = models.CharField(_("dans ces mots"), max_length=200, blank=True)
    stated_wording_en = models.CharField(_("dans ces mots (anglais)"), max_length=200, blank=True)
    stated_scope_fr = models.CharField(_("pour ces comptes"), max_length=300, blank=True)
    stated_scope_en = models.CharField(_("pour ces comptes (anglais)"), max_length=300, blank=True)
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by", verbose_name=_("remplace")
    )
    stances = models.ManyToManyField(PlatformStance, blank=True, related_name="exit_decisions")
    public_note_fr = models.TextField(blank=True)
    public_note_en = models.TextField(blank=True)

    objects = ExitDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-sort_date", "-pk"]
        indexes = [models.Index(fields=["-sort_date", "-id"], name="exit_newest")]
        constraints = [
            models.CheckConstraint(name="exit_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="exit_kind_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(
                name="exit_dates_partial", condition=Q(*[(f"{name}__regex", PATTERN) for name in DATES])
            ),
            models.CheckConstraint(
                name="recorded_names_its_source",
                condition=Q(recorded=False) | ~Q(source=""),
                violation_error_message=_("Une décision consignée nomme sa source."),
            ),
            models.CheckConstraint(name="stated_figure_not_negative", condition=Q(stated_figure__gte=0)),
        ]

    def __str__(self) -> str:
        return str(self.headline)

    def get_absolute_url(self) -> str:
        """The decision's page."""
        return reverse("exits:detail", args=[self.slug])

    @property
    def slug(self) -> str:
        """The readable name in a URL; the number at its end is what is looked up."""
        return f"{self.institution.slug}-{self.platform.slug}-{self.pk}"

    @property
    def headline(self) -> Pair:
        """The decision in one sentence, in both languages."""
        return HEADLINE[self.kind].format(institution=pair_of(self.institution, "name"), platform=self.platform.name)

    @property
    def rationale(self) -> str:
        """Why, in the active language."""
        return here(self, "rationale")

    @property
    def stated_wording(self) -> str:
        """The words of the announced figure, in the active language."""
        return here(self, "stated_wording")

    @property
    def stated_scope(self) -> str:
        """The accounts that the announced figure counts, in the active language."""
        return here(self, "stated_scope")

    @property
    def public_note(self) -> str:
        """What the public page must add, in the active language; may be empty."""
        return here(self, "public_note")

    @property
    def outcome(self) -> str:
        """What the decision makes of the institution's stance, in words: "Activité suspendue"."""
        return str(Position(POSITION[self.kind]).label)

    @property
    def is_public(self) -> bool:
        """Whether anyone may read it."""
        return self.state in PUBLIC

    @property
    def reason_words(self) -> list[str]:
        """The coded reasons in words."""
        return [str(Reason(code).label) for code in self.reasons]


class ScopeLine(models.Model):
    """One account that the decision covers (or expressly does not), or several whose handles are not known.

    `followers` is the figure at decision with its day and source, frozen when the decision is taken.
    """

    decision = models.ForeignKey(ExitDecision, on_delete=models.PROTECT, related_name="lines")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    label_fr = models.CharField(max_length=200, blank=True)
    label_en = models.CharField(max_length=200, blank=True)
    covered = models.BooleanField(_("couvert"), default=True)
    treatment = models.CharField(_("traitement"), max_length=20, choices=Treatment)
    handle_fate = models.CharField(_("nom de compte"), max_length=20, choices=HandleFate, default=HandleFate.UNKNOWN)
    followers = models.BigIntegerField(null=True, blank=True)
    followers_on = models.DateField(null=True, blank=True)
    followers_source = models.CharField(max_length=300, blank=True)
    note_fr = models.CharField(max_length=300, blank=True)
    note_en = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["account__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "account"], name="account_in_scope_once"),
            models.CheckConstraint(
                name="line_names_account_or_label", condition=Q(account__isnull=False) | ~Q(label_fr="")
            ),
            models.CheckConstraint(
                name="figure_has_day_and_source",
                condition=Q(followers__isnull=True) | (Q(followers_on__isnull=False) & ~Q(followers_source="")),
            ),
        ]

    def __str__(self) -> str:
        return self.label or str(self.account)

    @property
    def is_listed(self) -> bool:
        """Whether its account has a public page of its own."""
        account = self.account
        return account is not None and account.standing in LISTED_STANDINGS and account.status != Status.PLANNED

    @property
    def label(self) -> str:
        """The words for accounts that are not named, in the active language."""
        return here(self, "label")

    @property
    def note(self) -> str:
        """What is particular to this line, in the active language."""
        return here(self, "note")


class SuccessorChannel(models.Model):
    """Where followers are sent instead: an account of a platform, or a site (no platform)."""

    decision = models.ForeignKey(ExitDecision, on_delete=models.PROTECT, related_name="channels")
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    label_fr = models.CharField(max_length=120)
    label_en = models.CharField(max_length=120)
    address = models.URLField(max_length=400, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The channel's name in the active language."""
        return here(self, "label")


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
