"""The page of one decision, as it is read and as a refused form of it is answered."""

from http import HTTPStatus

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from workflows.exits.consulting_forms import CommentForm
from workflows.exits.look_back_page import on_decision
from workflows.exits.models import ExitDecision
from workflows.exits.move_forms import FORMS, MoveForm
from workflows.exits.moves import open_moves
from workflows.exits.page import Page
from workflows.exits.queries import since
from workflows.exits.runbook_page import block
from workflows.exits.states import State


def refresh(form: BaseForm, decision: ExitDecision) -> None:
    """Let what was typed be sent again about the version that is shown now."""
    form.data = form.data.copy()
    form.data["seen"] = decision.version


def show(
    request: HttpRequest,
    decision: ExitDecision,
    name: str = "",
    tried: BaseForm | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """The decision's page, with the forms of the open moves; ``tried`` is the one that was just refused."""
    forms = {
        step: FORMS[step](initial={"seen": decision.version}, auto_id=f"id_{step}_%s")
        for step in open_moves(decision, request.user)
    }
    missed = []
    if tried and status == HTTPStatus.CONFLICT:
        missed = since(decision, tried.cleaned_data["seen"])
        refresh(tried, decision)
    if isinstance(tried, MoveForm) and name in forms:
        forms[name] = tried
    page = Page(decision, request.user, asked=request.GET.get("page", ""))
    context = {
        "page": page,
        "decision": decision,
        "moves": forms,
        "tried": tried,
        "missed": missed,
        "looked_back": on_decision(decision, inside=page.is_reader),
        "runbook": block(decision, request.user),
        "may_edit": decision.state == State.DRAFT and "propose" in forms,
        "comment_form": tried if isinstance(tried, CommentForm) else CommentForm(auto_id="id_comment_%s"),
    }
    return render(request, "workflows/exits/detail.html", context, status=status)
