"""Where institutions stand, as people here note it: a stance from its source, a look whether it is still so, a change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from registry.language import Pair
from registry.organisation.models import Unit, UnitKind, User
from registry.organisation.permissions import Can, NotAllowed, require, units_where
from registry.partial_dates import parse
from registry.platforms.actions import check_stance, record_stance
from registry.platforms.models import Platform, PlatformStance, StanceCheck
from registry.platforms.positions import Position
from registry.platforms.queries import stances_as_of
from registry.wording import number
from workflows.exits.moving import require_past
from workflows.exits.recording import new_peer
from workflows.exits.states import Confidence
from workflows.machine import Refused

LONGEST_NOTE = PlatformStance._meta.get_field("note_fr").max_length
FIGURE = Pair("{figure} abonnés annoncés.", "{figure} followers stated.")
FIGURE_OF = Pair("{figure} abonnés annoncés ({scope}).", "{figure} followers stated ({scope}).")
UNSAID = Pair("", "")
STOPS = (".", "!", "?", "…")
BELIEVED: dict[str, Pair] = {
    Confidence.HIGH: Pair("Fiabilité de la source : élevée.", "Reliability of the source: high."),
    Confidence.MEDIUM: Pair("Fiabilité de la source : moyenne.", "Reliability of the source: medium."),
    Confidence.LOW: Pair("Fiabilité de la source : faible.", "Reliability of the source: low."),
}


class Moved(Refused):
    """Another stance was noted since the person saw this one."""

    def __init__(self) -> None:
        super().__init__(
            "Une autre position a été notée depuis : relisez la page.",
            "Another stance has been recorded since: read the page again.",
        )


@dataclass(frozen=True)
class Noted:
    """What a source says of where an institution stands; ``as_of`` is a partial date, what is left out stays unknown."""

    position: Position
    source: str
    as_of: str = ""
    note: Pair = UNSAID
    figure: int | None = None
    scope: Pair = UNSAID
    confidence: str = ""

    @property
    def words(self) -> Pair:
        """The note with the announced figure and how far the source is believed, in both languages."""
        parts = [self.note, self._figure(), BELIEVED.get(self.confidence, UNSAID)]
        return Pair(_sentences(part.fr for part in parts), _sentences(part.en for part in parts))

    def _figure(self) -> Pair:
        if self.figure is None:
            return UNSAID
        sentence = FIGURE_OF if self.scope.fr else FIGURE
        return sentence.format(figure=Pair(number(self.figure, "fr"), number(self.figure, "en")), scope=self.scope)


@transaction.atomic
def note_stance(
    said: Noted,
    *,
    institution: Unit,
    platform: Platform,
    actor: User,
    at: datetime,
    instead_of: PlatformStance | None = None,
) -> PlatformStance:
    """Note where an institution stands, from a source; a figure goes into its note. ``instead_of`` counts no more.

    Raises `NotAllowed`, and `Refused` without a source, for a date to come, for a note too long to be kept whole, and
    without a date where a stance is noted already: nothing would say which of the two holds.
    """
    require_recorder(actor, institution)
    as_of = parse(said.as_of)
    require_past([as_of], at)
    if not said.source.strip():
        raise Refused("Une position nomme sa source.", "A stance names its source.")
    if max(len(said.words.fr), len(said.words.en)) > LONGEST_NOTE:
        raise Refused(
            "Cette précision est trop longue pour être gardée entière.", "This detail is too long to be kept whole."
        )
    if not as_of and current(institution, platform, at):
        raise Refused(
            "Une position est déjà notée : dites depuis quand vaut celle-ci.",
            "A stance is recorded already: say since when this one holds.",
        )
    return record_stance(
        institution,
        platform,
        position=said.position,
        as_of=as_of,
        note=(said.words.fr, said.words.en),
        source=said.source.strip(),
        actor=actor,
        at=at,
        instead_of=instead_of,
    )


@transaction.atomic
def note_stance_of_new_peer(
    said: Noted, *, peer: Pair, country: str, platform: Platform, actor: User, at: datetime
) -> PlatformStance:
    """The same for an institution that the register does not know yet: it enters as a peer. Raises as `note_stance`."""
    if not records_somewhere(actor):
        raise NotAllowed
    return note_stance(
        said, institution=new_peer(peer, country, actor=actor, at=at), platform=platform, actor=actor, at=at
    )


@transaction.atomic
def confirm(stance: PlatformStance, *, source: str, actor: User, at: datetime) -> StanceCheck:
    """Say that the stance is still so, and where it was seen. Raises `NotAllowed`, `Moved`, `Refused` without a place."""
    stance = _taken(stance, actor, at)
    if not source.strip():
        raise Refused("Dites où cela a été vu.", "Say where it was seen.")
    return check_stance(stance, source=source, actor=actor, at=at)


@transaction.atomic
def change(stance: PlatformStance, said: Noted, *, actor: User, at: datetime) -> PlatformStance:
    """Note the stance that took the place of ``stance``. Raises as `note_stance`, `Moved`, and `Refused` for an earlier date.

    A stance that nothing dates was only known from the day on which it was noted: one that took its place before that day is
    recorded instead of it, since nobody can say on which day it held.
    """
    stance = _taken(stance, actor, at)
    earlier = bool(parse(said.as_of)) and parse(said.as_of) < stance.known_on
    undated = not stance.as_of and not stance.announced_on
    if earlier and not undated:
        raise Refused(
            "Cette date est avant celle de la position notée : elle ne la remplacerait pas. Écrivez une date plus précise.",
            "This date is before that of the recorded stance: it would not take its place. Write a more precise date.",
        )
    about = {"institution": stance.institution, "platform": stance.platform, "actor": actor, "at": at}
    return note_stance(said, **about, instead_of=stance if earlier else None)


def current(institution: Unit, platform: Platform, at: datetime) -> PlatformStance | None:
    """The stance of the day of ``at``, or None."""
    return stances_as_of(timezone.localdate(at)).filter(institution=institution, platform=platform).first()


def records_somewhere(actor: User) -> bool:
    """Whether the person records at some desk of the register."""
    return units_where(actor, Can.EXIT_RECORD).exists()


def require_recorder(actor: User, institution: Unit) -> None:
    """Raise `NotAllowed` unless ``actor`` may note where ``institution`` stands: a peer's at any desk, else at its own."""
    if institution.kind != UnitKind.PEER:
        require(actor, Can.EXIT_RECORD, institution)
    elif not records_somewhere(actor):
        raise NotAllowed


def _sentences(parts: Iterable[str]) -> str:
    """The parts that say something, each but the last closed as a sentence."""
    *first, last = [part.strip() for part in parts if part.strip()] or [""]
    return " ".join([*(part if part.endswith(STOPS) else f"{part}." for part in first), last])


def _taken(stance: PlatformStance, actor: User, at: datetime) -> PlatformStance:
    """The stance held until the end of the transaction, if the actor may speak of it and it is still the last one."""
    locked = (
        PlatformStance.objects.select_for_update(of=("self",))
        .select_related("institution", "platform")
        .get(pk=stance.pk)
    )
    require_recorder(actor, locked.institution)
    now = current(locked.institution, locked.platform, at)
    if now != locked:
        raise Moved
    locked.known_on, locked.announced_on = now.known_on, now.announced_on
    return locked
