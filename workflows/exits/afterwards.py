"""After a decision holds: it is carried through, thought of again, and kept."""

from datetime import datetime

from django.db import transaction

from registry.audit.verbs import Verb
from registry.organisation.models import User
from workflows.exits.carrying import require_all_closed
from workflows.exits.models import ExitDecision
from workflows.exits.moving import arrive, take


@transaction.atomic
def complete(decision: ExitDecision, *, actor: User, at: datetime, seen: int) -> ExitDecision:
    """Say that all that the decision asked for is done; it goes on holding. `Refused` while tasks are open."""
    decision, step = take(decision, "complete", actor=actor, seen=seen)
    require_all_closed(decision)
    arrive(decision, step.target, Verb.EXIT_COMPLETED, actor=actor, at=at)
    return decision


@transaction.atomic
def open_review(decision: ExitDecision, *, actor: User, at: datetime, seen: int, reason: str) -> ExitDecision:
    """Think of the decision again, and say why; it holds as long as no other one replaces it."""
    decision, step = take(decision, "open_review", actor=actor, seen=seen)
    arrive(decision, step.target, Verb.EXIT_REVIEW_OPENED, actor=actor, at=at, reason=reason)
    return decision


@transaction.atomic
def keep(decision: ExitDecision, *, actor: User, at: datetime, seen: int, reason: str = "") -> ExitDecision:
    """Leadership keeps what was decided, as it was decided: the review ends."""
    decision, step = take(decision, "keep", actor=actor, seen=seen)
    arrive(decision, step.target, Verb.EXIT_IN_FORCE, actor=actor, at=at, reason=reason)
    return decision
