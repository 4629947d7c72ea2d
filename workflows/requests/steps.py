"""The way of one submission, computed and frozen: who may answer each stop, how many have to, by when."""

from datetime import datetime

from django.utils import timezone

from registry.organisation import tree
from registry.organisation.models import Membership, Role
from registry.organisation.permissions import Can, holders
from workflows.policies.names import QUORUMS, RuleName
from workflows.policies.numbers import holidays_of, rules_of
from workflows.requests.due import add_business_days
from workflows.requests.models import PageRequest, Step
from workflows.requests.queries.stances import stance_on
from workflows.requests.route import Facts, endorsing_unit, route
from workflows.requests.states import Quorum, Stage

# stage → the rules that say how many answer and how long they have; the leadership's days come after the decision's
TERMS: dict[str, tuple[str | None, tuple[str, ...]]] = {
    Stage.ENDORSEMENT: (RuleName.ENDORSEMENT_QUORUM, (RuleName.ENDORSEMENT_DAYS,)),
    Stage.ADVICE: (None, (RuleName.ADVICE_DAYS,)),
    Stage.DECISION: (RuleName.DECISION_QUORUM, (RuleName.DECISION_DAYS,)),
    Stage.LEADERSHIP: (RuleName.LEADERSHIP_QUORUM, (RuleName.DECISION_DAYS, RuleName.LEADERSHIP_DAYS)),
}
ABILITIES = {
    Stage.ADVICE: Can.REQUEST_ADVISE,
    Stage.DECISION: Can.REQUEST_DECIDE,
    Stage.LEADERSHIP: Can.REQUEST_CONSENT,
}


def lay_out(page_request: PageRequest, *, at: datetime) -> None:
    """Write the steps of the round that begins, and on the request its endorser, its rules and its last due day."""
    authors = {page_request.author_id, *page_request.contributions.values_list("user_id", flat=True)}
    way_up = tree.nearest_first(page_request.unit.path)
    heads = _heads(way_up)
    page_request.endorsing_unit_id = endorsing_unit(way_up, heads, authors)
    page_request.rules = rules = rules_of(page_request.unit.institution_id)
    page_request.submitted_at = at
    today = timezone.localdate(at)
    holidays = holidays_of(page_request.unit.institution_id, today)
    stops = route(facts_of(page_request))
    rows = []
    for position, stop in enumerate(stops, start=1):
        quorum, days = TERMS[stop.stage]
        rows.append(
            Step(
                page_request=page_request,
                round=page_request.round,
                position=position,
                stage=stop.stage,
                because=stop.because,
                quorum=QUORUMS[rules[quorum]] if quorum else Quorum.ONE,
                unit_id=page_request.endorsing_unit_id if stop.stage == Stage.ENDORSEMENT else None,
                pool=sorted(_pool(page_request, stop.stage, heads) - authors),
                due_on=add_business_days(today, sum(rules[name] for name in days), holidays),
            )
        )
    page_request.due_on = rows[-1].due_on
    for row in rows:  # an earlier stop is never due after the last one, whatever the institution's numbers say
        row.due_on = min(row.due_on, page_request.due_on)
    Step.objects.bulk_create(rows)


def facts_of(page_request: PageRequest) -> Facts:
    """What the way depends on, read from the request and its institution's stance on the platform today."""
    stance = stance_on(page_request.unit, page_request.platform)
    return Facts(
        kind=page_request.kind,
        with_students=page_request.with_students,
        position=stance.position if stance else "",
        has_head=page_request.endorsing_unit_id is not None,
    )


def _heads(units: list[int]) -> dict[int, set[int]]:
    heads: dict[int, set[int]] = {}
    held = Membership.objects.filter(unit_id__in=units, role=Role.HEAD, user__is_active=True)
    for unit_id, user_id in held.values_list("unit_id", "user_id"):
        heads.setdefault(unit_id, set()).add(user_id)
    return heads


def _pool(page_request: PageRequest, stage: str, heads: dict[int, set[int]]) -> set[int]:
    """Who may answer the stop on the day of the submission, authors still among them."""
    if stage != Stage.ENDORSEMENT:
        return holders(ABILITIES[stage], page_request.unit)
    if page_request.endorsing_unit_id is None:
        return holders(Can.REQUEST_DECIDE, page_request.unit)
    return heads[page_request.endorsing_unit_id]
