"""Recording what was decided elsewhere or before: from a source, and nothing that the source does not say."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.organisation.models import Unit, UnitKind, User
from registry.organisation.permissions import Can, require
from registry.partial_dates import first_day, parse
from registry.platforms.models import Platform, PlatformStance
from workflows.exits.effects import carry_out
from workflows.exits.models import DATES, ExitDecision, ScopeLine, SuccessorChannel
from workflows.exits.moving import sort_date
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
    _require_past(said, at)
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
    decision.sort_date = sort_date(decision)
    decision.save()
    ScopeLine.objects.bulk_create(ScopeLine(decision=decision, **line) for line in said.lines)
    SuccessorChannel.objects.bulk_create(
        SuccessorChannel(decision=decision, position=n, **channel) for n, channel in enumerate(said.channels)
    )
    decision.stances.set(stances)
    carry_out(decision, actor=actor, at=at)
    record(Verb.EXIT_RECORDED, decision, actor=actor, at=at, unit=desk, source=said.source)
    return decision


def _require_past(said: Recorded, at: datetime) -> None:
    if not said.source.strip():
        raise Refused("Une décision consignée nomme sa source.", "A recorded decision names its source.")
    today = timezone.localdate(at)
    dates = [parse(getattr(said, name)) for name in DATES]
    if any(date and first_day(date) > today for date in dates):
        raise Refused(
            "On ne consigne que ce qui est passé : cette date est à venir.",
            "Only what is past can be recorded: this date is still to come.",
        )
