"""One decision as its page shows it: dates, figures, scope, time line, each read once."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.followers.models import FollowerCount
from registry.organisation.models import Unit, User
from registry.organisation.permissions import Can, within
from registry.partial_dates import first_day
from registry.platforms.models import PlatformStance
from registry.platforms.positions import Position
from workflows.exits.correcting import may_correct
from workflows.exits.figures import Proven, proven
from workflows.exits.lines_shown import LinesShown
from workflows.exits.models import Communique, ExitComment, ExitDecision, ScopeLine, SuccessorChannel
from workflows.exits.queries import Entry, entry
from workflows.exits.rules import POSITION
from workflows.exits.shown import Correction, Figure, as_read, corrections, figures, was_written
from workflows.exits.states import ENDED, OPEN, State

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

# Before the decision is taken, the lines show what the register knows today; then what it knew that day.
BEFORE = (State.DRAFT, State.CONSULTATION, State.PROPOSED)


@dataclass(frozen=True)
class DateShown:
    """One of the four dates, or the word for what the register does not know."""

    label: str
    value: str
    none: str
    note: str = ""


@dataclass(frozen=True)
class Milestone:
    """A line of the public time line: what happened on a (maybe partial) date."""

    sentence: str | Promise
    on: str
    tone: str = "info"


@dataclass
class Page:
    """One decision as ``user`` may see it, with the part of its scope that was ``asked`` for. Every list is read once."""

    decision: ExitDecision
    user: "User | AnonymousUser"
    today: date = field(default_factory=timezone.localdate)
    asked: str = ""

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
        """The scope: covered, left to their unit, spared; before the decision, with the figures that are known today."""
        lines = list(self.decision.lines.select_related("account__platform", "account__unit"))
        if self.decision.state in BEFORE:
            _show_latest(lines, self.today)
        return sorted(lines, key=lambda line: (not line.covered, not line.left_to_unit))

    @cached_property
    def scope(self) -> LinesShown:
        """The lines that this person may read, a page of them."""
        return LinesShown(self.lines, self.is_reader, self.asked)

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

    @property
    def replaced(self) -> str:
        """What is said before the name of `reversed_by`."""
        if self.decision.state in ENDED:
            return _("Cette décision est remplacée :")
        return _("Une autre décision doit la remplacer :")

    @cached_property
    def proven(self) -> Proven:
        """The sum of the covered lines."""
        return proven(line.followers for line in self.lines if line.covered)

    @cached_property
    def overlaps(self) -> bool:
        """Whether a total of several accounts is shown, in which one person may be counted more than once."""
        return self.proven.counted > 1 or self.read.stated_figure is not None

    @cached_property
    def read(self) -> ExitDecision:
        """What is to be read now, where it was corrected: the days and figures of the page are these, as in its JSON."""
        prefetch_related_objects([self.decision], "corrections")
        return as_read(self.decision)

    @cached_property
    def dates(self) -> list[DateShown]:
        """The four dates in the order in which they come."""
        rows = [
            (_("Décidée"), "decided_on", _("Pas encore")),
            (_("Annoncée"), "announced_on", _("Pas encore")),
            (_("Effective"), "effective_on", _("Non fixée")),
            (_("Comptes fermés"), "closed_on", _("Non fixée")),
        ]
        unknown = _("Non précisée") if self.decision.recorded else ""
        return [
            DateShown(label, getattr(self.read, field), unknown or none, self._note(field))
            for label, field, none in rows
        ]

    def _note(self, field: str) -> str:
        """What is said under a date: that it was corrected, how far it is known, that the source is silent."""
        value = getattr(self.read, field)
        if field in self.corrected:
            return was_written(self.decision, field)
        if not value:
            return _("La source ne la donne pas") if self.decision.recorded else ""
        return {4: _("Année seule : le jour n’est pas connu"), 7: _("Mois seul : le jour n’est pas connu")}.get(
            len(value), ""
        )

    @cached_property
    def figures(self) -> list[Figure]:
        """The announced figure beside the sum that the register can prove, and what lies between them."""
        corrected = "stated_figure" in self.corrected
        before = was_written(self.decision, "stated_figure") if corrected else ""
        return figures(self.read, self.proven, before=before)

    @cached_property
    def corrections(self) -> list[Correction]:
        """What is to be read otherwise than it was decided, the oldest first."""
        prefetch_related_objects([self.decision], "corrections")
        return corrections(self.decision)

    @cached_property
    def corrected(self) -> set[str]:
        """The names of the fields that are to be read otherwise."""
        return {row.field for row in self.corrections}

    @cached_property
    def communiques(self) -> list[Communique]:
        """Every version of what was announced, the newest first, without the copies themselves."""
        return list(self.decision.communiques.defer("archived"))

    @cached_property
    def comments(self) -> list[ExitComment]:
        """What was said in consultation, for readers of the institution's files."""
        return list(self.decision.comments.select_related("by")) if self.is_reader else []

    @property
    def may_comment(self) -> bool:
        """Whether this person is asked for a word now."""
        return self.decision.state == State.CONSULTATION and self.is_reader

    @cached_property
    def may_correct(self) -> bool:
        """Whether this person may say that the decided text is to be read otherwise."""
        return self.decision.state not in OPEN and may_correct(self.decision, self.user)

    @cached_property
    def milestones(self) -> list[Milestone]:
        """The public time line, newest first: the known dates that have come, the recording, the replacement."""
        decision = self.read
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
    State.CONSULTATION: gettext_lazy(
        "Le projet est en consultation ; une personne qui prépare les décisions le proposera."
    ),
    State.PROPOSED: gettext_lazy("Une personne de la direction, qui ne l’a ni rédigée ni proposée, doit la prendre."),
    State.DECIDED: gettext_lazy("Une personne qui prépare les décisions doit l’annoncer."),
}
RETOLD = frozenset(
    {Verb.EXIT_RECORDED, Verb.EXIT_REVERSED, Verb.EXIT_SUPERSEDED, Verb.EXIT_COMPLETED, Verb.EXIT_REVIEW_OPENED}
    | {Verb.EXIT_CORRECTED, Verb.EXIT_LOOKED_BACK}
)


def _show_latest(lines: list[ScopeLine], today: date) -> None:
    numbers = [line.account_id for line in lines if line.account_id]
    counts = {count.account_id: count for count in FollowerCount.objects.filter(account__in=numbers).latest_by(today)}
    for line in lines:
        count = counts.get(line.account_id)
        if count:
            line.followers, line.followers_on, line.followers_source = count.value, count.day, count.source


def _day(event: Event) -> str:
    return timezone.localdate(event.at).isoformat()
