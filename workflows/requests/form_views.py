"""The form of a request, step by step: each step is saved on its own, and the last page says what is missing and submits."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from registry.organisation.permissions import Can, NotAllowed, units_where
from workflows.machine import Refused
from workflows.requests import actions
from workflows.requests.actions import rule_checks
from workflows.requests.beginning import begin
from workflows.requests.beside import beside
from workflows.requests.copying import copy
from workflows.requests.forms.content import STEP_FORMS
from workflows.requests.forms.steps.base import StepForm, typed
from workflows.requests.forms.summary import sections
from workflows.requests.four_eyes import require_editor
from workflows.requests.kept_words import forget, kept, reader_token, shown_at, through_sign_in
from workflows.requests.models import PageRequest
from workflows.requests.moves import perform
from workflows.requests.moving import Stale
from workflows.requests.panels import WORDS
from workflows.requests.queries import detail as reading
from workflows.requests.queries.attachments import files_of
from workflows.requests.queries.meanwhile import Meanwhile, meanwhile
from workflows.requests.queries.readers import reading_by
from workflows.requests.queries.serving import unanswered
from workflows.requests.queries.stops import SUMMARY, after, ahead, stops, url_of
from workflows.requests.questions import ASKED, CONTENT

FIRST = "kind"
# The status of a page that says no.
STATUS: dict[type[Exception], int] = {Stale: 409, NotAllowed: 403, Refused: 422}
READ_OR_WRITTEN = ["GET", "HEAD", "POST"]


@through_sign_in
@require_http_methods(READ_OR_WRITTEN)
def create(request: HttpRequest) -> HttpResponse:
    """The first step of a request to come: what is asked, and where. Saving it starts the draft."""
    if not units_where(request.user, Can.REQUEST_CREATE).exists():
        raise PermissionDenied
    return _answer(request, FIRST, None)


@through_sign_in
@require_http_methods(READ_OR_WRITTEN)
def step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """One step of a draft, or of a request that came back."""
    draft = _draft(request, pk)
    if step not in ASKED[draft.kind] or step not in STEP_FORMS:
        raise Http404
    return _answer(request, step, draft) if draft.is_editable else _no_more(request, draft)


@through_sign_in
@require_http_methods(READ_OR_WRITTEN)
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that a draft says and what it lacks; a post submits it."""
    draft = _draft(request, pk)
    if not draft.is_editable:
        return _no_more(request, draft)
    if request.method != "POST":
        return _summary_page(request, draft)
    seen = _number(request.POST.get("seen"))
    try:
        perform(draft, "submit", actor=request.user, at=timezone.now(), seen=seen)
    except (NotAllowed, Refused) as error:
        draft = _draft(request, pk)
        if not draft.is_editable:
            return _no_more(request, draft)
        return _summary_page(request, draft, problem=error, status=STATUS[type(error)])
    messages.success(request, str(WORDS["submit"].done))
    return _to(draft)


@require_POST
def duplicate(request: HttpRequest, pk: int) -> HttpResponse:
    """A new draft that says the same."""
    source = _visible(request, pk)
    try:
        draft = copy(source, actor=request.user, at=timezone.now())
    except NotAllowed:
        raise PermissionDenied from None
    messages.success(request, _("Un nouveau brouillon dit la même chose ; aucune réponse n’est reprise."))
    return HttpResponseRedirect(url_of(draft, FIRST), status=303)


def _answer(request: HttpRequest, step: str, draft: PageRequest | None) -> HttpResponse:
    """Draw the step, draw it again with what is typed, or save it."""
    if request.method != "POST":
        words = kept(request)
        form = _form(request, step, draft, words) if words else STEP_FORMS[step](**_about(request, draft))
        return _page(request, step, form, draft, words=words)
    if "check" in request.POST:
        return _page(request, step, _form(request, step, draft, request.POST), draft)
    forget(request)
    form = STEP_FORMS[step](request.POST, **_about(request, draft))
    leaves = request.POST.get("save") == "quit"
    if not _is_good(form, draft, leaves):
        return _page(request, step, form, draft, status=422)
    try:
        saved = _saved(request, form, draft)
    except (NotAllowed, Refused) as error:
        form.add_error(None, str(error.sentence))
        return _refused(request, step, form, draft, error)
    if leaves:
        messages.success(request, _("Le brouillon est gardé."))
        return _to(saved)
    way = stops(saved, saved.kind, [], step)
    return HttpResponseRedirect(after(way, step).url, status=303)


def _is_good(form: StepForm, draft: PageRequest | None, leaves: bool) -> bool:
    """Whether the step can be saved; every fault of it is told at once, so that nobody mends them one refusal at a time."""
    valid = form.is_valid()
    if leaves or (draft is None and not valid):  # without a unit there is nothing yet to hold the rules against
        return valid
    return form.hold_to(rule_checks(form.applied(), timezone.localdate())) and valid


