"""A review that opens by the calendar: the day on which a decision said that it would be thought of again has come."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from registry.audit.verbs import Verb
from workflows.exits.coming_due import reviews_due
from workflows.exits.models import ExitDecision
from workflows.exits.moving import arrive, lock
from workflows.exits.states import State


@transaction.atomic
def open_due_review(decision: ExitDecision, *, at: datetime) -> ExitDecision | None:
    """Put the decision under review with nobody's hand, which tells its preparers once; None when that is done meanwhile.

    One that is under review already is in their hands.
    """
    decision = lock(decision)
    if decision.state == State.UNDER_REVIEW:
        return None
    if not reviews_due(timezone.localdate(at)).filter(pk=decision.pk).exists():
        return None
    day = decision.review_on.isoformat()
    arrive(decision, State.UNDER_REVIEW, Verb.EXIT_REVIEW_OPENED, actor=None, at=at, review_on=day)
    return decision
