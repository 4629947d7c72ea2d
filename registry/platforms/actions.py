"""The writes of this slice: an institution takes a stance on a platform, and somebody looks whether it is still so."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from registry.audit.models import Event
from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import Unit, User
from registry.partial_dates import parse
from registry.platforms.models import Platform, PlatformStance, StanceCheck
from registry.platforms.positions import Position


@transaction.atomic
def record_stance(
    institution: Unit,
    platform: Platform,
    *,
    position: Position,
    as_of: str,
    actor: User | None,
    at: datetime,
    note: tuple[str, str] = ("", ""),
    source: str = "",
    decision: Pair | None = None,
    decision_url: str = "",
    announced_on: str = "",
    instead_of: PlatformStance | None = None,
) -> PlatformStance:
    """Add a dated stance; ``as_of`` is a partial date, ``note`` its detail in French and English.

    ``decision`` and ``decision_url`` name the decision that it follows from, where there is one; ``announced_on`` (partial
    date) is when that was announced, kept with the journal's entry for where nothing says since when it holds. The stance
    ``instead_of`` which this one is recorded counts no more, on whatever day; the journal's entry says so.

    The caller has asked permission: a stance follows from a decision, or is recorded with one.
    """
    stance = PlatformStance.objects.create(
        institution=institution,
        platform=platform,
        position=position,
        as_of=parse(as_of),
        note_fr=note[0],
        note_en=note[1],
        source=source,
        decision_label_fr=decision.fr if decision else "",
        decision_label_en=decision.en if decision else "",
        decision_url=decision_url,
    )
    facts = {"announced_on": parse(announced_on)} if parse(announced_on) else {}
    facts |= _kept_of(instead_of) if instead_of else {}
    record(Verb.STANCE_RECORDED, stance, actor=actor, at=at, unit=institution, position=position, as_of=as_of, **facts)
    return stance


def _kept_of(stance: PlatformStance) -> dict[str, object]:
    """What stays of a stance that counts no more: its place among those of the same day, and the day it was taken in."""
    entry = Event.objects.about(stance).filter(verb=Verb.STANCE_RECORDED).last()
    return {"instead_of": stance.pk, "first": stance.pk, "taken_in": localdate(entry.at).isoformat()} | {
        name: entry.facts[name] for name in ("first", "taken_in") if name in entry.facts
    }


@transaction.atomic
def check_stance(stance: PlatformStance, *, source: str, actor: User, at: datetime) -> StanceCheck:
    """Note that the stance was found still so on the day of ``at``; ``source`` is the place where it was seen.

    The caller has asked permission. Raises `ValueError` without a source.
    """
    source = source.strip()
    if not source:
        raise ValueError("a check names the place where it was seen")
    check = StanceCheck.objects.create(stance=stance, day=localdate(at), source=source, by=actor, at=at)
    record(Verb.STANCE_CHECKED, stance, actor=actor, at=at, unit=stance.institution, source=source)
    return check
