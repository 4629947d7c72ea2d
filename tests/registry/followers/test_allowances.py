"""Places within a limit, in PostgreSQL: what several workers are granted together, and the red control without the lock."""

import threading
import time
from bisect import bisect_right
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from registry.followers import allowances
from registry.followers.allowances import close, reserve
from registry.followers.collectors.base import Limit
from registry.followers.models import Allowance
from registry.followers.pacing import pace_of

AT = datetime(2026, 11, 21, 6, tzinfo=UTC)
LIMIT = Limit(20, 1.0)
PACE = pace_of(LIMIT)
SECOND = timedelta(seconds=1)


def test_the_first_place_is_free_and_the_next_one_comes_after_it(db):
    assert reserve("x/#1", PACE, at=AT) == allowances.Place(timedelta(0), True)
    refused = reserve("x/#1", PACE, at=AT)
    assert (refused.wait, refused.granted) == (PACE.interval, False)
    # Nothing was reserved: whoever is patient gets that place, and another key has its own.
    assert reserve("x/#1", PACE, patience=SECOND, at=AT) == allowances.Place(PACE.interval, True)
    assert reserve("x/#2", PACE, at=AT).granted
    assert reserve("x/#1", PACE, at=AT + 2 * PACE.interval).granted


def test_a_closed_key_opens_when_the_platform_said_and_not_before(db):
    reserve("x/#1", PACE, at=AT)
    close("x/#1", timedelta(minutes=15), at=AT)
    close("x/#1", timedelta(minutes=1), at=AT)
    assert reserve("x/#1", PACE, at=AT + timedelta(minutes=5)).wait == timedelta(minutes=10)
    assert reserve("x/#1", PACE, at=AT + timedelta(minutes=15)).granted


def test_a_place_is_committed_before_the_call(transactional_db):
    """Whoever dies after it has wasted a call; nobody else gets its place."""
    reserve("x/#1", PACE, at=AT)
    assert not connection.in_atomic_block
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT next_at FROM registry_allowance")
        assert cursor.fetchone()[0] == AT + PACE.interval
    other.close()


def granted_together(workers: int, seconds: float) -> list[float]:
    """The moments at which so many workers may call, each asking again as soon as it has called."""
    moments, end = [], time.monotonic() + seconds

    def call() -> None:
        while time.monotonic() < end:
            place = reserve("x/#1", PACE, patience=SECOND)
            moments.append(time.monotonic() + place.wait.total_seconds())
            time.sleep(place.wait.total_seconds())
        connection.close()

    threads = [threading.Thread(target=call) for _worker in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(moments)


def most_in(window: float, moments: list[float]) -> int:
    return max(bisect_right(moments, first + window) - at for at, first in enumerate(moments))


@pytest.mark.race
@pytest.mark.parametrize("locked", [True, False])
def test_several_workers_keep_to_one_limit_together(transactional_db, monkeypatch, locked):
    """And the red control: without the lock two of them are granted the same place."""
    if not locked:
        monkeypatch.setattr(allowances, "_held", _unlocked)
    moments = granted_together(6, 3.0)
    most = most_in(LIMIT.seconds, moments)
    assert (most > LIMIT.calls) is not locked, most


def _unlocked(key: str) -> Allowance:
    Allowance.objects.bulk_create([Allowance(key=key, next_at=allowances.EPOCH)], ignore_conflicts=True)
    row = Allowance.objects.get(key=key)
    time.sleep(0.01)
    return row
