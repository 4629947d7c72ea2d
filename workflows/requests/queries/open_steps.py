"""The steps of a request that wait for their answer now."""

from django.db.models import F, Q, QuerySet

from workflows.requests.models import PageRequest, Step
from workflows.requests.states import Stage, State

# state → the stages that can be answered in it; the adviser speaks beside the others.
ANSWERED_IN: dict[str, frozenset[str]] = {
    State.SUBMITTED: frozenset({Stage.ENDORSEMENT, Stage.ADVICE}),
    State.ENDORSED: frozenset({Stage.ADVICE, Stage.DECISION}),
    State.IN_REVIEW: frozenset({Stage.ADVICE, Stage.DECISION}),
    State.WITH_LEADERSHIP: frozenset({Stage.LEADERSHIP}),
}


def open_steps() -> QuerySet[Step]:
    """Those of every request's present round, each with its request and unit."""
    waiting = Q(pk__in=[])
    for state, stages in ANSWERED_IN.items():
        waiting |= Q(page_request__state=state, stage__in=stages)
    here = Step.objects.filter(waiting, concluded_at=None, round=F("page_request__round"))
    return here.select_related("page_request__unit")


def open_steps_of(page_request: PageRequest) -> list[Step]:
    """Those of one request, in the order of its way."""
    return list(open_steps().filter(page_request=page_request).order_by("position"))
