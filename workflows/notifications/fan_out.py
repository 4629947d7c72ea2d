"""Writes the notices of an event in the event's own transaction: a crash leaves both or neither."""

from collections.abc import Iterable

from django.utils import timezone

from registry.audit.models import Event
from registry.audit.signals import event_recorded
from workflows.notifications.audience import recipients
from workflows.notifications.digest import next_digest
from workflows.notifications.models import Channel, MailPreference, Notification
from workflows.notifications.rules import AT_ONCE


def fan_out(event: Event, **_signal: object) -> None:
    """One in-app row and one mail row per recipient; nothing is published, the relay finds the rows by itself."""
    people = sorted(recipients(event))
    if not people:
        return
    daily = set() if event.verb in AT_ONCE else _daily(people)
    hour = next_digest(event.at, timezone.get_default_timezone())
    Notification.objects.bulk_create(
        Notification(
            event=event,
            channel=channel,
            recipient_id=person,
            created_at=event.at,
            next_at=hour if waits else event.at,
            in_digest=waits,
            sent_at=event.at if channel == Channel.INBOX else None,
        )
        for person in people
        for channel in Channel
        for waits in [channel == Channel.MAIL and person in daily]
    )


def _daily(people: Iterable[int]) -> set[int]:
    chosen = MailPreference.objects.filter(user__in=people, rhythm=MailPreference.Rhythm.DAILY)
    return set(chosen.values_list("user_id", flat=True))


def listen() -> None:
    """Be told of every event from now on; called once, when the apps are ready."""
    event_recorded.connect(fan_out, dispatch_uid="workflows.notifications.fan_out")
