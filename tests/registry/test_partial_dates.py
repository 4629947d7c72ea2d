"""Dates as sources give them, against the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.partial_dates import first_day, has_come, is_exact, last_day, parse

days = st.dates(min_value=date(1000, 1, 1))
lengths = st.sampled_from([4, 7, 10])


@given(days, lengths)
def test_a_year_a_month_or_a_day_is_kept_as_it_is(day, length):
    text = day.isoformat()[:length]
    assert parse(f" {text}\n") == text
    assert is_exact(text) is (length == 10)
    assert first_day(text) == date(*[int(part) for part in text.split("-")], *[1, 1][: (10 - length) // 3])


@given(days, lengths)
def test_a_partial_date_goes_from_its_first_day_to_the_day_before_the_next(day, length):
    text = day.isoformat()[:length]
    first, last = first_day(text), last_day(text)
    assert first <= day <= last
    assert last.isoformat()[:length] == text
    assert last == date.max or (last + timedelta(days=1)).isoformat()[:length] != text


def test_nothing_is_kept_as_nothing():
    assert parse("") == parse("  ") == ""
    assert not is_exact("")


@pytest.mark.parametrize(
    "text",
    [
        "25", "2025-1", "2025-13", "2025-00", "2025-01-00", "2025-01-32", "2025-02-30", "2025-02-29", "2025/01/10",
        "10 janvier 2025", "2025-01-10T00:00", "20250110", "-2025", "２０２５", "0000", "2025-01-10\n2025",
    ],
)  # fmt: skip
def test_what_no_calendar_has_is_refused(text):
    with pytest.raises(ValueError):
        parse(text)


@given(st.lists(st.tuples(days, lengths), min_size=2, max_size=6))
def test_the_order_of_the_text_is_the_order_of_time(dated):
    texts = [day.isoformat()[:length] for day, length in dated]
    assert [first_day(text) for text in sorted(texts)] == sorted(first_day(text) for text in texts)


@given(days, lengths, st.integers(min_value=-400, max_value=400))
def test_only_a_day_that_is_not_in_the_future_has_surely_come(day, length, distance):
    try:
        today = day + timedelta(days=distance)
    except OverflowError:
        return
    assert has_come(day.isoformat()[:length], today) is (length == 10 and distance >= 0)


def test_an_unknown_date_has_never_come():
    assert not has_come("", date(2026, 11, 20))
