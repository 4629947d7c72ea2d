"""Who may call a platform when: one row per host and token, shared by all workers, so that no documented limit is passed.

A reading is reserved in a transaction that is committed before its calls are made: a worker that dies after that wastes them, and
none is made that was not counted. Moments are PostgreSQL's, the one clock that all workers share; a worker is told a wait.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from registry.followers.models import Allowance
from registry.followers.pacing import Pace, after_reading, free_from

NO_WAIT = timedelta(0)
# A row that nobody has used yet.
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Place:
    """``wait`` until the calls may begin; without ``granted`` nothing was reserved, and one comes back after it."""

    wait: timedelta
    granted: bool


def reserve(key: str, pace: Pace, *, patience: timedelta = NO_WAIT, at: datetime | None = None) -> Place:
    """Take the next free place of ``key`` where it comes within ``patience``; committed when this returns.

    Whoever is granted a place begins its calls within the moment that it was promised for (`pacing.MOMENT`). ``at`` is for tests.
    """
    with transaction.atomic(durable=True):
        row = _held(key)
        now = at or _clock()
        next_at = row.next_at if row.next_at > EPOCH else None
        free = free_from(next_at, row.closed_until, pace, now)
        granted = free - now <= patience
        if granted:
            row.next_at = after_reading(next_at, free, pace)
            row.save(update_fields=["next_at"])
    return Place(free - now, granted)


def close(key: str, wait: timedelta, *, at: datetime | None = None) -> None:
    """Nobody calls for so long from now: what a platform asks with a 429. A longer closing that holds already stays."""
    with transaction.atomic():
        row = _held(key)
        until = (at or _clock()) + wait
        if row.closed_until is None or row.closed_until < until:
            row.closed_until = until
            row.save(update_fields=["closed_until"])


def _held(key: str) -> Allowance:
    """The row of the key, locked; a new one has not been used."""
    Allowance.objects.bulk_create([Allowance(key=key, next_at=EPOCH)], ignore_conflicts=True)
    return Allowance.objects.select_for_update().get(key=key)


def _clock() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]
