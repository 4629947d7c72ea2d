"""One row per event, channel and recipient: the outbox, and the in-app list."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.audit.models import Event
from registry.organisation.models import User


class Channel(models.TextChoices):
    """How a notice reaches its reader."""

    INBOX = "inbox", _("Dans Carrefour")
    MAIL = "mail", _("Courriel")


class NotificationQuerySet(models.QuerySet):
    """The relay's work list and the reader's."""

    def waiting(self) -> "NotificationQuerySet":
        """Mails that are neither delivered nor given up."""
        return self.filter(channel=Channel.MAIL, sent_at=None, dead_at=None)

    def due(self, now: datetime) -> "NotificationQuerySet":
        """What the relay may try now, oldest first."""
        return self.waiting().filter(next_at__lte=now).order_by("next_at", "pk")

    def inbox_of(self, user: User) -> "NotificationQuerySet":
        """A person's in-app notices, newest first, with what a line prints."""
        return (
            self.filter(channel=Channel.INBOX, recipient=user)
            .select_related("event__actor", "event__note")
            .order_by("-pk")
        )


class Notification(models.Model):
    """A notice owed to one person. It holds no words: they are read from the event when it is shown or sent.

    Mails ``in_digest`` wait for the reader's daily one, whose hour is their ``next_at``.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="notifications")
    channel = models.CharField(max_length=10, choices=Channel)
    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="notifications")
    created_at = models.DateTimeField()
    next_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    dead_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    in_digest = models.BooleanField(default=False)
    last_error = models.CharField(max_length=300, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "channel", "recipient"], name="told_once_per_channel"),
        ]
        indexes = [
            models.Index(
                fields=["next_at", "id"],
                name="outbox_waiting",
                condition=Q(channel="mail", sent_at__isnull=True, dead_at__isnull=True),
            ),
            models.Index(fields=["recipient", "-id"], name="inbox_newest", condition=Q(channel="inbox")),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} → {self.recipient_id} ({self.channel})"

    @property
    def message_id(self) -> str:
        """The same for every attempt, so that a reader's mailbox can tell a second delivery of one notice."""
        return f"<carrefour.{self.event_id}.{self.recipient_id}@notices.invalid>"


def message_id_of(notifications: Sequence[Notification]) -> str:
    """The Message-ID of one mail for several notices of one reader: the same for the same notices, whatever the attempt.

    One that says more than the copy before it is another message, which no mailbox may take for a second copy.
    """
    if len(notifications) == 1:
        return notifications[0].message_id
    events = ".".join(str(row.event_id) for row in sorted(notifications, key=lambda row: row.event_id))
    told = hashlib.sha256(events.encode()).hexdigest()[:20]
    return f"<carrefour.{told}.{notifications[0].recipient_id}@notices.invalid>"


class MailPreference(models.Model):
    """How a person wants mails; without a row, at once."""

    class Rhythm(models.TextChoices):
        """One mail per notice, or one a day for all of them."""

        AT_ONCE = "at_once", _("Un courriel par avis, tout de suite")
        DAILY = "daily", _("Un seul courriel par jour")

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="mail_preference", primary_key=True)
    rhythm = models.CharField(_("rythme des courriels"), max_length=10, choices=Rhythm, default=Rhythm.AT_ONCE)

    def __str__(self) -> str:
        return f"{self.user_id} · {self.rhythm}"
