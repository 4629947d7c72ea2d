"""Which figures ask for a yes: a step out of the account's own pattern. Pure; days are dates, values whole numbers.

Steps are compared on a logarithmic scale, on which "a fifth less" is the same for a small account and a large one, and against
the account's own past: how fast it usually grows, and how far it usually strays from that. What an account of that size does
by chance is never questioned.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import log, sqrt
from statistics import median

from registry.followers.states import Doubt

YEAR = 365
# Followers that come and go without meaning anything, beside three times the square root of their number.
CHANCE = 20
# Keeps the logarithm quiet where a handful of people is all there is.
SOFT = 10
# Fewer steps than this show no pattern.
KNOWN_FROM = 4
# How often its own usual straying a step may be; a normal scatter passes this once in many millions.
OFTEN = 6
# A median of deviations is this much below a standard deviation.
AS_DEVIATION = 1.4826
# No account has more people than the earth has telephones.
MOST = 9_000_000_000


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


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Why a figure is doubted (`states.Doubt`), and the one that it was compared with."""

    doubt: str
    beside: Point | None

    def facts(self) -> dict[str, object]:
        """What the question shows of it."""
        if self.beside is None:
            return {}
        return {"beside": self.beside.value, "beside_day": self.beside.day.isoformat()}


UNKNOWN = Pace(0.0, 0.0, False)


def pace_of(points: Sequence[Point]) -> Pace:
    """The pattern in a series that is sorted by day."""
    steps = [(rise(a, b), _gap(a, b)) for a, b in pairwise(points)]
    if len(steps) < KNOWN_FROM:
        return UNKNOWN
    rate = median(up / gap for up, gap in steps)
    stray = AS_DEVIATION * median(abs(up - rate * gap) for up, gap in steps)
    return Pace(rate, min(stray, 1.0), True)


def rise(before: Point, after: Point) -> float:
    """The step on the logarithmic scale: 0.1 is about a tenth more, -0.22 a fifth less."""
    return log((after.value + SOFT) / (before.value + SOFT))


def fits(before: Point, after: Point, pace: Pace) -> bool:
    """Whether an account of this pace can go from one figure to the other in the days between them."""
    if abs(after.value - before.value) <= CHANCE + 3 * sqrt(max(before.value, after.value)):
        return True
    step, gap = rise(before, after), _gap(before, after)
    usual = pace.rate * gap
    years = gap / YEAR
    if step < 0:  # an account that stops growing has not fallen
        return min(usual, 0) - step <= max(0.10 + 0.10 * years, OFTEN * pace.stray)
    free = 0.25 + 0.5 * years if pace.known else 1.1 + 2 * years
    return step - max(usual, 0) <= max(free, OFTEN * pace.stray)


def suspicion(point: Point, series: Sequence[Point], *, also: Sequence[Point] = ()) -> Suspicion | None:
    """Why ``point`` should be asked about, beside the figures of its account (sorted by day, none of its day), or None.

    ``also`` are figures that are questioned themselves: one that agrees with the last of them before it asks no second time.
    """
    if point.value > MOST:
        return Suspicion(Doubt.ROSE, None)
    place = bisect_left(series, point.day, key=lambda one: one.day)
    before = series[place - 1] if place else None
    after = series[place] if place < len(series) else None
    if before is None and after is None:
        return None
    if point.value == 0 and max(one.value for one in (before, after) if one) > CHANCE:
        return Suspicion(Doubt.ZERO, before or after)
    pace = pace_of(series)
    if (before and fits(before, point, pace)) or (after and fits(point, after, pace)):
        return None
    asked = [one for one in also if one.day < point.day and (before is None or one.day > before.day)]
    if asked and fits(max(asked, key=lambda one: one.day), point, pace):
        return None
    if before and after:
        return Suspicion(Doubt.OUT_OF_ORDER, before)
    if before:
        return Suspicion(Doubt.ROSE if point.value > before.value else Doubt.FELL, before)
    return Suspicion(Doubt.OUT_OF_ORDER, after)


def _gap(before: Point, after: Point) -> int:
    return max((after.day - before.day).days, 1)
