"""The nightly round: begun once a night, spread over it, taken up by whoever is free, ended when nothing is left.

A reading belongs to the worker whose lease it carries (`Reading.lease_until`), and to nobody once that is over: what a dead
worker had in hand is taken again. Everything is in PostgreSQL; a task that is lost or sent twice changes nothing.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from registry.accounts.models import Account
from registry.followers.asking import askable, queues_of
from registry.followers.models import Reading, Round
from registry.followers.pacing import Pace, spread
from registry.followers.states import Outcome

# Longer than a worker may have a reading in hand (a task ends after a minute): who comes later finds it done or abandoned.
LEASE = timedelta(minutes=2)
MOST_ATTEMPTS = 6


def begin_tonight(at: datetime) -> Round | None:
    """The round of the UTC day, begun if its hour has come; None before it, and where platforms are not asked."""
    at = at.astimezone(UTC)
    return begin(at.date(), at) if settings.ROUND_IS_RUN and at.hour >= settings.ROUND_STARTS else None


@transaction.atomic
def begin(night: date, at: datetime) -> Round:
    """The round of a night, begun now if nobody has: a reading for each account that a collector reads, due within the night.

    What an earlier round has left undone ends with its reason: the account is asked anew.
    """
    night_round, begun = Round.objects.get_or_create(night=night, defaults={"begun_at": at})
    if not begun:
        return night_round
    due = _due(askable(), at, night.isoformat())
    readings = [Reading(round=night_round, account_id=account, due_at=moment) for account, moment in due.items()]
    Reading.objects.bulk_create(readings, batch_size=1000, ignore_conflicts=True)
    _leave(Reading.objects.exclude(round=night_round), "the next round began", at)
    return night_round


def _due(accounts: Iterable[Account], at: datetime, seed: str) -> dict[int, datetime]:
    """When each account is to be read: those that share a limit evenly over the night, or longer where the limit wants it."""
    due: dict[int, datetime] = {}
    for key, (pace, numbers) in queues_of(accounts).items():
        due |= spread({key: numbers}, at, max(settings.ROUND_HOURS, _needed(pace, len(numbers))), seed)
    return due


def _needed(pace: Pace, readings: int) -> float:
    """The hours that so many readings take at a pace."""
    return (max(readings * pace.together - pace.burst, 0) * pace.interval).total_seconds() / 3600


@transaction.atomic
def take(at: datetime, most: int = 1) -> list[Reading]:
    """What is due and in nobody's hand, the oldest first, now in the caller's for the time of the lease."""
    free = Q(lease_until=None) | Q(lease_until__lte=at)
    due = Reading.objects.filter(free, outcome="", due_at__lte=at)
    # Who has been taken so often without an end is what workers die of.
    _leave(due.filter(attempts__gte=MOST_ATTEMPTS), "no worker came to an end with it", at)
    taken = list(
        due.select_for_update(skip_locked=True, of=("self",))
        .select_related("account__platform", "account__unit", "account__contact")
        .order_by("due_at", "pk")[:most]
    )
    for reading in taken:
        reading.attempts, reading.lease_until = reading.attempts + 1, at + LEASE
    Reading.objects.bulk_update(taken, ["attempts", "lease_until"])
    return taken


def put_back(reading: Reading, due_at: datetime) -> None:
    """Nobody was asked: due again at that moment, and not counted as an attempt."""
    mine = Reading.objects.filter(pk=reading.pk, outcome="", lease_until=reading.lease_until)
    mine.update(due_at=due_at, lease_until=None, attempts=reading.attempts - 1)


def end_rounds(at: datetime) -> int:
    """End the rounds in which nothing is left to read; returns how many."""
    left = Reading.objects.filter(round=OuterRef("pk"), outcome="")
    return Round.objects.filter(ended_at=None).exclude(Exists(left)).update(ended_at=at)


def _leave(readings, why: str, at: datetime) -> None:
    """Finish readings without an answer: the last passing failure is their reason, else that nobody answered in time."""
    rows = list(
        readings.filter(Q(lease_until=None) | Q(lease_until__lte=at), outcome="").select_for_update(
            skip_locked=True, of=("self",)
        )
    )
    for row in rows:
        row.outcome, row.finished_at, row.lease_until = row.passing or Outcome.TIMED_OUT, at, None
        row.detail = row.detail or why
    Reading.objects.bulk_update(rows, ["outcome", "finished_at", "lease_until", "detail"], batch_size=1000)
