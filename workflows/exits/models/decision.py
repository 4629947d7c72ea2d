"""What an institution decided about a platform: its text, its dates, its figure, and what is to be thought of again."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registry.language import Pair, here, pair_of
from registry.organisation.models import Unit, User
from registry.organisation.permissions import Can, within
from registry.partial_dates import PATTERN
from registry.platforms.models import PARTIAL_DATE, Platform, PlatformStance
from registry.platforms.positions import Position
from workflows.exits.rules import HEADLINE, POSITION
from workflows.exits.states import PUBLIC, Confidence, HandleFate, Kind, Reason, State

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
    source after the fact from one that was taken here: what the source does not say stays empty. `handle_fate` is what
    becomes of the names on the platform. `expected_followers` is how many followers its authors foresee on the successor
    channels when they look back, six months after the effect. Once decided, the text does not change (trigger of migration
    0013): a correction is a row of its own.
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
    handle_fate = models.CharField(_("noms de compte"), max_length=20, choices=HandleFate, default=HandleFate.UNKNOWN)
    evidence = models.TextField(_("éléments à l’appui"), blank=True)
    options_considered = models.TextField(_("options examinées"), blank=True)
    minority_view = models.TextField(_("avis minoritaire"), blank=True)
    revisit_if_fr = models.TextField(_("à revoir si… (français)"), blank=True)
    revisit_if_en = models.TextField(_("à revoir si… (anglais)"), blank=True)
    expected_followers = models.BigIntegerField(_("abonnés attendus sur les canaux de relais"), null=True, blank=True)
    expected_fr = models.TextField(_("ce que l’on attend (français)"), blank=True)
    expected_en = models.TextField(_("ce que l’on attend (anglais)"), blank=True)
    review_on = models.DateField(_("à revoir le"), null=True, blank=True)
    minutes_reference = models.CharField(_("référence du procès-verbal"), max_length=200, blank=True)
    signatory = models.CharField(_("signataire"), max_length=200, blank=True)
    joint_initiative_fr = models.CharField(_("initiative commune"), max_length=200, blank=True)
    joint_initiative_en = models.CharField(_("initiative commune (anglais)"), max_length=200, blank=True)
    joint_initiative_url = models.URLField(_("adresse de l’initiative commune"), max_length=400, blank=True)
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
            models.CheckConstraint(name="exit_handle_fate_known", condition=Q(handle_fate__in=HandleFate.values)),
            models.CheckConstraint(
                name="exit_dates_partial", condition=Q(*[(f"{name}__regex", PATTERN) for name in DATES])
            ),
            models.CheckConstraint(
                name="recorded_names_its_source",
                condition=Q(recorded=False) | ~Q(source=""),
                violation_error_message=_("Une décision consignée nomme sa source."),
            ),
            models.CheckConstraint(name="stated_figure_not_negative", condition=Q(stated_figure__gte=0)),
            models.CheckConstraint(name="expected_not_negative", condition=Q(expected_followers__gte=0)),
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
    def revisit_if(self) -> str:
        """What would make the institution think again, in the active language."""
        return here(self, "revisit_if")

    @property
    def expected(self) -> str:
        """What its authors expect of it, in the active language."""
        return here(self, "expected")

    @property
    def joint_initiative(self) -> str:
        """The common declaration that it is part of, in the active language."""
        return here(self, "joint_initiative")

    @property
    def public_note(self) -> str:
        """What the public page must add, in the active language; may be empty."""
        return here(self, "public_note")

    @property
    def believed(self) -> str:
        """How far its source is believed, in words; "" where nobody has judged it."""
        return str(dict(Confidence.choices).get(self.confidence, ""))

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