def _saved(request: HttpRequest, form: StepForm, draft: PageRequest | None) -> PageRequest:
    """The draft with the step's answers in it; who changes nothing has written nothing."""
    content = form.changed_content()
    if draft is None:
        since = shown_at(request.POST.get("who", ""))
        return begin(actor=request.user, at=timezone.now(), since=since, **content)
    if not content:
        return draft
    seen = _number(request.POST.get("seen"))
    try:
        return actions.edit(draft, actor=request.user, at=timezone.now(), seen=seen, **content)
    except Stale:
        form.asked = _draft(request, draft.pk)
        if form.changed_content():
            raise
        return form.asked  # the button was pressed twice: the other press has saved the same


def _refused(
    request: HttpRequest, step: str, form: StepForm, draft: PageRequest | None, error: NotAllowed | Refused
) -> HttpResponse:
    since = None
    if draft and isinstance(error, Stale):
        draft = _draft(request, draft.pk)
        since = meanwhile(draft, error.seen, CONTENT)
    return _page(request, step, form, draft, status=STATUS[type(error)], since=since)


def _about(request: HttpRequest, draft: PageRequest | None) -> dict[str, object]:
    """What every form of a step is about: who answers, which draft, and which changes were asked for."""
    return {"user": request.user, "asked": draft, "marked": _marked(draft)}


def _form(request: HttpRequest, step: str, draft: PageRequest | None, words) -> StepForm:
    """The step with words that are not to be judged yet, for the kind that they say."""
    about = _about(request, draft) | {"kind": words.get("kind", "")}
    return STEP_FORMS[step](initial=typed(STEP_FORMS[step](**about), words), **about)


def _page(
    request: HttpRequest,
    step: str,
    form: StepForm,
    draft: PageRequest | None,
    *,
    status: int = 200,
    words=None,
    since: Meanwhile | None = None,
) -> HttpResponse:
    checks = rule_checks(draft, timezone.localdate()) if draft else []
    context = {
        "form": form,
        "step": step,
        "asked": draft,
        "seen": words.get("seen") if words else draft.version if draft else "",
        "who": reader_token(request.user),
        "way": stops(draft, draft.kind if draft else form.kind_now, checks, step, _marked(draft)),
        "returned": _returned(draft),
        "meanwhile": since,
        "kept": words is not None,
        "beside": f"workflows/requests/steps/{step}.html",
    }
    return render(request, "workflows/requests/step.html", context | beside(step, form, draft), status=status)


def _summary_page(
    request: HttpRequest, draft: PageRequest, *, problem: NotAllowed | Refused | None = None, status: int = 200
) -> HttpResponse:
    checks = rule_checks(draft, timezone.localdate())
    way = stops(draft, draft.kind, checks, SUMMARY, _marked(draft))
    context = {
        "asked": draft,
        "way": way,
        "sections": sections(draft, way),
        "missing": [(stop, check) for stop in way for check in stop.missing],
        "returned": _returned(draft),
        "problem": problem,
        "meanwhile": meanwhile(draft, problem.seen, CONTENT) if isinstance(problem, Stale) else None,
        "ahead": ahead(draft),
        "unanswered": unanswered(draft),
        "files": list(files_of(draft)),
        "reading": reading_by((draft.primary_steward, draft.backup_steward), draft.unit, timezone.localdate()),
        "who": reader_token(request.user),
    }
    return render(request, "workflows/requests/summary.html", context, status=status)


def _returned(draft: PageRequest | None):
    return reading.changes_asked(reading.verdicts(draft), draft) if draft else None


def _marked(draft: PageRequest | None) -> list[str]:
    answer = _returned(draft)
    return answer.fields if answer else []


def _draft(request: HttpRequest, pk: int) -> PageRequest:
    """The request, for somebody who may write in it; another who sees it is told no."""
    draft = _visible(request, pk)
    try:
        require_editor(draft, request.user)
    except NotAllowed:
        raise PermissionDenied from None
    return draft


def _visible(request: HttpRequest, pk: int) -> PageRequest:
    rows = PageRequest.objects.visible_to(request.user).with_names()
    people = rows.select_related(
        "primary_steward", "backup_steward", "unit", "about__platform", "about__unit", "to_unit"
    )
    return get_object_or_404(people, pk=pk)


def _no_more(request: HttpRequest, draft: PageRequest) -> HttpResponse:
    messages.warning(
        request, _("Cette demande est partie : elle ne se modifie plus, sauf si des changements vous sont demandés.")
    )
    return _to(draft)


def _to(page_request: PageRequest) -> HttpResponseRedirect:
    return HttpResponseRedirect(page_request.get_absolute_url(), status=303)


def _number(text: str | None) -> int:
    """The version that a form carries; one that is none matches no version."""
    return int(text) if text and text.isascii() and text.isdigit() else 0
