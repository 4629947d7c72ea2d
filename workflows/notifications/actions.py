"""The reader's and the administrator's side: read, try again."""

from datetime import datetime

from django.db import transaction

from registry.organisation.models import User
from registry.organisation.permissions import Can, NotAllowed, abilities
from workflows.notifications.models import Channel, Notification


@transaction.atomic
def mark_read(*, actor: User, at: datetime) -> int:
    """Mark all of one's own in-app notices as read; returns how many were not."""
    mine = Notification.objects.filter(channel=Channel.INBOX, recipient=actor, read_at=None)
    return mine.update(read_at=at)


@transaction.atomic
def try_again(*, actor: User, at: datetime) -> int:
    """Put every dead letter back into the outbox; returns how many. Raises `NotAllowed` for all but administrators."""
    if Can.ORGANISATION_MANAGE not in abilities(actor):
        raise NotAllowed
    return Notification.objects.exclude(dead_at=None).update(dead_at=None, next_at=at, created_at=at, attempts=0)
