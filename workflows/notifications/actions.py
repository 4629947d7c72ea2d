"""The reader's and the administrator's side: read, choose how mails come, try again."""

from datetime import datetime

from django.db import transaction

from registry.organisation.models import User
from registry.organisation.permissions import Can, NotAllowed, abilities
from workflows.notifications.models import Channel, MailPreference, Notification


@transaction.atomic
def mark_read(*, actor: User, at: datetime) -> int:
    """Mark all of one's own in-app notices as read; returns how many were not."""
    mine = Notification.objects.filter(channel=Channel.INBOX, recipient=actor, read_at=None)
    return mine.update(read_at=at)


@transaction.atomic
def choose_rhythm(*, actor: User, at: datetime, rhythm: MailPreference.Rhythm) -> None:
    """Have one's mails at once, or one a day. What waited for the daily one goes out at once when it is given up."""
    MailPreference.objects.update_or_create(user=actor, defaults={"rhythm": rhythm})
    if rhythm == MailPreference.Rhythm.AT_ONCE:
        # What a relay holds at this moment is on its way already: waiting for it would hold up the page.
        waiting = Notification.objects.waiting().filter(recipient=actor, in_digest=True)
        numbers = waiting.select_for_update(of=("self",), skip_locked=True).values_list("pk", flat=True)
        Notification.objects.filter(pk__in=list(numbers)).update(in_digest=False, next_at=at)


@transaction.atomic
def try_again(*, actor: User, at: datetime) -> int:
    """Put every dead letter back into the outbox; returns how many. Raises `NotAllowed` for all but administrators."""
    if Can.ORGANISATION_MANAGE not in abilities(actor):
        raise NotAllowed
    return Notification.objects.exclude(dead_at=None).update(dead_at=None, next_at=at, created_at=at, attempts=0)
