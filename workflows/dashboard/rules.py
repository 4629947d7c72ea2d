"""What the picture of the presence means by its words: counted, old, silent, concentrated, and the days of its curve. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from registry.language import Pair

# A figure of more days than this is said to be old, and an account without one for longer has fallen silent.
OLD_DAYS, SILENT_DAYS = 90, 180
# The periods offered beside a free one, in days.
PERIODS = (30, 91, 365)
USUAL = 365

# Whose followers are the institution's reach: not those of accounts that are somebody else's, planned, or no more.
OURS = ("official", "unconfirmed", "affiliated", "student")
LIVING = ("active", "dormant", "closing", "lost", "compromised")

# From which index a reach is called concentrated: those of competition law (1,000 and 1,800 of 10,000 points).
SPREAD, CONCENTRATED = 0.10, 0.18
WORDS = (
    (SPREAD, Pair("répartie entre beaucoup de plateformes", "spread over many platforms")),
    (CONCENTRATED, Pair("moyennement concentrée", "moderately concentrated")),
    (1.01, Pair("concentrée", "concentrated")),
)
# About how far apart the points of the curve lie, by the days of the period that each step serves.
MONTHS_APART = ((550, 1), (1700, 3), (100_000, 12))
WEEKS_UNTIL = 62


@dataclass(frozen=True)
class Concentration:
    """How far a reach lies on few platforms: the index (Herfindahl–Hirschman, 0 to 1), its words, and how many equal
    platforms would give the same index.
    """

    index: float
    words: Pair
    alike: float

    @property
    def points(self) -> int:
        """The index as it is usually written, of 10,000."""
        return round(self.index * 10_000)


def concentration(values: Iterable[int]) -> Concentration | None:
    """Of the followers on each platform; None when nobody follows anything."""
    values = [value for value in values if value > 0]
    total = sum(values)
    if not total:
        return None
    index = sum((value / total) ** 2 for value in values)
    return Concentration(index, next(words for below, words in WORDS if index < below), round(1 / index, 1))


def old_before(day: date) -> date:
    """A figure of an earlier day than this one is old on ``day``."""
    return day - timedelta(days=OLD_DAYS)


def silent_before(day: date) -> date:
    """An account whose last figure is of an earlier day than this one has fallen silent by ``day``."""
    return day - timedelta(days=SILENT_DAYS)


def days_between(since: date, as_of: date) -> list[date]:
    """The days whose totals are drawn between two days: Mondays of a short period, else firsts of months.

    They are those of the calendar, so that the same days serve whatever day is asked about.
    """
    length = (as_of - since).days
    if length <= WEEKS_UNTIL:
        first = since + timedelta(days=7 - since.weekday())
        return [
            first + timedelta(days=7 * week) for week in range((length // 7) + 1) if first + timedelta(7 * week) < as_of
        ]
    step = next(months for most, months in MONTHS_APART if length <= most)
    firsts = (date(number // 12, number % 12 + 1, 1) for number in range(since.year * 12 + since.month, 10**6))
    days = []
    for day in firsts:
        if day >= as_of:
            return days
        if (day.month - 1) % step == 0:
            days.append(day)
    return days
