"""The story's days: working days, in the past, in order."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workflows.demonstration.calendar import Calendar

MOMENTS = st.datetimes(datetime(2025, 6, 1), datetime(2040, 1, 1), timezones=st.just(UTC))


@given(now=MOMENTS, days=st.integers(0, 400), minute=st.integers(0, 300))
def test_a_working_day_that_has_been(now, days, minute):
    told = Calendar(now).at(days, minute)
    assert told < now
    assert told.weekday() < 5
    assert now - told < timedelta(days=max(days, 1) + 4)


@given(now=MOMENTS, earlier=st.integers(1, 400), later=st.integers(1, 400))
def test_what_came_first_comes_first(now, earlier, later):
    calendar = Calendar(now)
    assert calendar.at(max(earlier, later)) <= calendar.at(min(earlier, later))
    assert calendar.at(earlier, 5) > calendar.at(earlier)
