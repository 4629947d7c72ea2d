"""The public pages of policies, and what the signed-in person has to read."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from registry.organisation.permissions import NotAllowed
from workflows.machine import Refused
from workflows.policies.acknowledging import acknowledge
from workflows.policies.queries import by_force, policies, read_at, readings_of, waiting_for

PAGE_SIZE = 25


@login_not_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every policy with its version in force."""
    today = timezone.localdate()
    page = Paginator(policies(), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [(policy, next(iter(by_force(policy.versions.all(), today)), None)) for policy in page]
    waiting = waiting_for(request.user, today)
    return render(request, "workflows/policies/list.html", {"page_obj": page, "rows": rows, "waiting": waiting})


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
    context = {
        "policy": policy,
        "shown": shown,
        "versions": versions,
        "read_at": read_at(request.user, shown.version) if shown else None,
    }
    return render(request, "workflows/policies/detail.html", context)


@require_safe
def to_read(request: HttpRequest) -> HttpResponse:
    """What the signed-in person has yet to read, and what they read, 25 at a time."""
    page = Paginator(readings_of(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    waiting = waiting_for(request.user, timezone.localdate())
    return render(request, "workflows/policies/to_read.html", {"page_obj": page, "waiting": waiting})


@require_POST
def accept(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep that the signed-in person read the version whose number the page carried; twice is once."""
    policy = get_object_or_404(policies(), slug=slug)
    version = next((one for one in policy.versions.all() if str(one.number) == request.POST.get("version")), None)
    if version is None:
        raise Http404
    try:
        acknowledge(version, actor=request.user, at=timezone.now())
    except (NotAllowed, Refused) as error:
        messages.error(request, str(error.sentence))
    else:
        messages.success(request, _("Votre lecture est enregistrée."))
    return HttpResponseRedirect(reverse("policies:detail", args=[slug]), status=303)
