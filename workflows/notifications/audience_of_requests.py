"""The audiences of a page request: who wrote, who must answer and who stands in for them, who takes part in the talk."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.utils import timezone

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.organisation.models import Membership, Role, StandIn, User
from registry.organisation.permissions import Can, holders
from workflows.requests.models import PageRequest, Step, Verdict
from workflows.requests.queries.comments import reads_internal
from workflows.requests.queries.open_steps import open_steps_of
from workflows.requests.states import Quorum, Stage, State

Found = set[int]
Finder = Callable[[PageRequest, Event], Found]


def authors(event: Event) -> Found:
    """Whoever wrote in the request; nobody of a taking that comes with its answer, which tells them."""
    return set() if event.facts.get("answers") else _wrote(_request(event))


def endorsers(event: Event) -> Found:
    """Those asked to endorse, and their stand-ins."""
    return _endorsers(_request(event), event)


def advisers(event: Event) -> Found:
    """The advisers, while the request's way waits for their advice."""
    page_request = _request(event)
    asked = any(step.stage == Stage.ADVICE for step in open_steps_of(page_request))
    return _advisers(page_request, event) if asked else set()


def deciders(event: Event) -> Found:
    """The managers who may decide the request, and their stand-ins."""
    return _deciders(_request(event), event)


def handlers(event: Event) -> Found:
    """The manager who has it in hand and their stand-in, else all who may decide it."""
    return _handlers(_request(event), event)


def consenters(event: Event) -> Found:
    """The leadership that has a say in the request, and its stand-ins."""
    return _consenters(_request(event), event)


def reviewer(event: Event) -> Found:
    """The manager who had taken it; and, of one that was not endorsed yet, those who were asked to."""
    page_request = _request(event)
    waiting = _endorsers(page_request, event) if event.facts.get("from") == State.SUBMITTED else set()
    return {page_request.reviewer_id} | waiting


def asked_stewards(event: Event) -> Found:
    """The two people named in the request."""
    page_request = _request(event)
    return {page_request.primary_steward_id, page_request.backup_steward_id}


def waited_for(event: Event) -> Found:
    """Who owes the answer of the step that the event names; without a step, who must use what is about to lapse."""
    page_request = _request(event)
    step = page_request.steps.filter(round=page_request.round, stage=event.facts.get("stage") or None).first()
    if step is None:
        return _wrote(page_request) | asked_stewards(event)
    find, find_all = ANSWERING[step.stage]
    if step.quorum == Quorum.ONE:
        return find(page_request, event)
    voices = page_request.verdicts.filter(round=page_request.round, stage=step.stage)
    return find_all(page_request, event) & _seats(step, event) - _people(voices)


def talking(event: Event) -> Found:
    """Who takes part in the request; of an internal comment those alone who may read it."""
    page_request = _request(event)
    spoke = _people(page_request.verdicts.all()) | set(page_request.comments.values_list("by_id", flat=True))
    if event.facts.get("internal", event.verb == Verb.REQUEST_COMMENTED):
        people = User.objects.filter(pk__in=spoke | _handlers(page_request, event))
        return {person.pk for person in people if reads_internal(page_request, person)}
    having = HAVING.get(page_request.state, _handlers)(page_request, event)
    return (spoke & holders(Can.REQUEST_READ, page_request.unit)) | having | _wrote(page_request)


def _request(event: Event) -> PageRequest:
    return PageRequest.objects.select_related("unit", "endorsing_unit").get(pk=event.subject_id)


def _wrote(page_request: PageRequest) -> Found:
    return {page_request.author_id, *page_request.contributions.values_list("user_id", flat=True)}


def _people(voices: QuerySet[Verdict]) -> Found:
    """Who gave these voices, and for whom."""
    return {number for pair in voices.values_list("by_id", "on_behalf_of_id") for number in pair if number}


def _endorsers(page_request: PageRequest, event: Event) -> Found:
    wrote = _wrote(page_request)
    if page_request.endorsing_unit is None:
        return (
            _with_stand_ins(holders(Can.REQUEST_DECIDE, page_request.unit) - wrote, Can.REQUEST_DECIDE, event) - wrote
        )
    heads = Membership.objects.filter(unit=page_request.endorsing_unit, role=Role.HEAD, user__is_active=True)
    found = set(heads.values_list("user_id", flat=True)) - wrote
    return _with_stand_ins(found, Can.REQUEST_ENDORSE, event) - wrote


def _advisers(page_request: PageRequest, event: Event) -> Found:
    return holders(Can.REQUEST_ADVISE, page_request.unit) - _wrote(page_request)


def _deciders(page_request: PageRequest, event: Event) -> Found:
    return _fresh(page_request, Can.REQUEST_DECIDE, {Stage.ENDORSEMENT}, event)


def _handlers(page_request: PageRequest, event: Event) -> Found:
    if page_request.reviewer_id is None:
        return _deciders(page_request, event)
    return _with_stand_ins({page_request.reviewer_id}, Can.REQUEST_DECIDE, event)


def _consenters(page_request: PageRequest, event: Event) -> Found:
    return _fresh(page_request, Can.REQUEST_CONSENT, {Stage.ENDORSEMENT, Stage.DECISION}, event)


def _fresh(page_request: PageRequest, ability: Can, earlier: set[str], event: Event) -> Found:
    """Who holds the ability or stands in for it, and neither wrote nor answered one of the earlier stages."""
    barred = _wrote(page_request) | _people(page_request.verdicts.filter(stage__in=earlier))
    return _with_stand_ins(holders(ability, page_request.unit) - barred, ability, event) - barred


def _with_stand_ins(found: Found, ability: Can, event: Event) -> Found:
    lent = StandIn.objects.on(timezone.localdate(event.at)).filter(absent__in=found, abilities__contains=[ability])
    return found | set(lent.values_list("person_id", flat=True))


def _seats(step: Step, event: Event) -> Found:
    """The people whose voices a majority counts, and whoever may give one for them."""
    lent = StandIn.objects.on(timezone.localdate(event.at)).filter(absent__in=step.pool)
    return {*step.pool, *lent.values_list("person_id", flat=True)}


# stage → whom a step asks where one answer is enough, and where several count
ANSWERING: dict[str, tuple[Finder, Finder]] = {
    Stage.ENDORSEMENT: (_endorsers, _endorsers),
    Stage.ADVICE: (_advisers, _advisers),
    Stage.DECISION: (_handlers, _deciders),
    Stage.LEADERSHIP: (_consenters, _consenters),
}
# state → who has the request then; a manager in every other
HAVING: dict[str, Finder] = {State.SUBMITTED: _endorsers, State.WITH_LEADERSHIP: _consenters}
