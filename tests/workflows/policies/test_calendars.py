"""The public holidays that are proposed: of each place, in both languages, and never noted without a yes."""

from datetime import date

import pytest
from django.urls import reverse

from workflows.policies.calendars import PLACES, proposals
from workflows.policies.models import Holiday

KNOWN = [
    ("CA-QC", date(2027, 6, 24), "Fête nationale du Québec"),
    ("CA-QC", date(2027, 7, 1), "Fête du Canada"),
    ("FR", date(2027, 7, 14), "Fête nationale"),
    ("FR", date(2026, 11, 11), "Armistice"),
    ("BE", date(2027, 7, 21), "Fête nationale"),
    ("LU", date(2027, 6, 23), "Fête nationale"),
]


@pytest.mark.parametrize(("place", "day", "name"), KNOWN)
def test_well_known_days(place, day, name):
    found = {one.day: one.name for one in proposals(place, day.year)}
    assert name in found[day].fr
    assert found[day].en not in ("", found[day].fr)


@pytest.mark.parametrize("place", PLACES)
def test_each_place_has_working_days_off_in_order(place):
    days = [one.day for one in proposals(place, 2027)]
    assert len(days) >= 5
    assert days == sorted(set(days))
    assert all(day.weekday() < 5 and day.year == 2027 for day in days)


def test_a_place_that_nobody_listed():
    with pytest.raises(KeyError):
        proposals("XX", 2027)


def test_nothing_is_noted_without_a_yes_and_only_what_was_proposed(world, as_):
    page = reverse("rules:calendar", args=[world.poly.pk])
    shown = as_("admin").get(page, {"place": "CA-QC", "year": "2027"})
    assert "Fête nationale du Québec" in shown.content.decode()
    assert not Holiday.objects.exists()
    ticked = {"place": "CA-QC", "year": "2027", "days": ["2027-06-24", "2027-06-25", "x"]}
    assert as_("admin").post(page, ticked).status_code == 303
    holiday = Holiday.objects.get()
    assert (holiday.day, holiday.name_fr) == (date(2027, 6, 24), "Fête nationale du Québec")


@pytest.mark.parametrize("asked", [{"place": "XX", "year": "2027"}, {"place": "FR", "year": "99999"}, {"place": "FR"}])
def test_an_odd_place_or_year_is_said(world, as_, asked):
    page = as_("admin").get(reverse("rules:calendar", args=[world.poly.pk]), asked)
    assert page.status_code == 200
    assert "Erreur" in page.content.decode()


@pytest.mark.parametrize(
    "day", [{"day": ""}, {"day": "2027-02-30"}, {"day": "1027-01-01"}, {"name_fr": ""}, {"name_fr": "x" * 81}]
)
def test_an_odd_day_is_said_and_not_noted(world, as_, day):
    posted = {"day": "2027-05-17", "name_fr": "Pont"} | day
    assert as_("admin").post(reverse("rules:calendar", args=[world.poly.pk]), posted).status_code == 422
    assert not Holiday.objects.exists()
