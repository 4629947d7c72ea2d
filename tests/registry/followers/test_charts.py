"""Charts: whatever the figures, all of it lies inside the box, in order of time, and says true numbers."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.followers.charts import (
    DATES,
    MOST_CORNERS,
    PITCH,
    PLOT,
    RULES,
    TOP,
    WIDEST,
    Marker,
    Span,
    bars,
    curve,
    scale,
    thinned,
)

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
NEAR_DAYS = st.dates(date(2019, 1, 1), date(2026, 12, 31))
VALUES = st.one_of(st.integers(0, 50), st.integers(0, 10**6), st.integers(0, 10**40))
POINTS = st.one_of(
    st.lists(st.tuples(days, VALUES), min_size=1, max_size=90, unique_by=lambda point: point[0])
    for days in (DAYS, NEAR_DAYS)
)
MARKERS = st.lists(st.builds(Marker, NEAR_DAYS, st.just("Nom changé")), max_size=8)


def share(text: str) -> float:
    """A number as it is written into the drawing; "nan", "inf" and "1e5" are no such text."""
    assert text.replace(".", "", 1).isdigit(), text
    return float(text)


@given(POINTS, MARKERS)
def test_all_of_a_curve_lies_inside_its_box(points, markers):
    drawn = curve(points, markers)
    line = [tuple(map(share, pair.split(","))) for pair in drawn.line.split(" ")]
    assert all(0 <= number <= 100 for pair in line for number in pair)
    assert all(0 <= share(thing.x) <= 100 for thing in (*drawn.dots, *drawn.marks))
    assert all(0 <= share(tick.at) <= 100 for tick in drawn.days)
    assert all(TOP <= share(dot.y) <= TOP + PLOT for dot in (*drawn.dots, drawn.lowest, drawn.highest))
    assert all(TOP <= share(tick.at) <= TOP + PLOT for tick in drawn.rules)


@given(POINTS, MARKERS)
def test_a_curve_goes_on_in_time_and_up_with_its_figures(points, markers):
    drawn = curve(points, markers)
    across = [share(pair.split(",")[0]) for pair in drawn.line.split(" ")]
    assert across == sorted(across)
    assert len(across) == len(points)
    assert (drawn.first.day, drawn.last.day) == (min(points)[0], max(points)[0])
    by_value = sorted(drawn.dots, key=lambda dot: dot.value)
    heights = [share(dot.y) for dot in by_value]
    assert heights == sorted(heights, reverse=True)
    assert [share(mark.x) for mark in drawn.marks] == sorted(share(mark.x) for mark in drawn.marks)


@given(POINTS, MARKERS)
def test_every_marker_that_is_listed_has_its_number_on_the_chart(points, markers):
    drawn = curve(points, markers)
    told = []
    for mark in drawn.marks:
        first, _dash, last = mark.number.partition("–")
        told += range(int(first), int(last or first) + 1)
    assert told == list(range(1, len(drawn.markers) + 1))
    assert set(drawn.markers) <= set(markers)
    inside = [marker for marker in markers if min(points)[0] <= marker.day <= max(points)[0]]
    assert all(marker in drawn.markers for marker in inside)


@given(POINTS)
def test_the_dates_below_a_curve_are_few_and_in_order(points):
    drawn = curve(points)
    places = [share(tick.at) for tick in drawn.days]
    assert len(places) <= max(DATES, RULES) + 1
    assert places == sorted(set(places))
    start, end = drawn.first.day, drawn.last.day
    if (end - start) > timedelta(days=400) and end.year < 9000:
        assert places


@given(VALUES, VALUES)
def test_an_axis_holds_both_ends_with_round_rules(one, other):
    low, high = sorted((one, other))
    grades = scale(low, high)
    steps = {after - before for before, after in pairwise(grades)}
    assert grades[0] <= low
    assert high <= grades[-1]
    assert 2 <= len(grades) <= RULES + 1
    assert len(steps) == 1
    assert str(steps.pop()).rstrip("0") in {"1", "2", "5"}
    assert grades[0] == 0 or (high - low) * 3 < high


@pytest.mark.parametrize(
    ("points", "rules", "from_zero"),
    [
        ([(date(2026, 1, 1), 0)], ["0", "1"], True),
        ([(date(2026, 1, 1), 7), (date(2026, 2, 1), 7)], ["0", "2", "4", "6", "8"], True),
        ([(date(2026, 1, 1), 0), (date(2026, 2, 1), 0)], ["0", "1"], True),
        ([(date(2026, 1, 1), 800), (date(2026, 2, 1), 1200)], ["0", "500", "1\u202f000", "1\u202f500"], True),
        (
            [(date(2026, 1, 1), 60_000), (date(2026, 2, 1), 60_700)],
            ["60\u202f000", "60\u202f200", "60\u202f400", "60\u202f600", "60\u202f800"],
            False,
        ),
    ],
)
def test_the_rules_of_small_and_level_series(points, rules, from_zero):
    drawn = curve(points)
    assert [tick.label.fr for tick in drawn.rules] == rules
    assert drawn.from_zero is from_zero


@pytest.mark.parametrize(
    ("start", "end", "french", "english"),
    [
        (date(2026, 3, 1), date(2026, 3, 1), ["1er mars 2026"], ["1 Mar 2026"]),
        (date(2026, 3, 1), date(2026, 3, 3), ["1er mars 2026", "2 mars 2026", "3 mars 2026"], None),
        (date(2026, 1, 20), date(2026, 5, 2), ["févr. 2026", "mars 2026", "avril 2026", "mai 2026"], None),
        (date(2023, 6, 1), date(2026, 11, 2), ["2024", "2025", "2026"], ["2024", "2025", "2026"]),
    ],
)
def test_dates_are_written_as_closely_as_they_are_apart(start, end, french, english):
    days = curve([(start, 1), (end, 2)] if end > start else [(start, 1)]).days
    assert [tick.label.fr for tick in days] == french
    assert english is None or [tick.label.en for tick in days] == english


def test_no_figure_is_no_curve():
    assert curve([]) is None


def test_one_day_lies_in_the_middle():
    assert Span(date(2026, 1, 1), date(2026, 1, 1), 10).place(date(2026, 1, 1)) == "55.00"


@given(POINTS)
def test_a_line_leaves_room_for_the_words_of_its_rules(points):
    drawn = curve(points)
    room = min(share(pair.split(",")[0]) for pair in drawn.line.split(" "))
    assert room >= min(WIDEST, 2 * max(len(tick.label.fr) for tick in drawn.rules))
    assert share(drawn.last.x) == 100 or drawn.first.day == drawn.last.day


@given(st.integers(1, 2000), st.integers(1, 97))
def test_a_long_series_keeps_its_ends_and_its_extremes(count, wave):
    series = [(date(2020, 1, 1) + timedelta(days=n), 1000 + n * wave % 97) for n in range(count)]
    kept = thinned(series)
    assert len(kept) <= MOST_CORNERS
    assert set(kept) <= set(series)
    assert list(kept) == sorted(kept)
    assert (kept[0], kept[-1]) == (series[0], series[-1])
    for extreme in (min, max):
        assert extreme(value for _day, value in kept) == extreme(value for _day, value in series)
    if count <= MOST_CORNERS:
        assert kept == series


def test_what_happened_soon_after_the_last_figure_is_shown_and_long_after_is_not():
    points = [(date(2026, 1, 1), 5), (date(2026, 2, 1), 6)]
    soon, late = Marker(date(2026, 4, 1), "Décision"), Marker(date(2026, 9, 1), "Revue")
    assert curve(points, [late, soon]).markers == (soon,)


@given(st.lists(st.tuples(st.text(max_size=5), st.integers(-(10**30), 10**30)), max_size=30))
def test_bars_lie_inside_and_are_as_long_as_their_figures(rows):
    drawn = bars(rows)
    assert [(bar.label, bar.value) for bar in drawn.rows] == rows
    assert drawn.height == PITCH * len(rows)
    for bar in drawn.rows:
        assert 0 <= share(bar.x) <= share(bar.x) + share(bar.width) <= 100.001
        assert bar.y < drawn.height
    by_length = sorted(drawn.rows, key=lambda bar: abs(bar.value))
    assert all(share(one.width) <= share(two.width) + 0.011 for one, two in pairwise(by_length))


def test_bars_without_a_figure_above_zero_have_no_length():
    assert [bar.width for bar in bars([("a", 0), ("b", 0)]).rows] == ["0.00", "0.00"]


def test_a_bar_below_zero_goes_the_other_way():
    drawn = bars([("up", 30), ("down", -10)])
    assert drawn.zero == "25.00"
    assert [(bar.x, bar.width, bar.falls) for bar in drawn.rows] == [
        ("25.00", "75.00", False),
        ("0.00", "25.00", True),
    ]
