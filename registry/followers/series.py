"""An account's figures as its pages show them: one series for each thing that is counted, with its last figure and its line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from registry.accounts.models import Account
from registry.followers.ageing import is_old
from registry.followers.charts import Curve, Marker, curve
from registry.followers.models import FollowerCount
from registry.followers.states import AUDIENCE_FIRST, Metric
from registry.partial_dates import last_day

# The table under a line: half a year of weeks.
RECENT = 26


@dataclass(frozen=True)
class Series:
    """The figures of one metric up to a day: the last, whether it is old, how many there are, and their line from two on.

    ``recent`` are the last (day, value), the newest first.
    """

    metric: str
    label: Promise
    last: FollowerCount
    is_old: bool
    count: int
    curve: Curve | None
    recent: tuple[tuple[date, int], ...]


def series_of(account: Account, *, today: date, markers: Sequence[Marker] = ()) -> list[Series]:
    """The series of an account, the audience first, in two queries whatever the figures.

    Those of an account that has ended go as far as its end, and are not old: nothing newer can be read.
    """
    until = end_of(account, today)
    rows = FollowerCount.objects.filter(account=account, day__lte=until)
    lasts = rows.order_by("metric", "-day").distinct("metric").select_related("entered_by")
    points: dict[str, list[tuple[date, int]]] = {}
    for metric, day, value in rows.order_by("day").values_list("metric", "day", "value"):
        points.setdefault(metric, []).append((day, value))
    found = [_series(last, points[last.metric], account, today, markers) for last in lasts]
    return sorted(found, key=lambda series: by_audience(series.last))


def by_audience(count: FollowerCount) -> int:
    """The order of the series of one account: the first is the one whose figure stands for the account everywhere."""
    return AUDIENCE_FIRST.index(count.metric)


def last_counts(accounts: Iterable[Account], day: date) -> dict[int, FollowerCount]:
    """The last figure of the audience of each account on or before ``day``, by the account's number, in one query."""
    return {count.account_id: count for count in FollowerCount.objects.filter(account__in=accounts).latest_by(day)}


def end_of(account: Account, today: date) -> date:
    """The last day whose figures are the account's: today, or its end when that is known."""
    if not account.is_tombstone or not account.official_until:
        return today
    return min(today, last_day(account.official_until))


def _series(
    last: FollowerCount, points: Sequence[tuple[date, int]], account: Account, today: date, markers: Sequence[Marker]
) -> Series:
    old = not account.is_tombstone and is_old(last.day, today)
    drawn = curve(points, markers) if len(points) > 1 else None
    return Series(
        last.metric, Metric(last.metric).label, last, old, len(points), drawn, tuple(points[: -RECENT - 1 : -1])
    )
