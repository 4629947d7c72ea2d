"""What the words of the presence mean: the index, the days of the curve."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.dashboard.rules import concentration, days_between


@pytest.mark.parametrize(
    ("values", "points", "alike", "words"),
    [
        ([100], 10_000, 1.0, "concentrated"),
        ([50, 50], 5_000, 2.0, "concentrated"),
        ([10] * 6, 1_667, 6.0, "moderately concentrated"),
        ([10] * 11, 909, 11.0, "spread over many platforms"),
        ([70, 20, 10, 0], 5_400, 1.9, "concentrated"),
    ],
)
def test_the_index_and_its_words(values, points, alike, words):
    found = concentration(values)
    assert (found.points, found.alike, found.words.en) == (points, alike, words)


@pytest.mark.parametrize("values", [[], [0], [0, 0]])
def test_nothing_has_no_index(values):
    assert concentration(values) is None


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=40))
def test_the_index_lies_between_all_alike_and_all_on_one(values):
    index = concentration(values).index
    assert 1 / len(values) - 1e-9 <= index <= 1 + 1e-9


@given(st.dates(date(2000, 1, 1), date(2026, 1, 1)), st.integers(1, 9000))
def test_the_days_of_the_curve_lie_inside_in_order_and_are_few(since, length):
    as_of = since + timedelta(days=length)
    days = days_between(since, as_of)
    assert days == sorted(set(days))
    assert all(since < day < as_of for day in days)
    assert len(days) <= 30


def test_the_days_are_those_of_the_calendar():
    assert days_between(date(2026, 10, 7), date(2026, 11, 4)) == [
        *(date(2026, 10, 12), date(2026, 10, 19), date(2026, 10, 26), date(2026, 11, 2))
    ]
    assert days_between(date(2025, 11, 20), date(2026, 2, 20)) == [
        *(date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1))
    ]
