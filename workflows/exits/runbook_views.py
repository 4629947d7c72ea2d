"""The pages of carrying a decision out: its runbook, one task, one's own tasks, and what is said of them."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from registry.organisation.held import remember
from registry.organisation.permissions import NotAllowed
from workflows.exits import carrying
from workflows.exits.drawing_late import draw_by_hand
from workflows.exits.loading import load, see, status_of
from workflows.exits.models import ExitDecision, RunbookTask
from workflows.exits.moves import commit
from workflows.exits.moving import Stale
from workflows.exits.rewording import reword_task
from workflows.exits.runbook_forms import AssignForm, DoneForm, DropForm, ManyForm, RewordForm
from workflows.exits.runbook_lists import NOT_YOURS, NOTHING_TICKED, list_of, picks
from workflows.exits.runbook_page import PAGE_SIZE, Desk, Sheet, TaskPage
from workflows.exits.runbook_queries import in_order, tasks_in_hand, tasks_of
from workflows.machine import Refused

FORMS: dict[str, type[Form]] = {"done": DoneForm, "drop": DropForm, "assign": AssignForm, "reword": RewordForm}
ACTIONS: dict[str, Callable[..., RunbookTask]] = {
    "done": carrying.do_task,
    "drop": carrying.drop_task,
    "assign": carrying.assign_task,
    "reword": reword_task,
}


@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """The tasks that a person answers for, and those of their units."""
    remember(request.user, timezone.localdate())
    return render(request, "workflows/exits/runbook/tasks.html", {"desk": Desk(request.user, request.GET)})


@require_safe
def runbook(request: HttpRequest, slug: str) -> HttpResponse:
    """What is to be done for a decision, for its institution's readers and for those who have a hand in it."""
    remember(request.user, timezone.localdate())
    decision = load(request, slug)
    if slug != decision.slug:
        return redirect("exits:runbook", decision.slug)
    sheet = Sheet(decision, request.user, request.GET)
    if sheet.is_empty and not sheet.reads_all:
        raise PermissionDenied
    return render(request, "workflows/exits/runbook/runbook.html", {"sheet": sheet, "decision": decision})


@require_POST
def draw(request: HttpRequest, slug: str) -> HttpResponse:
    """Draw the tasks of a decision that has none."""
    decision = load(request, slug)
    try:
        number = commit(draw_by_hand, decision, actor=request.user, at=timezone.now())
    except NotAllowed as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("Tâches dressées : {number}").format(number=number))
    return see(reverse("exits:runbook", args=[decision.slug]))


@require_safe
def task(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One task with its texts, and the forms of whoever may close it."""
    return _show(request, _load(request, slug, number))


@require_POST
def done(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say that a task is done, with what shows it."""
    return _act(request, "done", _load(request, slug, number))


@require_POST
def drop(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say that a task will not be done, and why."""
    return _act(request, "drop", _load(request, slug, number))


@require_POST
def assign(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give a task to somebody."""
    return _act(request, "assign", _load(request, slug, number))


@require_POST
def reword(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give a task's texts other words."""
    return _act(request, "reword", _load(request, slug, number))


@require_POST
def many_done(request: HttpRequest) -> HttpResponse:
    """Say of several tasks, a page at most, that they are done, with the same evidence: each by the same door as one alone."""
    form = ManyForm(request.POST)
    picked = picks(request.POST)[:PAGE_SIZE]
    form.fields["pick"].choices = [(str(number), "") for number in picked]
    if not form.is_valid():
        raise Http404
    evidence, slug = form.cleaned_data["evidence"], form.cleaned_data["decision"]
    found = in_order(tasks_in_hand(request.user)).filter(pk__in=picked)
    rows = {row.pk: row for row in found}
    finished = sum(_one_of_many(request, rows.get(number), evidence) for number in picked)
    if finished:
        messages.success(request, _("Tâches faites : {number}").format(number=finished))
    if not picked:
        messages.error(request, NOTHING_TICKED)
    return see(list_of(request, slug))


def _one_of_many(request: HttpRequest, row: RunbookTask | None, evidence: str) -> bool:
    """Whether it was done; why not is said above the list."""
    if row is None:
        messages.error(request, NOT_YOURS)
        return False
    try:
        commit(carrying.do_task, row, actor=request.user, at=timezone.now(), evidence=evidence)
    except (NotAllowed, Refused) as refusal:
        messages.error(request, _("{task} : {why}").format(task=row.called, why=refusal.sentence))
        return False
    return True


def _load(request: HttpRequest, slug: str, number: int) -> RunbookTask:
    decision: ExitDecision = load(request, slug)
    row = in_order(tasks_of(decision, request.user)).filter(pk=number).first()
    if row is None:
        raise Http404
    return row


def _act(request: HttpRequest, name: str, row: RunbookTask) -> HttpResponse:
    form = FORMS[name](request.POST, task=row, auto_id=f"id_{name}_%s")
    if not form.is_valid():
        return _show(request, row, name, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        commit(ACTIONS[name], row, actor=request.user, at=timezone.now(), **form.cleaned_data)
    except (NotAllowed, Refused) as refusal:
        form.add_error(None, str(refusal.sentence))
        current = _load(request, row.decision.slug, row.pk)
        if isinstance(refusal, Stale):
            form.see(current)
        return _show(request, current, name, form, status_of(refusal))
    messages.success(request, form.done)
    return see(reverse("exits:task", args=[row.decision.slug, row.pk]))


def _show(
    request: HttpRequest,
    row: RunbookTask,
    name: str = "",
    tried: Form | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    page = TaskPage(row, request.user)
    forms = {kind: FORMS[kind](task=row, auto_id=f"id_{kind}_%s") for kind in page.offers}
    if name in forms and tried is not None:
        forms[name] = tried
    context = {"page": page, "task": row, "decision": row.decision, "forms": forms, "tried": tried}
    return render(request, "workflows/exits/runbook/task.html", context, status=status)
