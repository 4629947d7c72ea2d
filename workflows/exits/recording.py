"""Recording what was decided elsewhere or before: from a source, and nothing that the source does not say."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from django.db import transaction
from django.utils.text import slugify

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.folding import fold, sort_key
from registry.language import Pair
from registry.organisation.actions import found_institution
from registry.organisation.models import Unit, UnitKind, User
from registry.organisation.permissions import Can, require
from registry.partial_dates import parse
from registry.platforms.models import Platform, PlatformStance
from workflows.exits.effects import carry_out
from workflows.exits.models import DATES, ExitDecision, ScopeLine, SuccessorChannel
from workflows.exits.moving import require_own_subjects, require_past, sort_date
from workflows.exits.states import Kind, State
from workflows.machine import Refused


@dataclass(frozen=True)
class Recorded:
    """What a source says of a decision; every field left out stays unknown. Dates are partial dates."""

    kind: Kind
    source: str
    decided_on: str = ""
    announced_on: str = ""
    effective_on: str = ""
    closed_on: str = ""
    facts: dict = field(default_factory=dict)
    lines: tuple[dict, ...] = ()
    channels: tuple[dict, ...] = ()


@transaction.atomic
def record_decision(
    said: Recorded,
    *,
    institution: Unit,
    platform: Platform,
    desk: Unit,
    actor: User,
    at: datetime,
    stances: Iterable[PlatformStance] = (),
) -> ExitDecision:
    """Enter a past decision, or a peer's, as a source gives it: it holds at once, and nobody here has decided it.

    ``desk`` is the institution of the register at which it is recorded; ``said.facts`` holds further columns. Raises
    `NotAllowed`, and `Refused` without a source, for a date to come, or for a sister institution's decision.
    """
    require(actor, Can.EXIT_RECORD, desk)
    if institution != desk and institution.kind != UnitKind.PEER:
        require(actor, Can.EXIT_RECORD, institution)
    _require_source(said)
    require_past([parse(getattr(said, name)) for name in DATES], at)
    decision = ExitDecision(
        institution=institution,
        platform=platform,
        kind=said.kind,
        source=said.source,
        recorded=True,
        state=State.IN_FORCE,
        created_at=at,
        **{name: parse(getattr(said, name)) for name in DATES},
        **said.facts,
    )
    require_own_subjects(decision, said.lines)
    decision.sort_date = sort_date(decision)
    decision.save()
    _save_rows(decision, said)
    decision.stances.set(stances)
    carry_out(decision, actor=actor, at=at)
    record(Verb.EXIT_RECORDED, decision, actor=actor, at=at, unit=desk, source=said.source)
    return decision


def _save_rows(decision: ExitDecision, said: Recorded) -> None:
    ScopeLine.objects.bulk_create(ScopeLine(decision=decision, **line) for line in said.lines)
    SuccessorChannel.objects.bulk_create(
        SuccessorChannel(decision=decision, position=n, **channel) for n, channel in enumerate(said.channels)
    )


def _require_source(said: Recorded) -> None:
    if not said.source.strip():
        raise Refused("Une décision consignée nomme sa source.", "A recorded decision names its source.")


@transaction.atomic
def record_decision_of_new_peer(
    said: Recorded, *, peer: Pair, platform: Platform, desk: Unit, actor: User, at: datetime, country: str = ""
) -> ExitDecision:
    """The same for an institution that the register does not know yet: it enters as a peer. Raises as `new_peer` too."""
    require(actor, Can.EXIT_RECORD, desk)
    institution = new_peer(peer, country, actor=actor, at=at)
    return record_decision(said, institution=institution, platform=platform, desk=desk, actor=actor, at=at)


def new_peer(peer: Pair, country: str, *, actor: User, at: datetime) -> Unit:
    """Enter an institution that is watched from outside; the caller has asked permission.

    Raises `Refused` when one of that name is there, whatever its accents and capitals.
    """
    if Unit.objects.filter(parent=None, sort_key=sort_key(peer.fr)[:160]).exists():
        raise Refused(
            "Cette institution est déjà connue : choisissez-la dans la liste.",
            "This institution is already known: choose it from the list.",
        )
    return found_institution(
        slug=_free_slug(peer.fr), name=peer, kind=UnitKind.PEER, country=country, actor=actor, at=at
    )


def _free_slug(name: str) -> str:
    start = slugify(fold(name).replace("'", " "))[:60] or "institution"
    taken = set(Unit.objects.filter(slug__startswith=start).values_list("slug", flat=True).order_by("slug"))
    return next(slug for n in count(1) if (slug := start if n == 1 else f"{start}-{n}") not in taken)
