"""The feeds of other registers: which are followed, what they tell, and the answer to each entry."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from registry.organisation.permissions import NotAllowed
from workflows.exits import following
from workflows.exits.following_forms import AnswerForm, ConfirmForm, FollowForm
from workflows.exits.following_queries import entries_of, feeds_of
from workflows.exits.following_trouble import Trouble
from workflows.exits.forms import recording_for
from workflows.exits.loading import see, status_of
from workflows.exits.models import FeedEntry, FollowedFeed
from workflows.exits.moves import commit
from workflows.exits.moving import Stale
from workflows.machine import Refused

PER_PAGE = 25
WHILE_ONE_WAITS = 12.0  # seconds


@require_http_methods(["GET", "HEAD", "POST"])
def feeds(request: HttpRequest) -> HttpResponse:
    """The feeds that are followed; a new one is read at once, and stays followed whatever that reading met."""
    institutions = _desks(request)
    form = FollowForm(request.POST or None, institutions=institutions)
    if request.method != "POST" or not form.is_valid():
        return _feeds(request, form)
    told = form.cleaned_data
    try:
        feed = commit(following.follow, told["institution"], told["address"], actor=request.user, at=timezone.now())
    except (NotAllowed, Refused) as refusal:
        form.add_error("address", str(refusal.sentence))
        return _feeds(request, form, status_of(refusal))
    return _read(request, feed)


@require_POST
def read(request: HttpRequest, number: int) -> HttpResponse:
    """Read a feed now rather than tonight."""
    return _read(request, _feed(request, number))


@require_POST
def leave(request: HttpRequest, number: int) -> HttpResponse:
    """Stop following a feed."""
    try:
        commit(following.leave, _feed(request, number), actor=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("Ce flux n’est plus suivi. Ce qui a été confirmé reste."))
    return see(reverse("exits:feeds"))


@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, or with `view=answered` what was answered."""
    _desks(request)
    answered = request.GET.get("view") == "answered"
    rows = entries_of(request.user)
    rows = rows.exclude(reply="").order_by("-replied_at", "-pk") if answered else rows.filter(reply="")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for row in page.object_list:
        row.obstacle = following.obstacle(row, timezone.localdate())
    return render(request, "workflows/exits/following/entries.html", {"page_obj": page, "answered": answered})


@require_safe
def entry(request: HttpRequest, number: int) -> HttpResponse:
    """One entry with the form that lets it in."""
    found = _entry(request, number)
    return _entry_page(request, found, ConfirmForm(entry=found))


@require_POST
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Let the entry into the board, as the stance of the institution that was chosen."""
    found = _entry(request, number)
    form = ConfirmForm(request.POST, entry=found)
    return _answered(request, found, form, following.confirm, _("La position est entrée dans le tableau."))


@require_POST
def refuse(request: HttpRequest, number: int) -> HttpResponse:
    """Keep the entry out."""
    found = _entry(request, number)
    return _answered(request, found, AnswerForm(request.POST), following.refuse, _("L’entrée est écartée."))


def _answered(
    request: HttpRequest, found: FeedEntry, form: AnswerForm, action: Callable[..., object], done: str
) -> HttpResponse:
    if not form.is_valid():
        return _entry_page(request, found, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        commit(action, found, actor=request.user, at=timezone.now(), **form.cleaned_data)
    except (NotAllowed, Refused) as refusal:
        form.add_error(None, str(refusal.sentence))
        if isinstance(refusal, Stale):
            form.data = form.data.copy()
            form.data["seen"] = found.updated
        return _entry_page(request, found, form, status_of(refusal))
    messages.success(request, done)
    return see(reverse("exits:feed_entries"))


def _entry_page(
    request: HttpRequest, found: FeedEntry, form: AnswerForm, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    shown = form if isinstance(form, ConfirmForm) else ConfirmForm(entry=found)
    obstacle = None if found.reply else following.obstacle(found, timezone.localdate())
    context = {"entry": found, "form": shown, "tried": form if form.errors else None, "obstacle": obstacle}
    return render(request, "workflows/exits/following/entry.html", context, status=status)


def _feeds(request: HttpRequest, form: FollowForm, status: HTTPStatus | None = None) -> HttpResponse:
    page = Paginator(feeds_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    for feed in page.object_list:
        feed.trouble_words = Trouble(feed.trouble).label if feed.trouble in Trouble.values else feed.trouble
    bound = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"form": form, "page_obj": page}
    return render(request, "workflows/exits/following/feeds.html", context, status=status or bound)


def _read(request: HttpRequest, feed: FollowedFeed) -> HttpResponse:
    feed = following.read_feed(feed, at=timezone.now(), seconds=WHILE_ONE_WAITS)
    if feed.trouble:
        messages.warning(request, _("Le flux est suivi. {trouble}").format(trouble=Trouble(feed.trouble).label))
    else:
        messages.success(request, _("Le flux est suivi et lu."))
    return see(reverse("exits:feeds"))


def _desks(request: HttpRequest) -> list:
    desks = recording_for(request.user)
    if not desks:
        raise PermissionDenied
    return desks


def _feed(request: HttpRequest, number: int) -> FollowedFeed:
    return get_object_or_404(feeds_of(request.user), pk=number)


def _entry(request: HttpRequest, number: int) -> FeedEntry:
    return get_object_or_404(entries_of(request.user), pk=number)
