"""A file of figures read as snapshots, many accounts on one day: what is wrong with a whole day is asked as a whole. Pure.

Two things happen to whole snapshots: their date is mistyped (a year off), and a platform strikes out accounts that were
not people, so that many fall at once.
"""

from bisect import bisect_left
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import inf
from statistics import median

from registry.followers.history import History
from registry.followers.implausible import YEAR, Point, Suspicion, fits, suspicion
from registry.followers.states import Doubt
from registry.followers.track import Track, rise

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


def review(
    known: Mapping[Hashable, Sequence[Point]],
    snapshots: Sequence[Snapshot],
    asked: Mapping[Hashable, Sequence[Point]] | None = None,
) -> Review:
    """Sort a file's figures beside what the register knows of the same accounts (sorted by day).

    ``asked`` are figures that wait for an answer already. A questioned row says with True that it is asked with its whole
    day; ``fitting_years`` has the year that would fit a misdated day, or None where the order of the file alone speaks
    against it.
    """
    found = Review()
    misdated = _misdated(known, snapshots)
    tracks = {account: Track(points) for account, points in known.items()}
    asked = {account: list(points) for account, points in (asked or {}).items()}
    for snapshot in sorted(snapshots, key=lambda one: one.day):
        if id(snapshot) in misdated:
            found.fitting_years[snapshot.day] = misdated[id(snapshot)]
            doubt = Suspicion(Doubt.FILE_DATE, None)
            found.questioned += [(a, Point(snapshot.day, value), doubt, True) for a, value in snapshot.values.items()]
        else:
            _sort_out(snapshot, tracks, asked, found)
    return found


def _sort_out(snapshot: Snapshot, tracks: dict[Hashable, Track], asked: dict, found: Review) -> None:
    """One day, beside the days before it: kept, asked alone, or asked together where many fell."""
    points = {account: Point(snapshot.day, value) for account, value in snapshot.values.items()}
    for account in points:
        if account not in tracks:
            tracks[account] = Track()
    fell = {a for a, point in points.items() if _fell(point, tracks[a], asked.get(a, ()))}
    together = fell if len(fell) >= max(ENOUGH, MANY * len(points)) else ()
    for account, point in points.items():
        track = tracks[account]
        if account in together:
            doubt = Suspicion(Doubt.FILE_FELL, track.around(point.day)[0])
        else:
            doubt = suspicion(point, track, also=asked.get(account, ()))
        if doubt is None:
            found.kept.append((account, point))
            track.add(point)
            continue
        found.questioned.append((account, point, doubt, account in together))
        asked.setdefault(account, []).append(point)


def _fell(point: Point, track: Track, asked: Sequence[Point]) -> bool:
    """Whether a figure fell so far below its account's own pace that many such on one day are no accident.

    One that stays where a questioned figure has brought its account has not fallen again.
    """
    before = track.around(point.day)[0]
    if before and not _below(before, point, track):
        return False
    earlier = max((one for one in asked if one.day < point.day), key=lambda one: one.day, default=None)
    if earlier:
        return _below(earlier, point, track)
    return before is not None


def _below(level: Point, point: Point, pace: Track) -> bool:
    if point.value >= level.value or (not pace.known and fits(level, point, pace)):
        return False
    gap = (point.day - level.day).days
    below = pace.rate * gap - rise(level, point)
    return below > TOGETHER + TOGETHER * gap / YEAR and below > 3 * pace.stray


def _misdated(known: Mapping, snapshots: Sequence[Snapshot]) -> dict[int, int | None]:
    """The snapshots that their place in the file or their figures contradict, with the year that would fit."""
    slips = _out_of_order([snapshot.day for snapshot in snapshots])
    histories = _histories(known, snapshots, slips)
    wrong: dict[int, int | None] = {}
    for number, snapshot in enumerate(snapshots):
        year = _better_year(histories, number, snapshot)
        if number in slips or year is not None:
            wrong[id(snapshot)] = year
    return wrong


def _histories(known: Mapping, snapshots: Sequence[Snapshot], slips: set[int]) -> dict[Hashable, History]:
    """Every account's figures, those of the register and those of the snapshots that stand where they should."""
    parts: dict[Hashable, list] = {}
    for snapshot in snapshots:
        for account in snapshot.values:
            if account not in parts:
                parts[account] = [(point.day, point.value, History.REGISTER) for point in known.get(account, ())]
    for number, snapshot in enumerate(snapshots):
        if number not in slips:
            for account, value in snapshot.values.items():
                parts[account].append((snapshot.day, value, number))
    return {account: History(rows) for account, rows in parts.items()}


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


def _better_year(histories: Mapping[Hashable, History], number: int, snapshot: Snapshot) -> int | None:
    """The year next to its own that explains the figures of a snapshot much better, if there is one."""
    own = _misfit(histories, number, snapshot, snapshot.day)
    if own < OFF:
        return None
    other_days = [moved(snapshot.day, year) for year in YEARS]
    misfit, year = min((_misfit(histories, number, snapshot, day), day.year) for day in other_days)
    return year if misfit * BETTER < own else None


def _misfit(histories: Mapping[Hashable, History], number: int, snapshot: Snapshot, day: date) -> float:
    """How far the figures of a snapshot lie from where their accounts were on ``day``: the median, on the logarithmic scale."""
    off = [histories[account].misfit(value, day, without=number) for account, value in snapshot.values.items()]
    off = [one for one in off if one is not None]
    return median(off) if len(off) >= ENOUGH else inf


def moved(day: date, years: int) -> date:
    """The same day of another year; 29 February becomes the 28th."""
    return day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day)
