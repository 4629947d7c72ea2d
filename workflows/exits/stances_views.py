"""The pages of the stance board: anyone reads it, who records decisions keeps it true."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from registry.organisation.permissions import NotAllowed
from registry.platforms.models import PlatformStance
from registry.platforms.queries import known, stances_as_of
from workflows.exits import stances_actions
from workflows.exits.forms import recording_for
from workflows.exits.loading import see, status_of
from workflows.exits.moves import commit
from workflows.exits.stances_board import Board
from workflows.exits.stances_file import as_csv
from workflows.exits.stances_forms import ChangeForm, ConfirmForm, NoteForm
from workflows.machine import Refused

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Where institutions stand on a platform, as of any day that has come."""
    return _board(request, Board(request.GET, request.user))


@login_not_required
@require_safe
def board_csv(request: HttpRequest) -> HttpResponse:
    """The same as a file; a question with a fault is answered by the page, which says it."""
    shown = Board(request.GET, request.user)
    if shown.form.errors:
        return _board(request, shown, HTTPStatus.UNPROCESSABLE_ENTITY)
    response = HttpResponse(as_csv(shown), content_type="text/csv; charset=utf-8")
    platform = shown.platform.slug if shown.platform else "none"
    response["Content-Disposition"] = f'attachment; filename="stances-{platform}-{shown.day.isoformat()}.csv"'
    return response


@get_or_post
def note(request: HttpRequest) -> HttpResponse:
    """Note where an institution stands, from a source."""
    desks = recording_for(request.user)
    if not desks:
        raise PermissionDenied
    form = NoteForm(request.POST or None, institutions=desks)
    if not form.is_valid():
        return _note_page(request, form)
    data = form.cleaned_data
    about = {"platform": data["platform"], "actor": request.user, "at": timezone.now()}
    try:
        if data["institution"]:
            commit(stances_actions.note_stance, form.said, institution=data["institution"], **about)
        else:
            words = {"peer": form.peer, "country": data["peer_country"]}
            commit(stances_actions.note_stance_of_new_peer, form.said, **words, **about)
    except (NotAllowed, Refused) as refusal:
        form.add_error(None, str(refusal.sentence))
        return _note_page(request, form, status_of(refusal))
    messages.success(request, _("La position est notée."))
    return see(f"{reverse('exits:stances')}?platform={data['platform'].slug}")


@get_or_post
def check(request: HttpRequest, number: int) -> HttpResponse:
    """Look at a stance again: it is still so, or another one took its place."""
    stance = _load(request, number)
    form = ConfirmForm(request.POST or None, auto_id="id_confirm_%s")
    if not form.is_valid():
        return _check_page(request, stance, form, ChangeForm(auto_id="id_change_%s"))
    try:
        commit(stances_actions.confirm, stance, actor=request.user, at=timezone.now(), **form.cleaned_data)
    except (NotAllowed, Refused) as refusal:
        form.add_error(None, str(refusal.sentence))
        return _check_page(request, stance, form, ChangeForm(auto_id="id_change_%s"), _status(refusal))
    messages.success(request, _("C’est noté : la position est toujours la même."))
    return _back(stance)


@require_POST
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Note the stance that took the place of another."""
    stance = _load(request, number)
    form = ChangeForm(request.POST, auto_id="id_change_%s")
    if not form.is_valid():
        return _check_page(request, stance, ConfirmForm(auto_id="id_confirm_%s"), form)
    try:
        commit(stances_actions.change, stance, form.said, actor=request.user, at=timezone.now())
    except (NotAllowed, Refused) as refusal:
        form.add_error(None, str(refusal.sentence))
        return _check_page(request, stance, ConfirmForm(auto_id="id_confirm_%s"), form, _status(refusal))
    messages.success(request, _("La nouvelle position est notée."))
    return _back(stance)


def _board(request: HttpRequest, shown: Board, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    return render(request, "workflows/exits/stances/board.html", {"board": shown}, status=status)


def _load(request: HttpRequest, number: int) -> PlatformStance:
    """The stance, for who may speak of its institution: 403 for others, who read it on the board."""
    stance = known().select_related("institution", "platform").filter(pk=number).first()
    if not stance:
        raise Http404
    try:
        stances_actions.require_recorder(request.user, stance.institution)
    except NotAllowed as refusal:
        raise PermissionDenied from refusal
    return stance


def _check_page(
    request: HttpRequest, stance: PlatformStance, still: Form, other: Form, status: HTTPStatus | None = None
) -> HttpResponse:
    now = stances_as_of(timezone.localdate()).filter(institution=stance.institution, platform=stance.platform)
    context = {
        "stance": stance,
        "checks": list(stance.checks.select_related("by")[:10]),
        "replaced_by": now.exclude(pk=stance.pk).first(),
        "still": still,
        "other": other,
        "tried": next((form for form in (still, other) if form.errors), None),
    }
    status = status or (HTTPStatus.UNPROCESSABLE_ENTITY if context["tried"] else HTTPStatus.OK)
    return render(request, "workflows/exits/stances/check.html", context, status=status)


def _note_page(request: HttpRequest, form: NoteForm, status: HTTPStatus | None = None) -> HttpResponse:
    status = status or (HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK)
    return render(request, "workflows/exits/stances/note.html", {"form": form}, status=status)


def _status(refusal: NotAllowed | Refused) -> HTTPStatus:
    return HTTPStatus.CONFLICT if isinstance(refusal, stances_actions.Moved) else status_of(refusal)


def _back(stance: PlatformStance) -> HttpResponse:
    return see(f"{reverse('exits:stances')}?platform={stance.platform.slug}")
