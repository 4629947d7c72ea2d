"""The pages of decisions."""

import copy
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from registry.organisation.held import remember
from registry.organisation.permissions import Can, NotAllowed, abilities
from workflows.exits import actions, recording
from workflows.exits.changes import differences
from workflows.exits.forms import CreateForm, EditForm, RecordForm, preparing_for, recording_for
from workflows.exits.listing import listing
from workflows.exits.loading import load, open_to_preparer, see, status_of
from workflows.exits.models import ExitDecision
from workflows.exits.move_forms import FORMS
from workflows.exits.moves import commit, perform
from workflows.exits.moving import Stale
from workflows.exits.scope_forms import TreeForm, channel_formset, scope_formset, trees_stay
from workflows.exits.scoping import trees
from workflows.exits.showing import refresh, show
from workflows.exits.stances_board import waiting_for
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
        "stances_due": waiting_for(request.user),
    }
    return render(request, "workflows/exits/list.html", context)


@login_not_required
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One decision; an older name of its institution leads to the present address."""
    if request.user.is_authenticated:
        remember(request.user, timezone.localdate())
    decision = load(request, slug)
    if slug != decision.slug:
        return redirect(decision)
    return show(request, decision)


@require_POST
def move(request: HttpRequest, slug: str, move: str) -> HttpResponse:
    """Make one move of the table; whatever refuses it is said on the decision's page, with what was typed."""
    decision = load(request, slug)
    if move not in MACHINE.moves:
        raise Http404
    form = FORMS[move](request.POST, auto_id=f"id_{move}_%s")
    if not form.is_valid():
        return show(request, decision, move, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        perform(decision, move, actor=request.user, at=timezone.now(), **form.cleaned_data)
    except (NotAllowed, Refused) as refusal:
        form.add_error(None, str(refusal.sentence))
        return show(request, load(request, slug), move, form, status_of(refusal))
    messages.success(request, form.done)
    return see(decision.get_absolute_url())


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
            return _form_page(request, "create", [form], status_of(refusal))
        messages.success(request, _("Le projet est commencé. Vérifiez les comptes couverts et les canaux de relais."))
        return see(f"{decision.get_absolute_url()}edit/")
    return _form_page(request, "create", [form])


@get_or_post
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a draft, its scope and its channels in one go, or nothing at all."""
    decision = load(request, slug)
    open_to_preparer(request, decision)
    if request.method != "POST" and decision.state != State.DRAFT:
        return see(decision.get_absolute_url())
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
    rows = {"lines": lines.lines(content["kind"]), "channels": channels.rows, "trees_stay": trees_stay(decision)}
    try:
        commit(actions.edit, decision, actor=request.user, at=timezone.now(), **rows, **content)
    except Stale as refusal:
        return _conflict(request, load(request, slug), parts, content | rows, refusal)
    except (NotAllowed, Refused) as refusal:
        form.add_error(None, str(refusal.sentence))
        return _form_page(request, "edit", parts, status_of(refusal), decision=decision)
    messages.success(request, _("Le projet est enregistré."))
    return see(decision.get_absolute_url())


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
            decision = commit(
                recording.record_decision_of_new_peer,
                said,
                peer=peer,
                country=form.cleaned_data["peer_country"],
                **about,
            )
    except (NotAllowed, Refused) as refusal:
        form.add_error(None, str(refusal.sentence))
        return _form_page(request, "record", parts, status_of(refusal))
    messages.success(request, _("La décision est consignée."))
    return see(decision.get_absolute_url())


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
    if context["decision"]:
        context |= _trees(context["decision"])
    return render(request, f"workflows/exits/{task}.html", context, status=status or bound)


def _trees(decision: ExitDecision) -> dict:
    """What the edit page says of the unit trees of the scope, with the form that takes one."""
    form = TreeForm(decision=decision, auto_id="id_tree_%s")
    return {"trees": trees(decision), "tree_form": form, "exceptions_only": trees_stay(decision)}


def _conflict(
    request: HttpRequest, current: ExitDecision, parts: list[BaseForm], yours: dict, refusal: Stale
) -> HttpResponse:
    """Show what differs from the fresh version; sending again keeps the person's own text."""
    form = parts[0]
    form.add_error(None, str(refusal.sentence))
    refresh(form, current)
    context = {"decision": current, "differences": differences(current, yours)}
    return _form_page(request, "edit", parts, HTTPStatus.CONFLICT, **context)
