"""Taking a request in hand: the lock, the permission, the version that the person saw, the move table. One way for all."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.language import Pair, in_both
from registry.organisation.models import User
from workflows.machine import Move, Refused
from workflows.policies.names import BOUNDS, RuleName
from workflows.requests.four_eyes import GUARDS
from workflows.requests.models import PageRequest
from workflows.requests.states import APPROVALS, EDITABLE, MACHINE, PENDING, WITHOUT_A_PAGE, FollowUpOutcome, State

CHANGED = Pair(
    "La demande a changé depuis que vous l’avez ouverte. Relisez-la avant de répondre.",
    "The request has changed since you opened it. Read it again before you answer.",
)
SETTLED = Pair(
    "Cette demande est déjà conclue, depuis que vous l’avez ouverte : « {state} ».",
    "This request was settled already, since you opened it: “{state}”.",
)


class Stale(Refused):
    """Somebody changed the request since the person saw it; `seen` and `current` are the two versions."""

    def __init__(self, seen: int, current: int, sentence: Pair = CHANGED) -> None:
        super().__init__(sentence.fr, sentence.en)
        self.seen, self.current = seen, current


def take(page_request: PageRequest, name: str, *, actor: User, at: datetime, seen: int) -> tuple[PageRequest, Move]:
    """Lock the request for the move ``name`` and return it afresh with the move.

    ``seen`` is the version that the actor's page showed. Raises `NotAllowed`, `Stale`, or `Refused` when the move does
    not start from the present state. The permission is read inside the transaction: a person demoted a moment ago
    decides nothing.
    """
    locked = lock(page_request)
    GUARDS[MACHINE.moves[name].needs](locked, actor, timezone.localdate(at))
    if seen != locked.version:
        raise Stale(seen, locked.version, _why_stale(name, locked.state))
    return locked, MACHINE.step(name, locked.state)


def _why_stale(name: str, state: str) -> Pair:
    """Whoever comes after the answer is told so, and which it was; to read again would not help them."""
    if state in EDITABLE | PENDING or state in MACHINE.moves[name].sources:
        return CHANGED
    return SETTLED.format(state=in_both(State(state).label))


def lock(page_request: PageRequest) -> PageRequest:
    """The request as it is now, held until the transaction ends."""
    return (
        PageRequest.objects.select_for_update(of=("self",))
        .select_related("unit", "platform", "endorsing_unit", "author")
        .get(pk=page_request.pk)
    )


def arrive(
    page_request: PageRequest, state: str, verb: Verb, *, actor: User | None, at: datetime, reason: str = "", **facts
) -> None:
    """Save the request in its new state, one version further, and record the event.

    Where no page comes of it, the conditions that are still open are dropped; ``dropped`` in the facts counts them.
    """
    before, page_request.state = page_request.state, state
    page_request.version += 1
    page_request.moved_at = at
    page_request.lapses_on = _last_day(page_request, at) if state in APPROVALS else None
    page_request.save()
    if state in WITHOUT_A_PAGE and (dropped := _drop_conditions(page_request, actor, at)):
        facts["dropped"] = dropped
    record(
        verb,
        page_request,
        actor=actor,
        at=at,
        unit=page_request.unit,
        reason=reason,
        version=page_request.version,
        **{"from": before, "to": state},
        **facts,
    )


def _drop_conditions(page_request: PageRequest, actor: User | None, at: datetime) -> int:
    """Nobody is reminded of them any more, and a later round begins without them; how many there were."""
    still_open = page_request.follow_ups.filter(outcome=FollowUpOutcome.OPEN)
    return still_open.update(outcome=FollowUpOutcome.DROPPED, settled_at=at, settled_by=actor)


def _last_day(page_request: PageRequest, at: datetime) -> date:
    """Until when an approval may wait for its page, by the rule in force at the submission."""
    days = page_request.rules.get(RuleName.APPROVAL_DAYS, BOUNDS[RuleName.APPROVAL_DAYS].default)
    return timezone.localdate(at) + timedelta(days=days)
