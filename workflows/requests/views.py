"""The pages of requests: load what the person may see, read the form, make one move, redirect."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from registry.audit.models import Event
from registry.organisation.models import Unit
from registry.organisation.permissions import Can, NotAllowed, can
from workflows.machine import Refused
from workflows.policies.numbers import holidays_of
from workflows.requests.actions import CONTENT, rule_checks
from workflows.requests.forms.comments import AdviceForm, CommentForm, PriorityForm
from workflows.requests.forms.moves import FORMS, MoveForm
from workflows.requests.four_eyes import may_edit
from workflows.requests.models import PageRequest
from workflows.requests.moves import perform
from workflows.requests.moving import Stale
from workflows.requests.panels import WORDS, bound, panel
from workflows.requests.queries import detail as reading
from workflows.requests.queries.attachments import files_of
from workflows.requests.queries.checks import machine_checks
from workflows.requests.queries.comments import advice_step, comments_of, reads_internal
from workflows.requests.queries.hands import at_step, hands_of, with_hands
from workflows.requests.queries.letter import letter_of
from workflows.requests.queries.meanwhile import meanwhile
from workflows.requests.queries.neighbours import neighbours
from workflows.requests.queries.serving import answered
from workflows.requests.queries.stages import stages
from workflows.requests.queries.stepper import way
from workflows.requests.queries.submissions import resubmission
from workflows.requests.queries.vouched import vouched
from workflows.requests.queries.wishes import address_of
from workflows.requests.states import WAITING

# The status of a page that says no.
STATUS: dict[type[Exception], int] = {Stale: 409, NotAllowed: 403, Refused: 422}


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One request, and what its reader may do about it."""
    return _detail_page(request, _visible(request, pk))


@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The decision as a letter to print, for whoever sees the request."""
    page_request = _visible(request, pk)
    decision = letter_of(page_request)
    if decision is None:
        raise Http404
    context = {
        "asked": page_request,
        "letter": decision,
        "institution": Unit.objects.get(pk=page_request.unit.institution_id),
        "url": f"{settings.SITE_URL}{page_request.get_absolute_url()}",
    }
    return render(request, "workflows/requests/letter.html", context)


@require_POST
def move(request: HttpRequest, pk: int, move: str) -> HttpResponse:
    """Make one move of the table, whichever it is."""
    if move not in FORMS:
        raise Http404
    page_request = _visible(request, pk)
    form = bound(move, request.POST)
    if not form.is_valid():
        return _detail_page(request, page_request, status=422, tried=(move, form))
    seen = form.cleaned_data["seen"]
    try:
        perform(page_request, move, actor=request.user, at=timezone.now(), seen=seen, **form.words())
    except (NotAllowed, Refused) as error:
        page_request = _visible(request, pk)
        fresh = _answering(move, request.POST, page_request, error)
        return _detail_page(request, page_request, status=STATUS[type(error)], tried=(move, fresh), problem=error)
    messages.success(request, str(WORDS[move].done))
    return _to(page_request)


def _answering(move: str, data: QueryDict, page_request: PageRequest, error: NotAllowed | Refused) -> MoveForm:
    """The same words again, now for the present version, under the sentence that refused them."""
    fresh = data.copy()
    fresh["seen"] = page_request.version
    form = bound(move, fresh)
    form.add_error(None, str(error.sentence))
    return form


def _detail_page(
    request: HttpRequest,
    page_request: PageRequest,
    *,
    status: int = 200,
    tried: tuple[str, MoveForm] | None = None,
    problem: NotAllowed | Refused | None = None,
) -> HttpResponse:
    offered, internal = panel(page_request, request.user, tried), reads_internal(page_request, request.user)
    since = meanwhile(page_request, problem.seen, CONTENT) if isinstance(problem, Stale) else None
    context = {
        "asked": page_request,
        "address": address_of(page_request),
        "answers": reading.answers(page_request),
        "override": reading.waiting_override(page_request),
        "panel": offered,
        "vouched": vouched(page_request),
        "follow_ups": list(page_request.follow_ups.order_by("due_on", "pk")),
        "decides": can(request.user, Can.REQUEST_DECIDE, page_request.unit),
        "may_copy": can(request.user, Can.REQUEST_CREATE, page_request.unit),
        "files": list(files_of(page_request)),
        "may_attach": page_request.is_editable and may_edit(page_request, request.user),
        "alternatives": answered(page_request),
        **_stand(page_request),
        **_found(request, page_request, internal),
        **_said(request, page_request, internal),
        "tried": tried[1] if tried else None,
        "lost": tried is not None and not offered.offers(tried[0]),
        "problem": problem,
        "meanwhile": since,
    }
    return render(request, "workflows/requests/detail.html", context, status=status)


def _stand(page_request: PageRequest) -> dict[str, object]:
    """Where the request stands, and what was answered on it."""
    today, asked = timezone.localdate(), stages(page_request)
    earliest = min([today, page_request.due_on or today, *(step.due_on for step in asked)])
    holidays = holidays_of(page_request.unit.institution_id, earliest) if page_request.is_pending else frozenset()
    hands = at_step(hands_of(page_request, today, holidays), asked, today, holidays)
    answers = reading.verdicts(page_request)
    return {
        "hands": hands,
        "stages": asked,
        "steps": way(page_request, asked, hands),
        "verdicts": answers,
        "returned": reading.changes_asked(answers, page_request),
        "resubmission": resubmission(page_request, answers),
        "letter": letter_of(page_request),
    }


def _found(request: HttpRequest, page_request: PageRequest, internal: bool) -> dict[str, object]:
    """The rules of submission and the journal; while an answer is owed, what else the machine finds for who decides it."""
    today = timezone.localdate()
    rules = rule_checks(page_request, today)
    found: dict[str, object] = {
        "rules": reading.rules(rules),
        "kept": sum(check.kept for check in rules),
        "journal": reading.journal(Event.objects.about(page_request), internal=internal),
    }
    if not internal or page_request.state not in WAITING:
        return found
    findings = machine_checks(page_request, request.user, rules, today)
    return found | {"findings": findings, "neighbours": neighbours(page_request, today)}


def _said(request: HttpRequest, page_request: PageRequest, internal: bool) -> dict[str, object]:
    """What stands beside the request: the comments that this reader may see, and the forms to add to them."""
    return {
        "comments": list(comments_of(page_request, internal=internal)),
        "comment_form": CommentForm(may_be_internal=internal, auto_id="id_comment_%s"),
        "priority_form": PriorityForm(initial={"priority": page_request.priority}, auto_id="id_priority_%s"),
        "advice_form": AdviceForm(auto_id="id_advice_%s") if advice_step(page_request, request.user) else None,
    }


def _visible(request: HttpRequest, pk: int) -> PageRequest:
    rows = PageRequest.objects.visible_to(request.user).with_names()
    rows = with_hands(rows).select_related(
        "primary_steward", "backup_steward", "unit", "endorsing_unit", "about__platform", "to_unit"
    )
    return get_object_or_404(rows, pk=pk)


def _to(page_request: PageRequest) -> HttpResponseRedirect:
    return HttpResponseRedirect(page_request.get_absolute_url(), status=303)
