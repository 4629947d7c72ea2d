"""An account's figures by day, and how it usually moves, kept at hand while more come in. Pure.

The pattern is a rate on the logarithmic scale a day and a usual straying from it. Its median rate is kept in order as each
step comes, so that asking costs nothing; the straying, which few questions need, is worked out when it is asked for.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import log
from statistics import median

# Keeps the logarithm quiet where a handful of people is all there is.
SOFT = 10
# Fewer steps than this show no pattern.
KNOWN_FROM = 4
# A median of deviations is this much below a standard deviation.
AS_DEVIATION = 1.4826


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of a day."""

    day: date
    value: int


@dataclass(frozen=True, slots=True)
class Pace:
    """How an account usually moves: ``rate`` on the logarithmic scale a day, ``stray`` on it a step, both 0 when unknown."""

    rate: float
    stray: float
    known: bool


UNKNOWN = Pace(0.0, 0.0, False)


def rise(before: Point, after: Point) -> float:
    """The step on the logarithmic scale: 0.1 is about a tenth more, -0.22 a fifth less."""
    return log((after.value + SOFT) / (before.value + SOFT))


def gap(before: Point, after: Point) -> int:
    """The days between two figures, at least one."""
    return (after.day - before.day).days or 1


class Track:
    """The figures of one account in the order of their days; ``rate``, ``stray`` and ``known`` are its `Pace` so far."""

    __slots__ = ("_rates", "_stray", "days", "points")

    def __init__(self, points: Iterable[Point] = ()) -> None:
        self.points: list[Point] = []
        self.days: list[date] = []
        self._rates: list[float] = []
        self._stray: float | None = None
        for point in points:
            self.add(point)

    def add(self, point: Point) -> None:
        """Put a figure where its day belongs, after those of the same day."""
        points, rates = self.points, self._rates
        place = bisect_right(self.days, point.day)
        before = points[place - 1] if place else None
        after = points[place] if place < len(points) else None
        if before and after:
            del rates[bisect_left(rates, rise(before, after) / gap(before, after))]
        if before:
            insort(rates, rise(before, point) / gap(before, point))
        if after:
            insort(rates, rise(point, after) / gap(point, after))
        points.insert(place, point)
        self.days.insert(place, point.day)
        self._stray = None

    def around(self, day: date) -> tuple[Point | None, Point | None]:
        """The last figure before a day, and the first on it or after it."""
        place = bisect_left(self.days, day)
        return self.points[place - 1] if place else None, self.points[place] if place < len(self.points) else None

    @property
    def known(self) -> bool:
        """Whether there are enough steps to show a pattern."""
        return len(self._rates) >= KNOWN_FROM

    @property
    def rate(self) -> float:
        """The median of the steps, each a day."""
        return middle(self._rates) if self.known else 0.0

    @property
    def stray(self) -> float:
        """How far a step usually is from the rate."""
        if not self.known:
            return 0.0
        if self._stray is None:
            rate, points = self.rate, self.points
            off = [abs(rise(a, b) - rate * gap(a, b)) for a, b in pairwise(points)]
            self._stray = min(AS_DEVIATION * median(off), 1.0)
        return self._stray


def middle(ordered: list[float]) -> float:
    """The median of what is in order already."""
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
