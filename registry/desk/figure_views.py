"""All the figures of an account: page by page, and as a file."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from registry.accounts.queries import visible_to
from registry.desk.exporting import as_csv
from registry.followers.happenings import markers_of
from registry.followers.ledger import page_of
from registry.followers.rights import may_count
from registry.followers.series import series_of


@require_safe
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """The lines of an account and every figure that was ever brought; 404 outside the units that the reader may read."""
    account = get_object_or_404(visible_to(request.user), slug=slug)
    page, rows = page_of(account, request.GET.get("page"))
    context = {
        "account": account,
        "series": series_of(account, today=localdate(), markers=markers_of(account)),
        "page_obj": page,
        "rows": rows,
        "allowed": may_count(request.user, account),
    }
    return render(request, "registry/desk/figures.html", context)


@require_safe
def figures_file(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """The same as a CSV, all of it."""
    account = get_object_or_404(visible_to(request.user), slug=slug)
    answer = StreamingHttpResponse(as_csv(account), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{account.slug}-{localdate().isoformat()}.csv"'
    return answer
