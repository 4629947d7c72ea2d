"""The table of actions by move, and the one outermost transaction that pages share."""

from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError, transaction

from registry.organisation.models import User
from registry.organisation.permissions import NotAllowed
from workflows.conflicts import as_refusal
from workflows.exits import actions, afterwards, consulting
from workflows.exits.models import ExitDecision
from workflows.exits.moving import GUARDS
from workflows.exits.states import MACHINE

ACTIONS: dict[str, Callable[..., ExitDecision]] = {
    "consult": consulting.consult,
    "redraft": consulting.redraft,
    "propose": actions.propose,
    "send_back": actions.send_back,
    "decide": actions.decide,
    "announce": actions.announce,
    "bring_into_force": actions.bring_into_force,
    "complete": afterwards.complete,
    "open_review": afterwards.open_review,
    "keep": afterwards.keep,
    "withdraw": actions.withdraw,
}


def perform(decision: ExitDecision, name: str, *, actor: User, at: datetime, seen: int, **words: str) -> ExitDecision:
    """Make one move in one durable transaction. Raises `NotAllowed`, `Stale`, `Refused`."""
    return commit(ACTIONS[name], decision, actor=actor, at=at, seen=seen, **words)


def commit(action: Callable[..., ExitDecision], *about: object, **words: object) -> ExitDecision:
    """Run any action of this slice (`draft`, `edit`, `record_decision`…) as the outermost, durable transaction.

    Raises what the action raises, and `Refused` for a constraint met in a race.
    """
    try:
        with transaction.atomic(durable=True):
            return action(*about, **words)
    except IntegrityError as error:
        raise as_refusal(error) from error


def open_moves(decision: ExitDecision, actor: User) -> list[str]:
    """The moves that ``actor`` may make now, in the table's order: buttons are drawn from these."""
    if not actor.is_authenticated:
        return []
    return [step.name for step in MACHINE.open_from(decision.state) if _passes(step.needs, decision, actor)]


def _passes(ability: str, decision: ExitDecision, actor: User) -> bool:
    try:
        GUARDS[ability](decision, actor)
    except NotAllowed:
        return False
    return True
