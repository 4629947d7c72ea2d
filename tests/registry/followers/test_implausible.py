"""What an account's own pattern allows, and what it does not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.followers.implausible import KNOWN_FROM, UNKNOWN, Point, fits, pace_of, suspicion
from registry.followers.states import Doubt

START = date(2024, 1, 1)


def series(*values: int, every: int = 30) -> list[Point]:
    return [Point(START + timedelta(days=every * n), value) for n, value in enumerate(values)]


STEADY = series(*(5_000 + 60 * n for n in range(12)))
YOUNG = series(10, 90)
RESTLESS = series(1_000, 1_600, 1_100, 1_900, 1_300, 2_100, 1_500)
SMALL = series(12, 14, 13, 15, 14, 13)


@pytest.mark.parametrize(
    ("past", "days", "value", "doubt"),
    [
        (STEADY, 360, 5_720, None),
        (STEADY, 360, 5_650, None),
        (STEADY, 360, 4_500, Doubt.FELL),
        (STEADY, 360, 57_200, Doubt.ROSE),
        (STEADY, 360, 0, Doubt.ZERO),
        (STEADY, 45, 5_090, None),
        (STEADY, 45, 9_000, Doubt.OUT_OF_ORDER),
        (STEADY, -30, 4_950, None),
        (STEADY, -30, 50_000, Doubt.OUT_OF_ORDER),
        (YOUNG, 60, 250, None),
        (YOUNG, 60, 40_000, Doubt.ROSE),
        (RESTLESS, 210, 2_400, None),
        (SMALL, 180, 0, None),
        (SMALL, 180, 30, None),
        ([], 0, 5_000, None),
        ([], 0, 10**12, Doubt.ROSE),
    ],
)
def test_a_step_and_what_is_said_of_it(past, days, value, doubt):
    found = suspicion(Point(START + timedelta(days=days), value), past)
    assert (found and found.doubt) == doubt


def test_one_that_stays_where_a_questioned_one_went_asks_no_second_time():
    fell = Point(START + timedelta(days=360), 4_000)
    stays = Point(START + timedelta(days=390), 4_030)
    assert suspicion(stays, STEADY).doubt == Doubt.FELL
    assert suspicion(stays, STEADY, also=[fell]) is None


values = st.integers(0, 10**8)
days = st.dates(date(2006, 1, 1), date(2026, 1, 1))
pasts = st.dictionaries(days, values, max_size=25).map(lambda d: [Point(day, d[day]) for day in sorted(d)])


@given(pasts, days, values)
def test_any_figures_have_an_answer(past, day, value):
    found = suspicion(Point(day, value), [point for point in past if point.day != day])
    assert found is None or found.doubt in Doubt.values


@given(st.integers(1, 10**7), st.integers(0, 40), st.integers(1, 400))
def test_what_does_not_move_is_never_doubted(value, many, gap):
    past = series(*[value] * many, every=7)
    assert suspicion(Point(START + timedelta(days=7 * many + gap), value), past) is None


@given(values, values, st.integers(1, 400))
def test_the_longer_the_gap_the_more_is_allowed(before, after, gap):
    a = Point(START, before)
    near, far = Point(START + timedelta(days=gap), after), Point(START + timedelta(days=gap + 365), after)
    assert not fits(a, near, UNKNOWN) or fits(a, far, UNKNOWN)


@given(pasts)
def test_a_pace_is_known_from_enough_steps_on(past):
    assert pace_of(past).known == (len(past) > KNOWN_FROM)
