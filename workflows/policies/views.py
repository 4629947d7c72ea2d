"""The public pages of policies."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from workflows.policies.queries import by_force, policies

PAGE_SIZE = 25


@login_not_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every policy with its version in force."""
    today = timezone.localdate()
    page = Paginator(policies(), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [(policy, next(iter(by_force(policy.versions.all(), today)), None)) for policy in page]
    return render(request, "workflows/policies/list.html", {"page_obj": page, "rows": rows})


@login_not_required
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One policy: the version in force, or the one whose number ``?version=`` gives."""
    policy = get_object_or_404(policies(), slug=slug)
    versions = by_force(policy.versions.all(), timezone.localdate())
    asked = request.GET.get("version")
    shown = next((one for one in versions if asked is None or str(one.version.number) == asked), None)
    if asked is not None and not shown:
        raise Http404
    context = {"policy": policy, "shown": shown, "versions": versions}
    return render(request, "workflows/policies/detail.html", context)
