"""The pages of reviews: load what the person may see, read the form, give one answer, redirect."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from registry.organisation.permissions import NotAllowed
from workflows.machine import Refused
from workflows.reviews.models import Review
from workflows.reviews.move_forms import FORMS, AnswerForm
from workflows.reviews.moves import open_moves, perform
from workflows.reviews.queries import in_order, known, lines, visible_to

PER_PAGE = 25
# The status of a page that says no.
STATUS: dict[type[Exception], int] = {NotAllowed: 403, Refused: 409}


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The reviews of the accounts that one manages or looks after: to do, or done with ``?done=1``."""
    done = request.GET.get("done") == "1"
    page = Paginator(in_order(visible_to(request.user), done=done), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "lines": lines(page, timezone.localdate()), "done": done}
    return render(request, "workflows/reviews/list.html", context)


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One review with its facts, and the answers that its reader may give."""
    return _page(request, _visible(request, pk))


@require_POST
def move(request: HttpRequest, pk: int, move: str) -> HttpResponse:
    """Give one answer of the table, whichever it is."""
    if move not in FORMS:
        raise Http404
    review = _visible(request, pk)
    form = FORMS[move](request.POST, auto_id=_ids(move))
    if not form.is_valid():
        return _page(request, review, tried=(move, form), status=422)
    try:
        perform(review, move, actor=request.user, at=timezone.now(), seen=form.cleaned_data["seen"], **form.said())
    except (NotAllowed, Refused) as error:
        form.add_error(None, str(error.sentence))
        return _page(request, _visible(request, pk), tried=(move, form), status=STATUS[type(error)])
    messages.success(request, str(FORMS[move].done))
    return HttpResponseRedirect(review.get_absolute_url(), status=303)


def _page(
    request: HttpRequest, review: Review, *, tried: tuple[str, AnswerForm] | None = None, status: int = 200
) -> HttpResponse:
    fresh = {"seen": review.version}
    offered = {name: FORMS[name](initial=fresh, auto_id=_ids(name)) for name in open_moves(review, request.user)}
    refused = tried[1] if tried else None
    if tried and tried[0] in offered:
        offered[tried[0]] = tried[1]
    context = {
        "review": review,
        "line": lines([review], timezone.localdate())[0],
        "known": known(review),
        "answers": offered,
        "tried": tried[0] if tried else "",
        "refused": refused,
    }
    return render(request, "workflows/reviews/detail.html", context, status=status)


def _visible(request: HttpRequest, pk: int) -> Review:
    return get_object_or_404(visible_to(request.user), pk=pk)


def _ids(move: str) -> str:
    return f"id_{move}_%s"
