"""One decision as its page shows it: dates, figures, scope, time line, each read once."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.followers.models import FollowerCount
from registry.language import Pair, pair_of
from registry.organisation.models import Unit, User
from registry.organisation.permissions import Can, within
from registry.partial_dates import first_day
from registry.platforms.models import PlatformStance
from registry.platforms.positions import Position
from workflows.exits.figures import Proven, proven
from workflows.exits.models import ExitDecision, ScopeLine, SuccessorChannel
from workflows.exits.queries import Entry, entry
from workflows.exits.rules import POSITION
from workflows.exits.states import State

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

QUOTED = Pair("« {words} »", "“{words}”")
# Before the decision is taken, the lines show what the register knows today; then what it knew that day.
BEFORE = (State.DRAFT, State.PROPOSED)


@dataclass(frozen=True)
class DateShown:
    """One of the four dates, or the word for what the register does not know."""

    label: str
    value: str
    none: str
    note: str = ""


@dataclass(frozen=True)
class Figure:
    """A number with what it counts, from when, after whom."""

    label: str
    value: int | None
    none: str
    note: str
    shown: bool = False


@dataclass(frozen=True)
class Milestone:
    """A line of the public time line: what happened on a (maybe partial) date."""

    sentence: str | Promise
    on: str
    tone: str = "info"


@dataclass
class Page:
    """One decision as ``user`` may see it. Every list is read once."""

    decision: ExitDecision
    user: "User | AnonymousUser"
    today: date = field(default_factory=timezone.localdate)

    @cached_property
    def is_reader(self) -> bool:
        """Whether names, reasons and drafts may be shown: a reader of the institution, or of the desk that recorded."""
        desks = {event.unit_id for event in self.events} | {self.decision.institution_id}
        return Unit.objects.filter(within(self.user, [Can.EXIT_READ], prefix=""), pk__in=desks).exists()

    @cached_property
    def events(self) -> list[Event]:
        """All that the journal holds about it, newest first."""
        return list(Event.objects.about(self.decision))

    @cached_property
    def lines(self) -> list[ScopeLine]:
        """The scope, covered lines first; before the decision, with the figures that are known today."""
        lines = list(self.decision.lines.select_related("account__platform", "account__unit"))
        if self.decision.state in BEFORE:
            _show_latest(lines, self.today)
        return sorted(lines, key=lambda line: not line.covered)

    @property
    def lines_caption(self) -> str:
        """As of when the figures of the lines stand."""
        if self.decision.recorded:
            return _("Tels que la source les nomme")
        if self.decision.state in BEFORE:
            return _("Derniers relevés connus ; ils seront figés le jour de la décision")
        return _("Abonnés tels que le registre les connaissait le jour de la décision")

    @property
    def tone(self) -> str:
        """The look's tone of its nature: staying is not a warning."""
        return "mute" if POSITION[self.decision.kind] in (Position.ACTIVE, Position.STAYING) else "warn"

    @property
    def waits_for(self) -> str:
        """Whom an internal file waits for, told to a reader who may do nothing about it now; "" when nobody."""
        return str(WAITS.get(self.decision.state, ""))

    @cached_property
    def channels(self) -> list[SuccessorChannel]:
        """Where followers are sent instead."""
        return list(self.decision.channels.select_related("platform"))

    @cached_property
    def stances(self) -> list[PlatformStance]:
        """Where affiliates and others stood."""
        return list(self.decision.stances.select_related("institution").order_by("institution__sort_key", "pk"))

    @cached_property
    def reversed_by(self) -> ExitDecision | None:
        """The decision that replaces this one, when this person may read it."""
        return ExitDecision.objects.visible_to(self.user).with_names().filter(reverses=self.decision).first()

    @cached_property
    def proven(self) -> Proven:
        """The sum of the covered lines."""
        return proven(line.followers for line in self.lines if line.covered)

    @cached_property
    def overlaps(self) -> bool:
        """Whether a total of several accounts is shown, in which one person may be counted more than once."""
        return self.proven.counted > 1 or self.decision.stated_figure is not None

    @cached_property
    def dates(self) -> list[DateShown]:
        """The four dates in the order in which they come."""
        rows = [
            (_("Décidée"), self.decision.decided_on, _("Pas encore")),
            (_("Annoncée"), self.decision.announced_on, _("Pas encore")),
            (_("Effective"), self.decision.effective_on, _("Non fixée")),
            (_("Comptes fermés"), self.decision.closed_on, _("Non fixée")),
        ]
        unknown = _("Non précisée") if self.decision.recorded else ""
        return [DateShown(label, value, unknown or none, self._note(value)) for label, value, none in rows]

    def _note(self, value: str) -> str:
        """What is said under a date: how far it is known, and that the source is silent."""
        if not value:
            return _("La source ne la donne pas") if self.decision.recorded else ""
        return {4: _("Année seule : le jour n’est pas connu"), 7: _("Mois seul : le jour n’est pas connu")}.get(
            len(value), ""
        )

    @cached_property
    def figures(self) -> list[Figure]:
        """The announced figure beside the sum that the register can prove."""
        decision = self.decision
        known = decision.stated_figure is not None
        words = [str(QUOTED.format(words=pair_of(decision, "stated_wording")))] if decision.stated_wording else []
        words += [text for text in (decision.stated_scope, decision.source) if text]
        stated = Figure(_("Chiffre annoncé"), decision.stated_figure, _("Aucun"), " · ".join(words) if known else "")
        return [
            stated,
            Figure(
                _("Somme que le registre peut montrer"), self.proven.total, _("Aucune"), self._counted(), shown=True
            ),
        ]

    def _counted(self) -> str:
        """How much of the scope the sum rests on."""
        counted, uncounted = self.proven.counted, self.proven.uncounted
        if counted and uncounted:
            words = _("{counted} sur {all} lignes ont un relevé : cette somme est un minimum")
        elif counted:
            words = _("Toutes les lignes couvertes ont un relevé")
        elif self.decision.recorded and self.decision.stated_figure is not None:
            words = _("0 compte relevé : la source ne donne que le total")
        else:
            words = _("0 compte relevé")
        return words.format(counted=counted, all=counted + uncounted)

    @cached_property
    def milestones(self) -> list[Milestone]:
        """The public time line, newest first: the known dates that have come, the recording, the replacement."""
        decision = self.decision
        rows = [
            *(Milestone(event.sentence, _day(event), "info") for event in self.events if event.verb in RETOLD),
            Milestone(_("Comptes fermés"), decision.closed_on, "mute"),
            Milestone(_("Décision effective"), decision.effective_on, "warn"),
            Milestone(_("Décision annoncée"), decision.announced_on),
            Milestone(_("Décision prise"), decision.decided_on, "ok"),
        ]
        past = [row for row in rows if row.on and first_day(row.on) <= self.today]
        return sorted(past, key=lambda row: row.on, reverse=True)

    @cached_property
    def journal(self) -> list[Entry]:
        """Who did what, for readers of the institution's files."""
        return [entry(event) for event in self.events]


WAITS = {
    State.DRAFT: gettext_lazy("Une personne qui prépare les décisions doit la proposer."),
    State.PROPOSED: gettext_lazy("Une personne de la direction, qui ne l’a ni rédigée ni proposée, doit la prendre."),
    State.DECIDED: gettext_lazy("Une personne qui prépare les décisions doit l’annoncer."),
}
RETOLD = frozenset({Verb.EXIT_RECORDED, Verb.EXIT_REVERSED})


def _show_latest(lines: list[ScopeLine], today: date) -> None:
    numbers = [line.account_id for line in lines if line.account_id]
    counts = {count.account_id: count for count in FollowerCount.objects.filter(account__in=numbers).latest_by(today)}
    for line in lines:
        count = counts.get(line.account_id)
        if count:
            line.followers, line.followers_on, line.followers_source = count.value, count.day, count.source


def _day(event: Event) -> str:
    return timezone.localdate(event.at).isoformat()
