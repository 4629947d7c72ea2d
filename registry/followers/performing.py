"""One reading from end to end: a place within the limit, the call outside any transaction, then all that follows in one."""

import logging
import random
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from registry.accounts.models import Account
from registry.followers import contacts, rounds
from registry.followers.actions import Figure, measure
from registry.followers.allowances import close, reserve
from registry.followers.asking import Query, ask, query_for
from registry.followers.collectors.base import Failed, Found
from registry.followers.models import FollowerCount, QuestionedCount, Reading
from registry.followers.pacing import MOMENT, wait
from registry.followers.states import Method, Outcome

log = logging.getLogger(__name__)
# How long a worker stands still for a place; for a later one the reading is put back.
PATIENCE = timedelta(seconds=2)
# After an answer that never came, the server is left alone for so long: others are not to wait on it in turn.
REST = timedelta(seconds=30)


def work(seconds: float, *, now: Callable[[], datetime] = timezone.now, jitter: random.Random | None = None) -> int:
    """Read what is due until nothing is or the time is over; returns how many were asked. Any number may work at once."""
    jitter = jitter or random.Random()  # noqa: S311  spreads retries, hides nothing
    until = time.monotonic() + seconds
    waiting: Counter[str] = Counter()
    asked = 0
    while time.monotonic() < until and (taken := rounds.take(now())):
        for reading in taken:
            asked += perform(reading, now=now, jitter=jitter, waiting=waiting)
    rounds.end_rounds(now())
    return asked


def perform(
    reading: Reading,
    *,
    now: Callable[[], datetime] = timezone.now,
    jitter: random.Random | None = None,
    waiting: Counter[str] | None = None,
) -> bool:
    """Ask for one reading that the caller has taken, and write what came of it; False when it was put back unasked.

    ``waiting`` counts those put back for each limit, who are told to come one after the other.
    """
    jitter = jitter or random.Random()  # noqa: S311
    contact = getattr(reading.account, "contact", None)
    query = query_for(reading.account, contact.stable_id if contact else "")
    if query is None:
        settle(reading, Failed(Outcome.NO_TOKEN), at=now(), share=jitter.random())
        return True
    behind = waiting if waiting is not None else Counter()
    if not _in_turn(reading, query, now, behind):
        return False
    answer = ask(query)
    if isinstance(answer, Failed):
        _heed(query, answer, reading.attempts, jitter.random())
    settle(reading, answer, at=now(), share=jitter.random())
    return True


def _in_turn(reading: Reading, query: Query, now: Callable[[], datetime], waiting: Counter[str]) -> bool:
    """Whether the call may be made now. A worker that was stopped between its place and its call takes another place."""
    while True:
        place = reserve(query.key, query.pace, patience=PATIENCE)
        if not place.granted:
            later = place.wait + waiting[query.key] * query.pace.interval * query.pace.together
            waiting[query.key] += 1
            rounds.put_back(reading, now() + later)
            return False
        promised = time.monotonic() + place.wait.total_seconds()
        time.sleep(place.wait.total_seconds())
        if time.monotonic() - promised < MOMENT / 2:
            return True


def _heed(query: Query, failure: Failed, attempts: int, share: float) -> None:
    """A platform that asks for a pause, or that does not answer, is left alone by every worker."""
    if failure.retry_after is not None or failure.outcome == Outcome.TOO_MANY:
        close(query.key, wait(attempts, share, asked=failure.retry_after))
    elif failure.outcome == Outcome.TIMED_OUT:
        close(query.key, REST)


@transaction.atomic
def settle(reading: Reading, answer: Found | Failed, *, at: datetime, share: float) -> Reading:
    """Write all that an answer means, or nothing: figure or question, contact, outcome.

    Nothing is written by a worker whose lease was over and taken by another: that one's answer counts. ``share`` in [0, 1)
    spreads the next attempt of a passing failure.
    """
    row = Reading.objects.select_for_update(of=("self",)).get(pk=reading.pk)
    if row.outcome or row.lease_until != reading.lease_until:
        log.info("reading %s was taken by another worker", row.pk)
        return row
    account = Account.objects.select_for_update(of=("self",)).select_related("platform", "unit").get(pk=row.account_id)
    row.lease_until = None
    if isinstance(answer, Found):
        _measured(row, account, answer, at)
    elif answer.is_passing and row.attempts < rounds.MOST_ATTEMPTS:
        row.passing, row.detail = answer.outcome, answer.detail[:300]
        row.due_at = at + wait(row.attempts, share, asked=answer.retry_after)
    else:
        contacts.failed(account, answer, at=at)
        row.outcome, row.detail, row.finished_at = answer.outcome, answer.detail[:300], at
    row.save()
    return row


def _measured(row: Reading, account: Account, found: Found, at: datetime) -> None:
    row.finished_at = at
    row.detail = contacts.heard(account, found, at=at)
    if row.detail:
        row.outcome = Outcome.UNKNOWN
        return
    figure = Figure(
        localdate(at),
        found.value,
        found.source[:300],
        metric=found.metric,
        is_exact=found.is_exact,
        method=Method.API,
    )
    written: FollowerCount | QuestionedCount = measure(account, figure, actor=None, at=at)
    row.outcome = Outcome.MEASURED
    row.count = written if isinstance(written, FollowerCount) else None
    row.question = written if isinstance(written, QuestionedCount) else None
