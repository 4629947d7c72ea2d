"""The page of the nightly rounds."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from registry.followers.models import Round
from registry.followers.nights import LOOKING_AFTER, nights_of, without_a_figure
from registry.organisation.permissions import abilities

PER_PAGE = 25
# Two weeks say whether a platform has stopped answering.
SHOWN = 14


@require_safe
def nights(request: HttpRequest) -> HttpResponse:
    """The last nights, and what one of them (``?night=2026-11-21``, else the last) has no figure of."""
    if not abilities(request.user) & set(LOOKING_AFTER):
        raise PermissionDenied
    last = list(nights_of(request.user)[:SHOWN])
    night = last[0] if last else None
    if asked := request.GET.get("night"):
        night = get_object_or_404(Round, night=_day(asked))
    rows = without_a_figure(request.user, night) if night else []
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "registry/followers/nights.html", {"nights": last, "night": night, "page_obj": page})


def _day(text: str):
    try:
        return parse_date(text)
    except ValueError:
        return None
