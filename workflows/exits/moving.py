"""Taking a decision in hand: the lock, the permission, the version that the person saw, four eyes, the move table."""

from datetime import datetime

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import User
from registry.organisation.permissions import Can, NotAllowed, require
from workflows.exits.models import ExitDecision, Signature
from workflows.exits.states import MACHINE, Act
from workflows.machine import Move, Refused

OWN = Pair(
    "Vous avez rédigé ou proposé cette décision : une autre personne doit la prendre.",
    "You wrote or proposed this decision: somebody else must take it.",
)
SERVICE = Pair("Un programme ne décide pas.", "A program does not decide.")


class Stale(Refused):
    """Somebody changed the decision since the person saw it."""

    def __init__(self) -> None:
        super().__init__(
            "La décision a changé depuis que vous l’avez ouverte. Relisez-la d’abord.",
            "The decision has changed since you opened it. Read it again first.",
        )


def require_decider(decision: ExitDecision, actor: User) -> None:
    """Raise `NotAllowed` unless ``actor`` is leadership of the institution and neither wrote nor proposed it."""
    require(actor, Can.EXIT_DECIDE, decision.institution)
    if actor.is_service:
        raise NotAllowed(SERVICE)
    if decision.signatures.filter(by=actor, act__in=[Act.WROTE, Act.PROPOSED]).exists():
        raise NotAllowed(OWN)


def require_preparer(decision: ExitDecision, actor: User) -> None:
    """Raise `NotAllowed` unless ``actor`` prepares the institution's decisions."""
    require(actor, Can.EXIT_PREPARE, decision.institution)


GUARDS = {Can.EXIT_DECIDE: require_decider, Can.EXIT_PREPARE: require_preparer}


def lock(decision: ExitDecision) -> ExitDecision:
    """The decision as it is now, held until the transaction ends."""
    return (
        ExitDecision.objects.select_for_update(of=("self",))
        .select_related("institution", "platform", "reverses__institution", "reverses__platform")
        .get(pk=decision.pk)
    )


def take(decision: ExitDecision, name: str, *, actor: User, seen: int) -> tuple[ExitDecision, Move]:
    """Lock the decision for a move; raises `NotAllowed`, `Stale` (another version than ``seen``), or `Refused`."""
    locked = lock(decision)
    GUARDS[MACHINE.moves[name].needs](locked, actor)
    if seen != locked.version:
        raise Stale
    return locked, MACHINE.step(name, locked.state)


def arrive(
    decision: ExitDecision,
    state: str,
    verb: Verb,
    *,
    actor: User | None,
    at: datetime,
    reason: str = "",
    **facts: object,
) -> None:
    """Save the decision in its new state, one version further, and record the event."""
    before, decision.state = decision.state, state
    decision.version += 1
    decision.sort_date = sort_date(decision)
    decision.save()
    record(
        verb,
        decision,
        actor=actor,
        at=at,
        unit=decision.institution,
        reason=reason,
        **{"from": before, "to": state},
        **facts,
    )


def sort_date(decision: ExitDecision) -> str:
    """What lists are ordered by: the announcement, else the effect, else the decision itself; may be empty."""
    return decision.announced_on or decision.effective_on or decision.decided_on


def sign(decision: ExitDecision, act: Act, *, actor: User, at: datetime) -> None:
    """Keep who did what to the decision."""
    Signature.objects.create(decision=decision, act=act, by=actor, at=at)
