"""Due days: business days of a calendar with weekends and holidays, against a day-by-day count."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.policies.calendars import PLACES, proposals
from workflows.requests.due import add_business_days, business_days_left, is_business_day

DAY = timedelta(days=1)
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
counts = st.integers(0, 120)


@st.composite
def calendars(draw) -> tuple[date, frozenset[date]]:
    """A day, and holidays around it: some single, some in runs as at the end of a year."""
    start = draw(days)
    offsets = draw(st.frozensets(st.integers(-30, 200), max_size=40))
    first, length = draw(st.integers(-10, 60)), draw(st.integers(0, 20))
    return start, frozenset(start + n * DAY for n in {*offsets, *range(first, first + length)})


@given(calendars(), st.integers(1, 120))
def test_an_answer_is_never_due_on_a_day_off(calendar, count):
    start, off = calendar
    due = add_business_days(start, count, off)
    assert due.weekday() < 5
    assert due not in off
    assert is_business_day(due, off)


@given(calendars(), counts)
def test_so_many_business_days_lie_between(calendar, count):
    start, off = calendar
    due = add_business_days(start, count, off)
    between = [start + n * DAY for n in range(1, (due - start).days + 1)]
    assert sum(day.weekday() < 5 and day not in off for day in between) == count
    assert business_days_left(start, due, off) == count


@given(calendars(), counts, counts)
def test_more_days_are_never_earlier_and_add_up(calendar, first, second):
    start, off = calendar
    sooner, later = add_business_days(start, first, off), add_business_days(start, first + second, off)
    assert sooner <= later
    assert (sooner < later) == (second > 0)
    assert add_business_days(sooner, second, off) == later


@given(calendars(), st.integers(0, 30), counts)
def test_a_later_start_is_never_due_earlier(calendar, wait, count):
    start, off = calendar
    assert add_business_days(start, count, off) <= add_business_days(start + wait * DAY, count, off)


@given(calendars(), counts)
def test_a_holiday_more_never_brings_a_day_forward(calendar, count):
    start, off = calendar
    due = add_business_days(start, count, off)
    assert add_business_days(start, count, off | {due}) > due or count == 0
    assert add_business_days(start, count) <= due


@given(calendars(), days)
def test_the_days_left_turn_around(calendar, other):
    start, off = calendar
    near = start + (other - start) % timedelta(days=400)
    assert business_days_left(start, near, off) == -business_days_left(near, start, off)
    assert business_days_left(start, near, off) >= 0
    assert business_days_left(start, start, off) == 0


# start, business days, holidays → due
KNOWN = [
    (date(2026, 11, 20), 0, (), date(2026, 11, 20)),
    (date(2026, 11, 20), 1, (), date(2026, 11, 23)),
    (date(2026, 11, 21), 1, (), date(2026, 11, 23)),
    (date(2026, 11, 20), 10, (), date(2026, 12, 4)),
    (date(2026, 12, 23), 1, (date(2026, 12, 24), date(2026, 12, 25)), date(2026, 12, 28)),
    (date(2026, 12, 23), 2, tuple(date(2026, 12, day) for day in range(24, 32)), date(2027, 1, 4)),
    # A holiday on a Saturday takes nothing away.
    (date(2026, 11, 20), 1, (date(2026, 11, 21),), date(2026, 11, 23)),
    (date(2028, 2, 28), 1, (), date(2028, 2, 29)),
]


@pytest.mark.parametrize(("start", "count", "off", "due"), KNOWN)
def test_well_known_terms(start, count, off, due):
    assert add_business_days(start, count, off) == due


@pytest.mark.parametrize("place", PLACES)
def test_ten_days_over_the_new_year_pass_over_the_holidays_of_the_place(place):
    off = frozenset(one.day for year in (2026, 2027) for one in proposals(place, year))
    due = add_business_days(date(2026, 12, 18), 10, off)
    assert due > add_business_days(date(2026, 12, 18), 10)
    assert is_business_day(due, off)
