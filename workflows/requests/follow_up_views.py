"""The page on which a condition of a yes is checked."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from registry.organisation.permissions import Can, NotAllowed, can
from workflows.machine import Refused
from workflows.requests import follow_ups
from workflows.requests.forms.follow_ups import SettleForm
from workflows.requests.models import FollowUp, PageRequest

STATUS: dict[type[Exception], int] = {NotAllowed: 403, Refused: 409}


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Say whether one condition is kept; for those who decide, a 404 for who may not see the request."""
    asked = get_object_or_404(PageRequest.objects.visible_to(request.user).select_related("unit"), pk=pk)
    follow_up = get_object_or_404(asked.follow_ups.select_related("account", "settled_by", "verdict"), pk=number)
    if not can(request.user, Can.REQUEST_DECIDE, asked.unit):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, asked, follow_up, SettleForm())
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _page(request, asked, follow_up, form, status=422)
    try:
        with transaction.atomic(durable=True):
            follow_ups.settle(follow_up, actor=request.user, at=timezone.now(), **form.cleaned_data)
    except (NotAllowed, Refused) as error:
        form.add_error(None, str(error.sentence))
        follow_up.refresh_from_db()
        return _page(request, asked, follow_up, form, status=STATUS[type(error)])
    messages.success(request, _("La condition a sa réponse."))
    return HttpResponseRedirect(asked.get_absolute_url(), status=303)


def _page(
    request: HttpRequest, asked: PageRequest, follow_up: FollowUp, form: SettleForm, *, status: int = 200
) -> HttpResponse:
    context = {"asked": asked, "follow_up": follow_up, "form": form}
    return render(request, "workflows/requests/follow_up.html", context, status=status)
