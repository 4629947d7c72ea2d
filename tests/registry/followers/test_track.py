"""The pattern that is kept at hand is the one that is worked out afresh, whatever the order in which figures come."""

from datetime import date
from itertools import pairwise
from math import log
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from registry.followers.history import History
from registry.followers.implausible import suspicion
from registry.followers.track import Point, Track

days = st.dates(date(2010, 1, 1), date(2014, 1, 1))
values = st.integers(0, 10**6)
figures = st.lists(st.builds(Point, days, values), max_size=25, unique_by=lambda one: one.day)


def afresh(points: list[Point]) -> tuple[float, float]:
    """Rate and straying, as their definition has them."""
    ordered = sorted(points, key=lambda one: one.day)
    steps = [(log((b.value + 10) / (a.value + 10)), (b.day - a.day).days) for a, b in pairwise(ordered)]
    if len(steps) < 4:
        return 0.0, 0.0
    rate = median(up / gap for up, gap in steps)
    return rate, min(1.4826 * median(abs(up - rate * gap) for up, gap in steps), 1.0)


@given(figures)
def test_figures_in_any_order_make_one_track(points):
    track = Track(points)
    assert track.points == sorted(points, key=lambda one: one.day)
    assert (track.rate, track.stray) == afresh(points)


@given(figures, days, values)
def test_a_track_and_its_figures_answer_alike(points, day, value):
    others = sorted((one for one in points if one.day != day), key=lambda one: one.day)
    assert suspicion(Point(day, value), Track(points=reversed(others))) == suspicion(Point(day, value), others)


@given(figures, st.integers(0, 24), days, values)
def test_a_history_without_one_is_the_history_of_the_others(points, left_out, day, value):
    rows = [(point.day, point.value, number) for number, point in enumerate(points)]
    others = [row for row in rows if row[2] != left_out]
    assert History(rows).misfit(value, day, without=left_out) == History(others).misfit(value, day, without=-2)
