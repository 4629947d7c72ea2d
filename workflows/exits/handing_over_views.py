"""Several tasks given to one person: a page that asks to whom, then all of them or none."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from registry.organisation.held import remember
from workflows.exits.handing_over import MOST, NotHandedOver, hand_over
from workflows.exits.loading import see
from workflows.exits.models import RunbookTask
from workflows.exits.moves import commit
from workflows.exits.runbook_forms import HandOverForm
from workflows.exits.runbook_lists import NOT_YOURS, NOTHING_TICKED, list_of, picks
from workflows.exits.runbook_page import task_lines
from workflows.exits.runbook_queries import in_order, tasks_in_hand, with_hand
from workflows.machine import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def many_assigned(request: HttpRequest) -> HttpResponse:
    """GET asks to whom, POST gives them; both name the tasks by ``pick``. A list's own POST, without an owner, leads to GET."""
    given = request.POST if request.method == "POST" else request.GET
    back, picked = list_of(request, given.get("decision", "")), picks(given)
    if request.method != "POST":
        remember(request.user, timezone.localdate())
        return _ask(request, back, picked)
    if not picked:
        messages.error(request, NOTHING_TICKED)
        return see(back)
    if "owner" not in given:
        return see(f"{reverse('exits:tasks_assign')}?{_query(given)}")
    rows = _rows(request, picked)
    form = HandOverForm(given, tasks=rows)
    if not form.is_valid():
        return _ask(request, back, picked, form)
    return _give(request, back, picked, rows, form)


def _give(
    request: HttpRequest, back: str, picked: list[int], rows: list[RunbookTask], form: HandOverForm
) -> HttpResponse:
    owner = form.cleaned_data["owner"]
    if len(rows) < len(picked[: MOST + 1]):
        form.add_error(None, NOT_YOURS)
        return _ask(request, back, picked, form)
    try:
        number = commit(hand_over, rows, actor=request.user, at=timezone.now(), owner=owner)
    except Refused as refusal:
        form.add_error(None, str(refusal.sentence))
        for task, why in refusal.troubles if isinstance(refusal, NotHandedOver) else ():
            form.add_error(None, _("{task} : {why}").format(task=task.called, why=why))
        return _ask(request, back, picked, form)
    said = _("Tâches confiées à {person} : {number}")
    messages.success(request, said.format(person=owner.full_name, number=number))
    return see(back)


def _ask(request: HttpRequest, back: str, picked: list[int], form: HandOverForm | None = None) -> HttpResponse:
    rows = _rows(request, picked)
    context = {
        "lines": task_lines(rows, timezone.localdate()),
        "form": form or HandOverForm(tasks=rows, initial={"decision": request.GET.get("decision", "")}),
        "most": MOST,
        "back": back,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form else HTTPStatus.OK
    return render(request, "workflows/exits/runbook/hand_over.html", context, status=status)


def _rows(request: HttpRequest, picked: list[int]) -> list[RunbookTask]:
    found = with_hand(in_order(tasks_in_hand(request.user)), request.user)
    return list(found.filter(pk__in=picked[: MOST + 1]))


def _query(given: QueryDict) -> str:
    return urlencode({"pick": given.getlist("pick"), "decision": given.get("decision", "")}, doseq=True)
