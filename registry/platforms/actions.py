"""The writes of this slice: an institution takes a stance on a platform."""

from datetime import datetime

from django.db import transaction

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import Unit, User
from registry.partial_dates import parse
from registry.platforms.models import Platform, PlatformStance
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
) -> PlatformStance:
    """Add a dated stance; ``as_of`` is a partial date, ``note`` its detail in French and English.

    ``decision`` and ``decision_url`` name the decision that it follows from, where there is one.

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
    record(Verb.STANCE_RECORDED, stance, actor=actor, at=at, unit=institution, position=position, as_of=as_of)
    return stance
