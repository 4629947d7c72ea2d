"""The page on which a person names who stands in, and sees for whom they stand in themselves."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from registry.organisation.models import StandIn
from registry.organisation.permissions import NotAllowed
from registry.organisation.standing import end_stand_in, lendable, name_stand_in
from registry.organisation.standing_forms import ABILITIES, StandInForm

MOST_SHOWN = 25


@require_http_methods(["GET", "HEAD", "POST"])
def stand_ins(request: HttpRequest) -> HttpResponse:
    """One's own absences and those one stands in for, the running ones first; and the form, for who can lend anything."""
    if request.method != "POST":
        return _page(request, StandInForm(absent=request.user))
    form = StandInForm(request.POST, absent=request.user)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        name_stand_in(request.user, actor=request.user, at=timezone.now(), **form.cleaned_data)
    except NotAllowed as error:
        form.add_error(None, str(error.sentence))
        return _page(request, form, status=403)
    messages.success(request, _("La suppléance est confiée. Les deux personnes sont prévenues."))
    return HttpResponseRedirect(reverse("organisation:stand_ins"), status=303)


@require_POST
def stand_in_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own, on either side."""
    row = get_object_or_404(_mine(request), pk=pk)
    try:
        end_stand_in(row, actor=request.user, at=timezone.now())
    except NotAllowed as error:
        messages.error(request, str(error.sentence))
    else:
        messages.success(request, _("La suppléance est terminée."))
    return HttpResponseRedirect(reverse("organisation:stand_ins"), status=303)


def _mine(request: HttpRequest):
    rows = StandIn.objects.filter(Q(absent=request.user) | Q(person=request.user))
    return rows.select_related("absent", "person").order_by("-until", "-pk")


def _page(request: HttpRequest, form: StandInForm, *, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    rows = list(_mine(request)[:MOST_SHOWN])
    context = {
        "form": form,
        "may_lend": bool(lendable(request.user)),
        "rows": [
            (row, [ABILITIES[ability] for ability in ABILITIES if ability in row.abilities], _runs(row, today))
            for row in rows
        ],
    }
    return render(request, "registry/organisation/stand_ins.html", context, status=status)


def _runs(row: StandIn, today) -> bool:
    return row.ended_at is None and row.until >= today
