"""Which figures ask for a yes: a step out of the account's own pattern. Pure; days are dates, values whole numbers.

Steps are compared on a logarithmic scale, on which "a fifth less" is the same for a small account and a large one, and against
the account's own past: how fast it usually grows, and how far it usually strays from that. What an account of that size does
by chance is never questioned.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from registry.followers.states import Doubt
from registry.followers.track import KNOWN_FROM, SOFT, UNKNOWN, Pace, Point, Track, gap, rise

__all__ = [
    "FIRST_DAY",
    "KNOWN_FROM",
    "SOFT",
    "UNKNOWN",
    "YEAR",
    "Pace",
    "Point",
    "Suspicion",
    "fits",
    "pace_of",
    "rise",
    "suspicion",
]

YEAR = 365
# Followers that come and go without meaning anything, beside three times the square root of their number.
CHANCE = 20
# How often its own usual straying a step may be; a normal scatter passes this once in many millions.
OFTEN = 6
# No platform of the catalogue is older: an earlier day is a year mistyped (0202), which no series could tell from a long gap.
FIRST_DAY = date(1995, 1, 1)
# No account has more people than the earth has telephones.
MOST = 9_000_000_000


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


def pace_of(points: Sequence[Point]) -> Pace:
    """The pattern in a series that is sorted by day."""
    track = Track(points)
    return Pace(track.rate, track.stray, True) if track.known else UNKNOWN


def fits(before: Point, after: Point, pace: Pace | Track) -> bool:
    """Whether an account of this pace can go from one figure to the other in the days between them."""
    if abs(after.value - before.value) <= CHANCE + 3 * sqrt(max(before.value, after.value)):
        return True
    step, days = rise(before, after), gap(before, after)
    years = days / YEAR
    # The usual straying, which costs most to know, is asked for last.
    if step < 0:  # an account that stops growing has not fallen
        fall = min(pace.rate * days, 0) - step
        return fall <= 0.10 + 0.10 * years or fall <= OFTEN * pace.stray
    free = 0.25 + 0.5 * years if pace.known else 1.1 + 2 * years
    if step <= free:
        return True
    over = step - max(pace.rate * days, 0)
    return over <= free or over <= OFTEN * pace.stray


def suspicion(point: Point, series: Sequence[Point] | Track, *, also: Sequence[Point] = ()) -> Suspicion | None:
    """Why ``point`` should be asked about, beside the figures of its account (sorted by day, none of its day), or None.

    ``also`` are figures that are questioned themselves: one that agrees with the last of them before it asks no second time.
    """
    if point.value > MOST:
        return Suspicion(Doubt.ROSE, None)
    track = series if isinstance(series, Track) else Track(series)
    before, after = track.around(point.day)
    if before is None and after is None:
        return None
    if point.value == 0 and max(one.value for one in (before, after) if one) > CHANCE:
        return Suspicion(Doubt.ZERO, before or after)
    if (before and fits(before, point, track)) or (after and fits(point, after, track)):
        return None
    asked = [one for one in also if one.day < point.day and (before is None or one.day > before.day)]
    if asked and fits(max(asked, key=lambda one: one.day), point, track):
        return None
    if before and after:
        return Suspicion(Doubt.OUT_OF_ORDER, before)
    if before:
        return Suspicion(Doubt.ROSE if point.value > before.value else Doubt.FELL, before)
    return Suspicion(Doubt.OUT_OF_ORDER, after)
