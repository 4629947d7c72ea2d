"""A file of figures read as snapshots, many accounts on one day: what is wrong with a whole day is asked as a whole. Pure.

Two things happen to whole snapshots: their date is mistyped (a year off), and a platform strikes out accounts that were
not people, so that many fall at once.
"""

from bisect import bisect_left, insort
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import inf, log
from statistics import median

from registry.followers.implausible import SOFT, YEAR, Pace, Point, Suspicion, fits, pace_of, rise, suspicion
from registry.followers.states import Doubt

# Fewer accounts than this say nothing about a whole day.
ENOUGH = 5
# A snapshot falls as a whole when this share of its accounts fall out of their pattern.
MANY = 0.2
# How much better another year must explain a snapshot, and how far off its own date must leave it.
BETTER, OFF = 2.5, 0.03
# A file whose days mostly follow each other is a sorted one, and a day that does not is a slip.
SORTED = 0.7
YEARS = (-1, 1)
# One account may fall this far below its pace in silence; a fifth of all of them on one day may not.
TOGETHER = 0.12


@dataclass(frozen=True)
class Snapshot:
    """The figures of one day, in the order in which the file has them."""

    day: date
    values: Mapping[Hashable, int]


@dataclass
class Review:
    """What a file would do: figures that go in, and figures that are asked about, alone or as a whole day."""

    kept: list[tuple[Hashable, Point]] = field(default_factory=list)
    questioned: list[tuple[Hashable, Point, Suspicion, bool]] = field(default_factory=list)
    fitting_years: dict[date, int | None] = field(default_factory=dict)


def review(known: Mapping[Hashable, Sequence[Point]], snapshots: Sequence[Snapshot]) -> Review:
    """Sort a file's figures beside what the register knows of the same accounts (sorted by day).

    A questioned row says with True that it is asked with its whole day; ``fitting_years`` has the year that would fit a
    misdated day, or None where the order of the file alone speaks against it.
    """
    found = Review()
    misdated = _misdated(known, snapshots)
    series = {account: list(points) for account, points in known.items()}
    asked: dict[Hashable, list[Point]] = {}
    for snapshot in sorted(snapshots, key=lambda one: one.day):
        points = {account: Point(snapshot.day, value) for account, value in snapshot.values.items()}
        if id(snapshot) in misdated:
            found.fitting_years[snapshot.day] = misdated[id(snapshot)]
            found.questioned += [(a, point, Suspicion(Doubt.FILE_DATE, None), True) for a, point in points.items()]
            continue
        doubts = {a: suspicion(point, series.get(a, ()), also=asked.get(a, ())) for a, point in points.items()}
        fell = {a for a, point in points.items() if _fell(point, series.get(a, ()), asked.get(a, ()))}
        as_one = len(fell) >= max(ENOUGH, MANY * len(points))
        for account, point in points.items():
            doubt = doubts[account]
            together = as_one and account in fell
            if doubt is None and not together:
                found.kept.append((account, point))
                insort(series.setdefault(account, []), point, key=lambda one: one.day)
                continue
            if together:
                doubt = Suspicion(Doubt.FILE_FELL, _before(series[account], point.day))
            found.questioned.append((account, point, doubt, together))
            asked.setdefault(account, []).append(point)
    return found


def _before(series: Sequence[Point], day: date) -> Point | None:
    place = bisect_left(series, day, key=lambda one: one.day)
    return series[place - 1] if place else None


def _fell(point: Point, series: Sequence[Point], asked: Sequence[Point]) -> bool:
    """Whether a figure fell so far below its account's own pace that many such on one day are no accident.

    One that stays where a questioned figure has brought its account has not fallen again.
    """
    pace = pace_of(series)
    levels = [level for level in (_before(series, point.day), _before(asked, point.day)) if level]
    return bool(levels) and all(_below(level, point, pace) for level in levels)


def _below(level: Point, point: Point, pace: Pace) -> bool:
    if point.value >= level.value or (fits(level, point, pace) and not pace.known):
        return False
    gap = (point.day - level.day).days
    return pace.rate * gap - rise(level, point) > max(TOGETHER + TOGETHER * gap / YEAR, 3 * pace.stray)


def _misdated(known: Mapping, snapshots: Sequence[Snapshot]) -> dict[int, int | None]:
    """The snapshots that their place in the file or their figures contradict, with the year that would fit."""
    slips = _out_of_order([snapshot.day for snapshot in snapshots])
    wrong: dict[int, int | None] = {}
    for number, snapshot in enumerate(snapshots):
        others = [other for n, other in enumerate(snapshots) if n != number and n not in slips]
        year = _better_year(known, others, snapshot)
        if number in slips or year is not None:
            wrong[id(snapshot)] = year
    return wrong


def _out_of_order(days: Sequence[date]) -> set[int]:
    """The places of the days that break an order which the others keep, forwards or backwards; none in a jumble."""
    best: set[int] = set(range(len(days)))
    for sign in (1, -1):
        kept = _longest_rise([sign * day.toordinal() for day in days])
        best = min(best, set(range(len(days))) - kept, key=len)
    return best if len(days) - len(best) >= SORTED * len(days) else set()


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """The places of one longest strictly rising subsequence (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    back: list[int | None] = []
    for place, number in enumerate(numbers):
        at = bisect_left(tails, number)
        back.append(ends[at - 1] if at else None)
        tails[at : at + 1], ends[at : at + 1] = [number], [place]
    kept, place = set(), ends[-1] if ends else None
    while place is not None:
        kept.add(place)
        place = back[place]
    return kept


def _better_year(known: Mapping, others: Sequence[Snapshot], snapshot: Snapshot) -> int | None:
    """The year next to its own that explains the figures of a snapshot much better, if there is one."""
    series = {
        account: sorted(
            [*known.get(account, ()), *(Point(o.day, o.values[account]) for o in others if account in o.values)],
            key=lambda one: one.day,
        )
        for account in snapshot.values
    }
    own = _misfit(series, snapshot, snapshot.day)
    if own < OFF:
        return None
    other_days = [(_misfit(series, snapshot, day), day.year) for day in [_moved(snapshot.day, year) for year in YEARS]]
    misfit, year = min(other_days)
    return year if misfit * BETTER < own else None


def _misfit(series: Mapping, snapshot: Snapshot, day: date) -> float:
    """How far the figures of a snapshot lie from where their accounts were on ``day``: the median, on the logarithmic scale."""
    off = []
    for account, value in snapshot.values.items():
        levels = _levels(series[account], day)
        if levels:
            off.append(min(abs(log(value + SOFT) - level) for level in levels))
    return median(off) if len(off) >= ENOUGH else inf


def _levels(points: Sequence[Point], day: date) -> list[float]:
    """Where a series may have stood on a day: before it, after it and between the two; beyond its ends, as its pace has it.

    Before and after each count for themselves because a platform's cleaning falls between two days, not evenly.
    """
    if len(points) < 2:
        return []
    place = bisect_left(points, day, key=lambda one: one.day)
    if 0 < place < len(points):
        a, b = points[place - 1], points[place]
        share = (day - a.day).days / max((b.day - a.day).days, 1)
        before, after = log(a.value + SOFT), log(b.value + SOFT)
        return [before, after, before * (1 - share) + after * share]
    end = points[-1] if place else points[0]
    return [log(end.value + SOFT) + pace_of(points).rate * (day - end.day).days]


def _moved(day: date, years: int) -> date:
    """The same day of another year; 29 February becomes the 28th."""
    return day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day)
