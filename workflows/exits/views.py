"""The pages of decisions."""

import copy
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from registry.organisation.permissions import Can, NotAllowed, abilities
from workflows.exits import actions, recording
from workflows.exits.changes import differences
from workflows.exits.forms import CreateForm, EditForm, RecordForm, preparing_for, recording_for
from workflows.exits.listing import listing
from workflows.exits.models import ExitDecision
from workflows.exits.move_forms import FORMS, MoveForm
from workflows.exits.moves import commit, open_moves, perform
from workflows.exits.moving import Stale, require_preparer
from workflows.exits.page import Page
from workflows.exits.queries import since
from workflows.exits.scope_forms import channel_formset, scope_formset
from workflows.exits.states import MACHINE, State
from workflows.machine import Refused

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """The list that anyone may read; readers of decisions find the files in preparation beside it."""
    mine = abilities(request.user)
    context = {
        "listing": listing(request.GET, request.user),
        "may_create": Can.EXIT_PREPARE in mine,
        "may_record": Can.EXIT_RECORD in mine,
    }
    return render(request, "workflows/exits/list.html", context)


@login_not_required
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One decision; an older name of its institution leads to the present address."""
    decision = _load(request, slug)
    if slug != decision.slug:
        return redirect(decision)
    return _show(request, decision)


@require_POST
def move(request: HttpRequest, slug: str, move: str) -> HttpResponse:
    """Make one move of the table; whatever refuses it is said on the decision's page, with what was typed."""
    decision = _load(request, slug)
    if move not in MACHINE.moves:
        raise Http404
    form = FORMS[move](request.POST, auto_id=f"id_{move}_%s")
    if not form.is_valid():
        return _show(request, decision, move, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        perform(decision, move, actor=request.user, at=timezone.now(), **form.cleaned_data)
    except (NotAllowed, Refused) as refusal:
        form.add_error(None, str(refusal.sentence))
        return _show(request, _load(request, slug), move, form, _status_of(refusal))
    messages.success(request, form.done)
    return _see(decision.get_absolute_url())


@get_or_post
def create(request: HttpRequest) -> HttpResponse:
    """Start a draft; its scope and channels are then completed on its edit page."""
    institutions = preparing_for(request.user)
    if not institutions:
        raise PermissionDenied
    form = CreateForm(request.POST or None, institutions=institutions)
    if form.is_valid():
        try:
            decision = commit(actions.draft, actor=request.user, at=timezone.now(), **form.cleaned_data)
        except (NotAllowed, Refused) as refusal:
            form.add_error(None, str(refusal.sentence))
            return _form_page(request, "create", [form], _status_of(refusal))
        messages.success(request, _("Le projet est commencé. Vérifiez les comptes couverts et les canaux de relais."))
        return _see(f"{decision.get_absolute_url()}edit/")
    return _form_page(request, "create", [form])


@get_or_post
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a draft, its scope and its channels in one go, or nothing at all."""
    decision = _load(request, slug)
    _require_preparer(request, decision)
    if request.method != "POST" and decision.state != State.DRAFT:
        return _see(decision.get_absolute_url())
    data = request.POST or None
    form = EditForm(
        data,
        instance=copy.copy(decision),
        institutions=[decision.institution],
        initial={"seen": decision.version},
    )
    lines, channels = scope_formset(data, decision), channel_formset(data, decision)
    parts = [form, lines, channels]
    if not all([part.is_valid() for part in parts]):  # noqa: C419  every part says its errors, not the first alone
        return _form_page(request, "edit", parts, decision=decision)
    content = dict(form.cleaned_data)
    rows = {"lines": lines.lines(content["kind"]), "channels": channels.rows}
    try:
        commit(actions.edit, decision, actor=request.user, at=timezone.now(), **rows, **content)
    except Stale as refusal:
        return _conflict(request, _load(request, slug), parts, content | rows, refusal)
    except (NotAllowed, Refused) as refusal:
        form.add_error(None, str(refusal.sentence))
        return _form_page(request, "edit", parts, _status_of(refusal), decision=decision)
    messages.success(request, _("Le projet est enregistré."))
    return _see(decision.get_absolute_url())


@get_or_post
def record(request: HttpRequest) -> HttpResponse:
    """Enter a past decision, or a peer's, from its source."""
    desks = recording_for(request.user)
    if not desks:
        raise PermissionDenied
    data = request.POST or None
    form = RecordForm(data, institutions=desks)
    lines, channels = scope_formset(data), channel_formset(data)
    parts = [form, lines, channels]
    if not all([part.is_valid() for part in parts]):  # noqa: C419  as above
        return _form_page(request, "record", parts)
    institution, peer = form.subject
    said = form.said(lines.lines(form.cleaned_data["kind"]), channels.rows)
    about = {
        "platform": form.cleaned_data["platform"],
        "desk": institution if institution in desks else desks[0],
        "actor": request.user,
        "at": timezone.now(),
    }
    try:
        if institution:
            decision = commit(recording.record_decision, said, institution=institution, **about)
        else:
            decision = commit(recording.record_decision_of_new_peer, said, peer=peer, **about)
    except (NotAllowed, Refused) as refusal:
        form.add_error(None, str(refusal.sentence))
        return _form_page(request, "record", parts, _status_of(refusal))
    messages.success(request, _("La décision est consignée."))
    return _see(decision.get_absolute_url())


def _load(request: HttpRequest, slug: str) -> ExitDecision:
    """The decision whose number ends the slug, if this person may read it; else 404."""
    number = slug.rpartition("-")[2]
    found = ExitDecision.objects.visible_to(request.user).select_related(
        "institution", "platform", "reverses__institution", "reverses__platform"
    )
    decision = found.filter(pk=int(number)).first() if number.isdecimal() else None
    if not decision:
        raise Http404
    return decision


def _see(url: str) -> HttpResponse:
    response = HttpResponseRedirect(url)
    response.status_code = HTTPStatus.SEE_OTHER
    return response


def _status_of(refusal: Exception) -> HTTPStatus:
    kinds = {NotAllowed: HTTPStatus.FORBIDDEN, Stale: HTTPStatus.CONFLICT}
    return kinds.get(type(refusal), HTTPStatus.UNPROCESSABLE_ENTITY)


def _require_preparer(request: HttpRequest, decision: ExitDecision) -> None:
    try:
        require_preparer(decision, request.user)
    except NotAllowed as refusal:
        raise PermissionDenied from refusal


def _refresh(form: BaseForm, decision: ExitDecision) -> None:
    """Let what was typed be sent again about the version that is shown now."""
    form.data = form.data.copy()
    form.data["seen"] = decision.version


def _show(
    request: HttpRequest,
    decision: ExitDecision,
    name: str = "",
    tried: MoveForm | None = None,
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
        _refresh(tried, decision)
    if tried and name in forms:
        forms[name] = tried
    page = Page(decision, request.user)
    context = {
        "page": page,
        "decision": decision,
        "moves": forms,
        "tried": tried,
        "missed": missed,
        "may_edit": decision.state == State.DRAFT and "propose" in forms,
    }
    return render(request, "workflows/exits/detail.html", context, status=status)


def _form_page(
    request: HttpRequest,
    task: str,
    parts: list[BaseForm],
    status: HTTPStatus | None = None,
    **context: object,
) -> HttpResponse:
    """A form page: ``parts`` are its form and, when it has them, the rows of scope and channels."""
    form, *rows = parts
    bound = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context |= {"form": form, "task": task, "lines": rows[0] if rows else None, "channels": rows[1] if rows else None}
    context |= {"decision": context.get("decision"), "differences": context.get("differences")}
    return render(request, f"workflows/exits/{task}.html", context, status=status or bound)


def _conflict(
    request: HttpRequest, current: ExitDecision, parts: list[BaseForm], yours: dict, refusal: Stale
) -> HttpResponse:
    """Show what differs from the fresh version; sending again keeps the person's own text."""
    form = parts[0]
    form.add_error(None, str(refusal.sentence))
    _refresh(form, current)
    context = {"decision": current, "differences": differences(current, yours)}
    return _form_page(request, "edit", parts, HTTPStatus.CONFLICT, **context)
