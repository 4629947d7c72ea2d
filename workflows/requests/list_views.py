"""The lists of requests: one's own, and the queue of what waits for one's answer."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from registry.organisation.permissions import Can, units_where
from workflows.policies.queries import waiting_for
from workflows.requests.bulk import bulk_moves
from workflows.requests.filters import PageRequestFilter, QueueFilter
from workflows.requests.models import PageRequest
from workflows.requests.panels import WORDS
from workflows.requests.queries.hands import lines, with_hands
from workflows.requests.queries.lists import Tab, answers_requests, counted, my_tabs, queue_tabs
from workflows.requests.queries.serving import avoided, offers_waiting

PER_PAGE = 25
YEAR = timedelta(days=365)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """One's own and one's units' requests, newest first."""
    rows = PageRequest.objects.visible_to(request.user).order_by("-created_at", "-pk")
    may_ask = units_where(request.user, Can.REQUEST_CREATE).exists()
    offers = offers_waiting(request.user)
    context = {"may_ask": may_ask, "offers": offers, "waiting": waiting_for(request.user, timezone.localdate())}
    return _list(request, "mine", PageRequestFilter, rows, my_tabs(request.user), **context)


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for this head, manager or leader, the most pressing first unless another order is asked for."""
    today = timezone.localdate()
    if not answers_requests(request.user, today):
        raise PermissionDenied
    rows = PageRequest.objects.visible_to(request.user)
    unopened = avoided(units_where(request.user, Can.REQUEST_DECIDE), today - YEAR, today)
    moves = [(name, WORDS[name].label) for name in bulk_moves(request.user, today)]
    return _list(request, "queue", QueueFilter, rows, queue_tabs(request.user, today), moves=moves, avoided=unopened)


def _list(
    request: HttpRequest,
    name: str,
    filters: type[PageRequestFilter],
    rows: QuerySet[PageRequest],
    tabs: list[Tab],
    **context: object,
) -> HttpResponse:
    current, drawn = counted(rows, tabs, request.GET.get("tab", ""))
    found = filters(request.GET, rows.filter(current.rows), request=request)
    page_obj = Paginator(with_hands(found.qs.with_names()), PER_PAGE).get_page(request.GET.get("page"))
    context |= {
        "tabs": drawn,
        "tab": current.key,
        "filter": found,
        "page_obj": page_obj,
        "lines": lines(page_obj, timezone.localdate()),
    }
    return render(request, f"workflows/requests/{name}.html", context)
