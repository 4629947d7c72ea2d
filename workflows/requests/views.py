"""The pages of requests: load what the person may see, read the form, make one move, redirect."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from registry.audit.models import Event
from registry.organisation.permissions import Can, NotAllowed, can
from workflows.machine import Refused
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
from workflows.requests.queries.comments import advice_step, comments_for, reads_internal
from workflows.requests.queries.hands import hands_of, with_hands
from workflows.requests.queries.meanwhile import meanwhile
from workflows.requests.queries.stages import stages
from workflows.requests.queries.wishes import address_of, could_serve

# The status of a page that says no.
STATUS: dict[type[Exception], int] = {Stale: 409, NotAllowed: 403, Refused: 422}


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One request, and what its reader may do about it."""
    return _detail_page(request, _visible(request, pk))


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
    events = list(Event.objects.about(page_request))
    offered = panel(page_request, request.user, tried)
    since = meanwhile(page_request, problem.seen, CONTENT) if isinstance(problem, Stale) else None
    checks, answers = rule_checks(page_request, timezone.localdate()), reading.verdicts(page_request)
    context = {
        "asked": page_request,
        "address": address_of(page_request),
        "steps": reading.way(page_request, events),
        "journal": reading.journal(events),
        "verdicts": answers,
        "returned": reading.changes_asked(answers, page_request),
        "rules": reading.rules(checks),
        "kept": sum(check.kept for check in checks),
        "hands": hands_of(page_request, timezone.localdate()),
        "override": reading.waiting_override(page_request),
        "panel": offered,
        "stages": stages(page_request),
        "follow_ups": list(page_request.follow_ups.order_by("due_on", "pk")),
        "decides": can(request.user, Can.REQUEST_DECIDE, page_request.unit),
        "may_copy": can(request.user, Can.REQUEST_CREATE, page_request.unit),
        "files": list(files_of(page_request)),
        "may_attach": page_request.is_editable and may_edit(page_request, request.user),
        **_said(request, page_request),
        "could_serve": could_serve([page_request.unit]) if page_request.is_pending else [],
        "tried": tried[1] if tried else None,
        "lost": tried is not None and not offered.offers(tried[0]),
        "problem": problem,
        "meanwhile": since,
    }
    return render(request, "workflows/requests/detail.html", context, status=status)


def _said(request: HttpRequest, page_request: PageRequest) -> dict[str, object]:
    """What stands beside the request: the comments that this reader may see, and the forms to add to them."""
    return {
        "comments": list(comments_for(page_request, request.user)),
        "comment_form": CommentForm(
            may_be_internal=reads_internal(page_request, request.user), auto_id="id_comment_%s"
        ),
        "priority_form": PriorityForm(initial={"priority": page_request.priority}, auto_id="id_priority_%s"),
        "advice_form": AdviceForm(auto_id="id_advice_%s") if advice_step(page_request, request.user) else None,
    }


def _visible(request: HttpRequest, pk: int) -> PageRequest:
    rows = PageRequest.objects.visible_to(request.user).with_names()
    rows = with_hands(rows).select_related("primary_steward", "backup_steward", "unit", "endorsing_unit")
    return get_object_or_404(rows, pk=pk)


def _to(page_request: PageRequest) -> HttpResponseRedirect:
    return HttpResponseRedirect(page_request.get_absolute_url(), status=303)
