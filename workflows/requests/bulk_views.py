"""Many requests at once: a page that says what will be done, then what became of each."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from workflows.requests.bulk import MOST, Pick, bulk_moves, perform_all
from workflows.requests.forms.moves import FORMS, MoveForm
from workflows.requests.models import PageRequest
from workflows.requests.panels import WORDS
from workflows.requests.queries.lists import answers_requests

NO_VERSION = "1"


@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: HttpRequest) -> HttpResponse:
    """GET asks for confirmation and for the words, POST does it; both name the requests by ``pick=<number>:<version>``."""
    today = timezone.localdate()
    if not answers_requests(request.user, today):
        raise PermissionDenied
    given = request.POST if request.method == "POST" else request.GET
    move, picks = given.get("move", ""), _picks(given)
    if move not in bulk_moves(request.user, today):
        raise Http404
    if request.method != "POST" or not picks:
        return _confirm(request, move, picks, _form(move))
    form = _form(move, request.POST)
    if not form.is_valid():
        return _confirm(request, move, picks, form, status=422)
    results = perform_all(picks, move, actor=request.user, at=timezone.now(), words=form.words())
    done = sum(result.sentence is None for result in results)
    context = {"results": results, "done": done, "left": len(results) - done, "words": WORDS[move]}
    return render(request, "workflows/requests/bulk_done.html", context)


def _form(move: str, data: QueryDict | None = None) -> MoveForm:
    """The form of the move for all: the version is each request's own, beside its tick."""
    if data is None:
        return FORMS[move](initial={"seen": NO_VERSION})
    data = data.copy()
    data["seen"] = NO_VERSION
    return FORMS[move](data)


def _confirm(request: HttpRequest, move: str, picks: list[Pick], form: MoveForm, *, status: int = 200) -> HttpResponse:
    rows = PageRequest.objects.visible_to(request.user).with_names().in_bulk([pick.number for pick in picks])
    context = {
        "move": move,
        "words": WORDS[move],
        "picked": [(pick, rows[pick.number]) for pick in picks if pick.number in rows],
        "most": MOST,
        "form": form,
    }
    return render(request, "workflows/requests/bulk_confirm.html", context, status=status)


def _picks(given: QueryDict) -> list[Pick]:
    """The ticks that can be read, each request once, at most `MOST`."""
    found: dict[int, Pick] = {}
    for text in given.getlist("pick"):
        number, _colon, seen = text.partition(":")
        if all(part.isascii() and part.isdigit() and len(part) < 18 for part in (number, seen)):
            found.setdefault(int(number), Pick(int(number), int(seen)))
    return list(found.values())[:MOST]
