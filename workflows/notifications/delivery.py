"""The relay: takes what is due from the outbox, one row a transaction, until nothing is due."""

import logging
import random
from datetime import datetime, timedelta

from django.core.mail import get_connection
from django.db import transaction

from workflows.notifications.backoff import GIVEN_UP_AFTER, wait
from workflows.notifications.messages import compose
from workflows.notifications.models import Notification

log = logging.getLogger(__name__)


def relay(*, now: datetime, limit: int = 200, jitter: random.Random | None = None) -> int:
    """Deliver what is due at ``now``, at most ``limit`` notices, and return how many went out.

    Each is sent while its row is locked and marked in the same transaction: two relays never take the same one, and one
    that is killed leaves its row due. A mail that fails is tried later; after three days it is a dead letter. Only a kill
    between the server's yes and the commit sends a second copy, under the same Message-ID.
    """
    jitter = jitter or random.Random()  # noqa: S311  spreads retries, hides nothing
    connection = get_connection()
    sent = tried = 0
    while tried < limit:
        with transaction.atomic():
            notification = (
                Notification.objects.due(now)
                .select_for_update(of=("self",), skip_locked=True)
                .select_related("event", "recipient")
                .first()
            )
            if notification is None:
                break
            tried += 1
            sent += _deliver(notification, connection, now, jitter)
    return sent


def _deliver(notification: Notification, connection, now: datetime, jitter: random.Random) -> bool:
    notification.attempts += 1
    try:
        # A savepoint: a fault of the database while composing must not spoil the row's own transaction.
        with transaction.atomic():
            mail = compose(notification)
            mail.connection = connection
            # Marked before it goes out: only the commit itself lies between the server's yes and the row's.
            notification.sent_at, notification.last_error = now, ""
            notification.save()
            mail.send()
    except Exception as error:
        notification.sent_at = None
        _postpone(notification, error, now, jitter)
        return False
    return True


def _postpone(notification: Notification, error: Exception, now: datetime, jitter: random.Random) -> None:
    # The kind of error only: a server's answer may quote an address.
    notification.last_error = type(error).__name__
    if now - notification.created_at > GIVEN_UP_AFTER:
        notification.dead_at = now
    notification.next_at = now + wait(notification.attempts, jitter.random())
    notification.save()
    log.warning("notice %s not delivered: %s", notification.pk, notification.last_error)


def oldest_waiting(now: datetime) -> timedelta | None:
    """How long the oldest undelivered mail has waited; None when none waits."""
    oldest = Notification.objects.waiting().order_by("created_at").values_list("created_at", flat=True).first()
    return now - oldest if oldest else None
