"""The pages of an institution's calendar: its people read it year by year, its administrators note the days off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from registry.language import Pair
from registry.organisation.models import Unit
from registry.organisation.permissions import Can, NotAllowed, can
from workflows.machine import Refused
from workflows.policies import setting
from workflows.policies.calendars import FIRST_YEAR, LAST_YEAR, place_of, proposals
from workflows.policies.models import Holiday
from workflows.policies.pages import GET_OR_POST, attempt, institution_or_404, institutions
from workflows.policies.rule_forms import HolidayForm, PlaceForm

ALREADY = Pair("Ce jour est déjà noté.", "This day is noted already.")


@dataclass(frozen=True)
class Year:
    """A year as components/tabs.html draws one: how many days off are noted in it."""

    label: int
    url: str
    current: bool
    count: int


@require_http_methods(GET_OR_POST)
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The days off of ``?year=``, with the public holidays of ``?place=`` as proposals; a POST notes one day of one's own."""
    institution = institution_or_404(request, pk)
    if request.method != "POST":
        return _page(request, institution, HolidayForm())
    form, status = HolidayForm(request.POST), HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        status = attempt(form, lambda: _note_one(request, institution, form.named()))
    if status != HTTPStatus.SEE_OTHER:
        return _page(request, institution, form, status=status)
    messages.success(request, _("Le calendrier est enregistré."))
    return _back(institution, form.cleaned_data["day"].year)


@require_POST
def proposed(request: HttpRequest, pk: int) -> HttpResponse:
    """Note the ticked days among those that a place's law proposes; without a tick nothing is noted."""
    institution = institution_or_404(request, pk)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return _page(request, institution, HolidayForm(), form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    days = _ticked(form, request.POST.getlist("days"))
    status = attempt(form, lambda: setting.add_holidays(institution, days, actor=request.user, at=timezone.now()))
    if status != HTTPStatus.SEE_OTHER:
        return _page(request, institution, HolidayForm(), form, status=status)
    if days:
        messages.success(request, _("Le calendrier est enregistré."))
    else:
        messages.info(request, _("Aucun jour n’était coché : rien n’est noté."))
    return _back(institution, form.cleaned_data["year"])


@require_POST
def remove(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Make a day a business day again."""
    institution = institution_or_404(request, pk)
    holiday = get_object_or_404(Holiday.objects.select_related("institution"), institution=institution, pk=number)
    try:
        setting.remove_holiday(holiday, actor=request.user, at=timezone.now())
    except NotAllowed as error:
        messages.error(request, str(error.sentence))
        return _page(request, institution, HolidayForm(), status=HTTPStatus.FORBIDDEN)
    messages.success(request, _("Ce jour est de nouveau ouvrable."))
    return _back(institution, holiday.day.year)


def _note_one(request: HttpRequest, institution: Unit, named: tuple[date, Pair]) -> None:
    if not setting.add_holidays(institution, [named], actor=request.user, at=timezone.now()):
        raise Refused(ALREADY.fr, ALREADY.en)


def _ticked(form: PlaceForm, ticked: Iterable[str]) -> list[tuple[date, Pair]]:
    """The days among those proposed: the names come from the calendar, never from the page."""
    wanted = set(ticked)
    found = proposals(form.cleaned_data["place"], form.cleaned_data["year"])
    return [(one.day, one.name) for one in found if one.day.isoformat() in wanted]


def _back(institution: Unit, year: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(_of_year(institution, year), status=HTTPStatus.SEE_OTHER)


def _of_year(institution: Unit, year: int) -> str:
    return f"{reverse('rules:calendar', args=[institution.pk])}?year={year}"


def _year(request: HttpRequest) -> int:
    """The year asked for; this one for none, or for one that is out of reach."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == len(str(LAST_YEAR)) else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else timezone.localdate().year


def _years(institution: Unit, shown: int) -> list[Year]:
    """This year, the next, the one shown, and those in which days are noted."""
    noted = [day.year for day in institution.holidays.values_list("day", flat=True)]
    today = timezone.localdate()
    years = sorted({today.year, today.year + 1, shown, *noted})
    return [Year(year, _of_year(institution, year), year == shown, noted.count(year)) for year in years]


def _page(
    request: HttpRequest,
    institution: Unit,
    form: HolidayForm,
    place_form: PlaceForm | None = None,
    *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    first = {"year": _year(request), "place": place_of(institution.country)}
    asked = place_form or PlaceForm(request.GET if "place" in request.GET else None, initial=first)
    place = asked.cleaned_data if asked.is_bound and asked.is_valid() else None
    year = place["year"] if place else first["year"]
    days = list(institution.holidays.filter(day__year=year).order_by("day"))
    known = {holiday.day for holiday in days}
    offered = proposals(place["place"], place["year"]) if place else []
    context = {
        "institution": institution,
        "others": institutions(request),
        "year": year,
        "years": _years(institution, year),
        "days": days,
        "form": form,
        "place_form": asked,
        "proposed": [(one, one.day in known) for one in offered],
        "new": any(one.day not in known for one in offered),
        "may_set": can(request.user, Can.ORGANISATION_MANAGE, institution),
    }
    return render(request, "workflows/policies/calendar.html", context, status=status)
