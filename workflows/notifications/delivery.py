"""The relay: takes what is due from the outbox, one mail a transaction, until nothing is due."""

import logging
import random
from datetime import datetime, timedelta

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection as database
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from workflows.notifications.backoff import GIVEN_UP_AFTER, wait
from workflows.notifications.digest import next_digest
from workflows.notifications.messages import compose
from workflows.notifications.models import Notification
from workflows.notifications.telling import Telling, telling

log = logging.getLogger(__name__)
# What one mail holds at most; the rest goes into a next one of the same run.
MOST_IN_A_MAIL = 100


def relay(*, now: datetime, limit: int = 200, jitter: random.Random | None = None) -> int:
    """Deliver what is due at ``now``, at most ``limit`` mails, and return how many went out.

    The notices of a mail are locked, marked and sent in one transaction, which no other relay has for the same reader: two
    relays never take the same notice nor halve a daily mail, and one that is killed leaves them due. A mail that fails is
    tried later; after three days it is a dead letter. Only a kill between the server's yes and the commit sends a second
    copy, under the same Message-ID.
    """
    jitter = jitter or random.Random()  # noqa: S311  spreads retries, hides nothing
    mailbox = get_connection()
    elsewhere: set[int] = set()
    sent = 0
    for _mail in range(limit):
        with transaction.atomic():
            reader = _next_reader(now, elsewhere)
            if reader is None:
                break
            if _only_here(reader):
                sent += _deliver(_together(now, reader), mailbox, now, jitter)
            else:
                elsewhere.add(reader)
    return sent


def _next_reader(now: datetime, elsewhere: set[int]) -> int | None:
    due = Notification.objects.due(now).exclude(recipient__in=elsewhere)
    return due.values_list("recipient_id", flat=True).first()


def _only_here(reader: int) -> bool:
    """Whether this transaction now is the only one that writes to the reader; it is until it ends."""
    with database.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"notices:{reader}"])
        return cursor.fetchone()[0]


def _together(now: datetime, reader: int) -> list[Notification]:
    """What goes into one mail, locked: a reader's whole daily mail, or what one person did at one moment (in bulk)."""
    due = Notification.objects.due(now).filter(recipient=reader).select_related("event__actor", "recipient")
    due = due.select_for_update(of=("self",))
    first = due.first()
    if first is None:
        return []
    event = first.event
    of_a_moment = {"event__verb": event.verb, "event__actor": event.actor_id, "event__at": event.at}
    same = due.filter(in_digest=first.in_digest, **({} if first.in_digest else of_a_moment))
    return list(same[:MOST_IN_A_MAIL])


def _deliver(rows: list[Notification], mailbox: BaseEmailBackend, now: datetime, jitter: random.Random) -> bool:
    told = {row: said for row in rows if (said := _told(row, now, jitter))}
    if not told:
        return False
    try:
        # A savepoint: a fault of the database while composing must not spoil the rows' own transaction.
        with transaction.atomic():
            mail = compose(told)
            mail.connection = mailbox
            # Marked before it goes out: only the commit itself lies between the server's yes and the rows'.
            marked = Notification.objects.filter(pk__in=[row.pk for row in told])
            marked.update(attempts=F("attempts") + 1, sent_at=now, last_error="")
            mail.send()
    except Exception as error:
        _postpone(list(told), error, now, jitter)
        return False
    return True


def _told(row: Notification, now: datetime, jitter: random.Random) -> Telling | None:
    """What the mail says of one notice; None when that fails, which postpones this one and not its neighbours."""
    try:
        with transaction.atomic():
            return telling(row, now=now)
    except Exception as error:
        _postpone([row], error, now, jitter)
        return None


def _postpone(rows: list[Notification], error: Exception, now: datetime, jitter: random.Random) -> None:
    """Try them again later, all at the same moment; those that were written three days ago are given up."""
    next_at = now + wait(max(row.attempts for row in rows) + 1, jitter.random())
    for row in rows:
        row.attempts, row.next_at = row.attempts + 1, next_at
        # The kind of error only: a server's answer may quote an address.
        row.last_error = type(error).__name__
        if now - row.created_at > GIVEN_UP_AFTER:
            row.dead_at = now
        log.warning("notice %s not delivered: %s", row.pk, row.last_error)
    Notification.objects.bulk_update(rows, ["attempts", "next_at", "last_error", "dead_at"])


def oldest_waiting(now: datetime) -> timedelta | None:
    """How long the oldest undelivered mail is overdue; None when none is. A daily mail is not, before its hour."""
    zone = timezone.get_default_timezone()
    waiting = Notification.objects.waiting()
    at_once = waiting.filter(in_digest=False).order_by("created_at").values_list("created_at", flat=True).first()
    daily = waiting.filter(in_digest=True).order_by("created_at").values_list("created_at", flat=True).first()
    since = [moment for moment in (at_once, daily and next_digest(daily, zone)) if moment and moment <= now]
    return now - min(since) if since else None
