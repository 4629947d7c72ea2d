"""The journal's page, for those who audit."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from registry.journal import queries
from registry.journal.filters import JournalFilter
from registry.organisation.permissions import Can, abilities

PER_PAGE = 50


@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """Who did what, when and why, in the reader's institutions; 404 for those whose role does not read it."""
    if Can.JOURNAL_READ not in abilities(request.user):
        raise Http404
    events = queries.readable_by(request.user)
    filters = JournalFilter(request.GET, events, queries.actors_of(events))
    page = Paginator(filters.qs, PER_PAGE).get_page(request.GET.get("page"))
    absent = queries.absent_in(page.object_list)
    for event in page.object_list:
        event.absent = absent.get(event.pk, "")
    context = {"filters": filters, "page_obj": page, "about": filters.form.cleaned_data.get("about", "")}
    return render(request, "registry/journal/list.html", context)
