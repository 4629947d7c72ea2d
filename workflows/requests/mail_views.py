"""The page behind a decision link: it shows what would be decided and by whom, and decides only when its form is sent.

Whoever holds the link is its person here, signed in or not: the link is the proof, as it is for a new password.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language, override
from django.views.decorators.http import require_http_methods

from registry.organisation.permissions import NotAllowed
from workflows.machine import Refused
from workflows.requests import mail_links
from workflows.requests.forms.moves import MoveForm
from workflows.requests.mail_answers import PROBLEMS, Opened, opened
from workflows.requests.mail_pace import count_unknown, is_crowded
from workflows.requests.panels import Group, bound, panel
from workflows.requests.queries.wishes import address_of


def unseen(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Nobody keeps the answer, no search engine lists it, and no link followed from it tells where it came from.

    Not `no-referrer`: browsers then send the form under the origin "null", which the check of forms refuses.
    """

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        response = view(request)
        add_never_cache_headers(response)
        response.headers["Referrer-Policy"] = "strict-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@unseen
def answer(request: HttpRequest) -> HttpResponse:
    """Ask for a confirmation, or say why ``?link=`` serves no more; a POST makes the move, once.

    The link stands in the query, which our logs leave out of every line.
    """
    if is_crowded(request):
        return _page(request, Opened(PROBLEMS["crowded"]))
    found = opened(request.GET.get("link", ""), at=timezone.now())
    if found.link is None:
        count_unknown(request)
    # An answer to a version that is no more goes on to be refused, so that the journal keeps the attempt.
    answerable = found.problem is None or found.problem.code == "moved"
    return _answered(request, found) if request.method == "POST" and answerable else _page(request, found)


def _answered(request: HttpRequest, found: Opened) -> HttpResponse:
    move, data = request.POST.get("move", ""), request.POST.copy()
    if move not in found.link.moves:
        return _page(request, found)
    data["seen"] = found.link.version
    form = bound(move, data)
    if not form.is_valid():
        return _page(request, found, tried=(move, form))
    try:
        mail_links.answer(found.link, move, actor=found.person, at=timezone.now(), words=form.words())
    except (NotAllowed, Refused) as error:
        form.add_error(None, str(error.sentence))
        return _page(request, opened(request.GET["link"], at=timezone.now()), tried=(move, form))
    # The same address now says that the link has served.
    return HttpResponseRedirect(request.get_full_path(), status=303)


def _page(request: HttpRequest, found: Opened, *, tried: tuple[str, MoveForm] | None = None) -> HttpResponse:
    # To read that one's answer is kept is no error; to answer again is.
    reads_own_answer = found.used and request.method != "POST"
    refused = found.problem.status if found.problem else 422 if tried else 200
    # A link is read in its person's language, unless the address names another.
    language = request.chosen_language or (found.person.language if found.person else get_language())
    with override(language):
        context = {
            "found": found,
            "address": address_of(found.page_request) if found.moves else "",
            "groups": _groups(found, tried),
            "tried": tried[1] if tried else None,
        }
        response = render(
            request, "workflows/requests/answer.html", context, status=200 if reads_own_answer else refused
        )
    response.headers["Content-Language"] = language
    return response


def _groups(found: Opened, tried: tuple[str, MoveForm] | None) -> list[Group]:
    """The panel's questions with the answers that the link carries, none for a link that serves no more."""
    if not found.moves:
        return []
    whole = panel(found.page_request, found.person, tried).groups
    kept = [Group(row.title, [choice for choice in row.choices if choice.move in found.moves]) for row in whole]
    return [group for group in kept if group.choices]
