"""The table of actions by answer, and the one outermost transaction around them."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from registry.organisation.models import User
from registry.organisation.permissions import can
from workflows.reviews import actions
from workflows.reviews.models import Review
from workflows.reviews.states import MACHINE, Kind

ACTIONS: dict[str, Callable[..., Review]] = {
    "keep": actions.keep,
    "extend": actions.extend,
    "close": actions.close,
}


def perform(review: Review, name: str, *, actor: User, at: datetime, seen: int, **words: object) -> Review:
    """Answer a review in one durable transaction. Raises `NotAllowed`, `Refused`."""
    with transaction.atomic(durable=True):
        return ACTIONS[name](review, actor=actor, at=at, seen=seen, **words)


def open_moves(review: Review, actor: User) -> list[str]:
    """The answers that ``actor`` may give now, in the table's order; only a trial can be extended."""
    steps = [step for step in MACHINE.open_from(review.state) if can(actor, step.needs, review.account.unit)]
    return [step.name for step in steps if step.name != "extend" or review.kind == Kind.TRIAL_END]
