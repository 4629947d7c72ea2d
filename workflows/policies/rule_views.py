"""The pages of an institution's numbers, calendar and named person: its people read them, its administrators set them."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from registry.organisation.models import Unit
from registry.organisation.permissions import Can, NotAllowed, can
from registry.organisation.standing import institutions_of
from workflows.machine import Refused
from workflows.policies import setting
from workflows.policies.calendars import proposals
from workflows.policies.models import EscalationContact, Holiday
from workflows.policies.numbers import rules_of
from workflows.policies.rule_forms import ContactForm, HolidayForm, PlaceForm, RulesForm

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """To the rules of one's institution, the first by name of several; 404 for a person without a role."""
    first = _institutions(request).first()
    if first is None:
        raise Http404
    return redirect("rules:numbers", pk=first.pk)


@require_http_methods(GET_OR_POST)
def numbers(request: HttpRequest, pk: int) -> HttpResponse:
    """Every number of the institution, with the person named for what is late."""
    institution = _one(request, pk)
    if request.method != "POST":
        return _numbers(request, institution, RulesForm(initial=rules_of(pk)))
    form = RulesForm(request.POST)
    if not form.is_valid():
        return _numbers(request, institution, form, status=422)
    status = _try(
        form, lambda: setting.set_rules(institution, form.cleaned_data, actor=request.user, at=timezone.now())
    )
    if status != 303:
        return _numbers(request, institution, form, status=status)
    messages.success(request, _("Les règles sont enregistrées. Les demandes déjà soumises gardent les leurs."))
    return _seen_at("rules:numbers", institution)


@require_POST
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Name who is told of what is late, or nobody."""
    institution = _one(request, pk)
    form = ContactForm(request.POST, institution=institution)
    if not form.is_valid():
        return _numbers(request, institution, RulesForm(initial=rules_of(pk)), form, status=422)
    person = form.cleaned_data["person"]
    status = _try(form, lambda: setting.name_contact(institution, person, actor=request.user, at=timezone.now()))
    if status != 303:
        return _numbers(request, institution, RulesForm(initial=rules_of(pk)), form, status=status)
    messages.success(request, _("C’est noté."))
    return _seen_at("rules:numbers", institution)


@require_http_methods(GET_OR_POST)
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The days without work; a POST adds one day, or those ticked among the public holidays that a GET proposed."""
    institution = _one(request, pk)
    if request.method != "POST":
        return _calendar(request, institution, HolidayForm())
    ticked = "place" in request.POST
    form = PlaceForm(request.POST) if ticked else HolidayForm(request.POST)
    if not form.is_valid():
        return _calendar(request, institution, HolidayForm() if ticked else form, status=422)
    days = _ticked(request, form) if ticked else [form.named()]
    status = _try(form, lambda: setting.add_holidays(institution, days, actor=request.user, at=timezone.now()))
    if status != 303:
        return _calendar(request, institution, HolidayForm() if ticked else form, status=status)
    messages.success(request, _("Le calendrier est enregistré."))
    return _seen_at("rules:calendar", institution)


@require_POST
def holiday_remove(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Make a day a business day again."""
    institution = _one(request, pk)
    holiday = get_object_or_404(Holiday.objects.select_related("institution"), institution=institution, pk=number)
    try:
        setting.remove_holiday(holiday, actor=request.user, at=timezone.now())
    except NotAllowed as error:
        messages.error(request, str(error.sentence))
    else:
        messages.success(request, _("Ce jour est de nouveau ouvrable."))
    return _seen_at("rules:calendar", institution)


def _institutions(request: HttpRequest):
    return Unit.objects.filter(pk__in=institutions_of(request.user)).order_by("sort_key", "pk")


def _one(request: HttpRequest, pk: int) -> Unit:
    return get_object_or_404(_institutions(request), pk=pk)


def _seen_at(name: str, institution: Unit) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(name, args=[institution.pk]), status=303)


def _try(form: Form, write: Callable[[], object]) -> int:
    """The status of a write: 303 once done, 403 or 422 with its sentence on the form."""
    try:
        write()
    except NotAllowed as error:
        form.add_error(None, str(error.sentence))
        return 403
    except Refused as error:
        form.add_error(None, str(error.sentence))
        return 422
    return 303


def _ticked(request: HttpRequest, form: PlaceForm) -> list:
    """The ticked days among those proposed: the names come from the calendar, never from the page."""
    wanted = set(request.POST.getlist("days"))
    proposed = proposals(form.cleaned_data["place"], form.cleaned_data["year"])
    return [(one.day, one.name) for one in proposed if one.day.isoformat() in wanted]


def _numbers(
    request: HttpRequest,
    institution: Unit,
    form: RulesForm,
    contact_form: ContactForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    named = EscalationContact.objects.filter(institution=institution).select_related("user").first()
    initial = {"person": named.user.email if named else None}
    context = {
        "institution": institution,
        "others": _institutions(request),
        "form": form,
        "contact_form": contact_form or ContactForm(initial=initial, institution=institution),
        "contact": named.user if named else None,
        "may_set": can(request.user, Can.ORGANISATION_MANAGE, institution),
        "own": set(institution.rules.values_list("name", flat=True)),
    }
    return render(request, "workflows/policies/rules.html", context, status=status)


def _calendar(request: HttpRequest, institution: Unit, form: HolidayForm, *, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    asked = PlaceForm(request.GET or None, initial={"year": today.year, "place": "CA-QC"})
    proposed = []
    if asked.is_bound and asked.is_valid():
        proposed = proposals(asked.cleaned_data["place"], asked.cleaned_data["year"])
    days = list(institution.holidays.filter(day__year__gte=today.year - 1).order_by("day"))
    known = {holiday.day for holiday in days}
    context = {
        "institution": institution,
        "form": form,
        "place_form": asked,
        "proposed": [(one, one.day in known) for one in proposed],
        "new": any(one.day not in known for one in proposed),
        "days": days,
        "may_set": can(request.user, Can.ORGANISATION_MANAGE, institution),
    }
    return render(request, "workflows/policies/calendar.html", context, status=status)
