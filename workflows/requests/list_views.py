"""The lists of requests: one's own, and the queue of what waits for one's answer."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from registry.organisation.held import remember
from registry.organisation.permissions import Can, units_where, within
from workflows.policies.queries import waiting_for
from workflows.requests.bulk import bulk_moves
from workflows.requests.exporting import as_csv
from workflows.requests.filters import ListFilter, QueueFilter
from workflows.requests.models import PageRequest
from workflows.requests.panels import WORDS
from workflows.requests.queries.hands import lines
from workflows.requests.queries.lists import Tab, answers_requests, counted, my_tabs, queue_tabs, wanted_tab, whole
from workflows.requests.queries.serving import avoided, offers_waiting
from workflows.requests.sorting import columns

PER_PAGE = 25
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Found:
    """The rows that a person sees, the tab and the filters that the address asks for."""

    rows: QuerySet[PageRequest]
    tabs: list[Tab]
    current: Tab
    filter: ListFilter


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """One's own and one's units' requests, newest first."""
    rows = PageRequest.objects.visible_to(request.user).order_by("-created_at", "-pk")
    found = _found(request, ListFilter, rows, my_tabs(request.user))
    context, _beside = _page(request, found)
    context |= {
        "may_ask": units_where(request.user, Can.REQUEST_CREATE).exists(),
        "offers": offers_waiting(request.user),
        "waiting": waiting_for(request.user, timezone.localdate()),
    }
    return render(request, "workflows/requests/mine.html", context)


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for this head, manager or leader, the most pressing first unless another order is asked for."""
    today = timezone.localdate()
    found = _queue(request)
    decided = avoided(today - YEAR, today) & within(request.user, [Can.REQUEST_DECIDE])
    context, beside = _page(request, found, avoided=decided)
    query = found.filter.written()
    context |= {
        "avoided": beside["avoided"],
        "columns": columns(request.GET, found.filter.form.cleaned_data.get("order", "")),
        "moves": [(name, WORDS[name].label) for name in bulk_moves(request.user, today)],
        "query": query,
        "saved_views": [(view, view.query == query) for view in request.user.saved_views.all()],
    }
    return render(request, "workflows/requests/queue.html", context)


@require_safe
def queue_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The rows of `queue` at the same address, all pages of them."""
    rows = as_csv(_queue(request).filter.qs)
    response = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{timezone.localdate():%Y-%m-%d}-requests.csv"'
    return response


def _queue(request: HttpRequest) -> Found:
    today = timezone.localdate()
    remember(request.user, today)
    if not answers_requests(request.user, today):
        raise PermissionDenied
    rows = PageRequest.objects.visible_to(request.user)
    return _found(request, QueueFilter, rows, queue_tabs(request.user, today))


def _found(request: HttpRequest, filters: type[ListFilter], rows: QuerySet[PageRequest], tabs: list[Tab]) -> Found:
    current = wanted_tab(tabs, request.GET.get("tab", ""))
    return Found(rows, tabs, current, filters(request.GET, rows.filter(current.rows), request=request))


def _page(request: HttpRequest, found: Found, **beside: Q) -> tuple[dict[str, object], dict[str, int]]:
    """What both lists draw, and what was counted ``beside`` it."""
    narrowed = found.filter.qs if found.filter.narrows else None
    counts = counted(found.rows, found.tabs, found.current, narrowed, **beside)
    paginator = Paginator(found.filter.qs, PER_PAGE)
    paginator.count = counts.total  # counted with the tabs, in the same query
    page_obj = paginator.get_page(request.GET.get("page"))
    context = {
        "tabs": counts.tabs,
        "tab": found.current.key,
        "filter": found.filter,
        "page_obj": page_obj,
        "lines": lines(whole(page_obj.object_list), timezone.localdate()),
    }
    return context, counts.beside
