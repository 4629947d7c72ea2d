"""The table of actions by move, and the one outermost transaction that page and API share."""

from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError, transaction

from registry.accounts.status import ProofKind
from registry.organisation.models import User
from registry.organisation.permissions import Can, NotAllowed, can
from workflows.conflicts import as_refusal
from workflows.requests import actions, carrying_out, consenting, decisions, opening
from workflows.requests.four_eyes import GUARDS
from workflows.requests.models import PageRequest
from workflows.requests.moving import Stale
from workflows.requests.states import MACHINE, Stage, Through

ACTIONS: dict[str, Callable[..., PageRequest]] = {
    "submit": actions.submit,
    "endorse": decisions.endorse,
    "send_back": decisions.send_back,
    "take": decisions.start_review,
    "assign": decisions.assign,
    "release": decisions.release,
    "approve": decisions.approve,
    "approve_with_conditions": decisions.approve_with_conditions,
    "ask_changes": decisions.ask_changes,
    "refuse": decisions.refuse,
    "recommend": decisions.recommend,
    "consent": consenting.consent,
    "decline": consenting.decline,
    "give_address": opening.give_address,
    "reject_address": opening.reject_address,
    "put_online": opening.put_online,
    "propose_override": opening.propose_override,
    "countersign": opening.countersign,
    "carry_out": carrying_out.carry_out,
    "publish_instead": actions.publish_instead,
    "withdraw": actions.withdraw,
}


# The moves that give a voice, whose verdict says by which door it came.
VOICES = frozenset(
    {
        *("endorse", "send_back", "approve", "approve_with_conditions", "recommend", "ask_changes", "refuse"),
        *("consent", "decline"),
    }
)


def perform(
    page_request: PageRequest,
    name: str,
    *,
    actor: User,
    at: datetime,
    seen: int,
    through: Through = Through.PAGE,
    first: Callable[[], None] = lambda: None,
    **words: object,
) -> PageRequest:
    """Make one move in one durable transaction; ``through`` is the door that it came by.

    ``first`` is what this door has to write with it, in the same transaction; what it raises undoes both.

    Raises `NotAllowed`, `Refused` (also for a constraint met in a race), or `Stale`, whose attempt is kept in the
    journal by a transaction of its own.
    """
    if name in VOICES:
        words["through"] = through
    try:
        with transaction.atomic(durable=True):
            first()
            return ACTIONS[name](page_request, actor=actor, at=at, seen=seen, **words)
    except Stale as stale:
        with transaction.atomic(durable=True):
            actions.record_stale_attempt(page_request, actor=actor, at=at, move=name, seen=stale.seen)
        raise
    except IntegrityError as error:
        raise as_refusal(error) from error


def _override_waits_for(page_request: PageRequest, actor: User) -> bool:
    if page_request.account is None:
        return False
    waiting = page_request.account.proofs.filter(kind=ProofKind.OVERRIDE, countersigned_by=None)
    return waiting.exclude(recorded_by=actor).exists()


def _leadership_has_a_say(page_request: PageRequest) -> bool:
    return page_request.steps.filter(round=page_request.round, stage=Stage.LEADERSHIP).exists()


def _offer_accepted(page_request: PageRequest) -> bool:
    return page_request.alternatives.filter(reply__accepted=True).exists()


# A move that depends on more than the state is offered only where this says so; the action refuses it all the same.
OFFERED: dict[str, Callable[[PageRequest, User], bool]] = {
    "approve": lambda page_request, _actor: not _leadership_has_a_say(page_request),
    "approve_with_conditions": lambda page_request, _actor: not _leadership_has_a_say(page_request),
    "recommend": lambda page_request, _actor: _leadership_has_a_say(page_request),
    "publish_instead": lambda page_request, _actor: _offer_accepted(page_request),
    "put_online": lambda page_request, actor: can(actor, Can.ACCOUNT_MANAGE, page_request.unit),
    "countersign": _override_waits_for,
    "propose_override": lambda page_request, actor: (
        page_request.account_id is None and can(actor, Can.ACCOUNT_MANAGE, page_request.unit)
    ),
    "give_address": lambda page_request, _actor: page_request.nature.enters,
    "carry_out": lambda page_request, actor: (
        page_request.nature.about and can(actor, Can.ACCOUNT_MANAGE, page_request.unit)
    ),
}


def open_moves(page_request: PageRequest, actor: User) -> list[str]:
    """The moves that ``actor`` may make now, in the table's order: buttons are drawn from these."""
    allowed: dict[str, bool] = {}
    for step in MACHINE.open_from(page_request.state):
        if step.needs not in allowed:
            allowed[step.needs] = _passes(step.needs, page_request, actor)
    names = [step.name for step in MACHINE.open_from(page_request.state) if allowed[step.needs]]
    return [name for name in names if name not in OFFERED or OFFERED[name](page_request, actor)]


def _passes(ability: str, page_request: PageRequest, actor: User) -> bool:
    try:
        GUARDS[ability](page_request, actor)
    except NotAllowed:
        return False
    return True
