"""The public holidays that are proposed: of each place, in both languages, without weekends."""

from datetime import date

import pytest

from workflows.policies.calendars import FIRST_YEAR, LAST_YEAR, PLACES, place_of, proposals

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


ENGLISH = {"CA-QC": "Labour Day", "CA-ON": "Labour Day", "FR": "All Saints’ Day", "LU": "National Day"}


@pytest.mark.parametrize("place", PLACES)
def test_every_day_has_a_name_in_both_languages_with_proper_apostrophes(place):
    names = [one.name for one in proposals(place, 2027)]
    assert all(name.fr and name.en and "'" not in name.fr + name.en for name in names)
    assert ENGLISH.get(place, names[0].en) in {name.en for name in names}


# Days that Saturday or Sunday take are not proposed: they are no business days anyway.
@pytest.mark.parametrize(
    ("place", "day"), [("FR", date(2027, 5, 1)), ("FR", date(2027, 8, 15)), ("CA-QC", date(2028, 1, 1))]
)
def test_a_weekend_is_not_proposed(place, day):
    assert day not in {one.day for one in proposals(place, day.year)}


@pytest.mark.parametrize("year", [FIRST_YEAR, LAST_YEAR])
@pytest.mark.parametrize("place", PLACES)
def test_the_first_and_the_last_year_have_their_days(place, year):
    assert {one.day.year for one in proposals(place, year)} == {year}


@pytest.mark.parametrize(
    ("country", "place"),
    [("FR", "FR"), ("CA", "CA-QC"), ("CH", "CH-GE"), ("GB", "GB-ENG"), ("ZZ", "CA-QC"), ("", "CA-QC")],
)
def test_the_place_proposed_first_is_the_institutions(country, place):
    assert place_of(country) == place
