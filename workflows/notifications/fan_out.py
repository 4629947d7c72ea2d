"""Writes the notices of an event in the event's own transaction: a crash leaves both or neither."""

from registry.audit.models import Event
from registry.audit.signals import event_recorded
from workflows.notifications.audience import recipients
from workflows.notifications.models import Channel, Notification


def fan_out(event: Event, **_signal: object) -> None:
    """One in-app row and one mail row per recipient; nothing is published, the relay finds the rows by itself."""
    Notification.objects.bulk_create(
        Notification(
            event=event,
            channel=channel,
            recipient_id=recipient,
            created_at=event.at,
            next_at=event.at,
            sent_at=event.at if channel == Channel.INBOX else None,
        )
        for recipient in sorted(recipients(event))
        for channel in Channel
    )


def listen() -> None:
    """Be told of every event from now on; called once, when the apps are ready."""
    event_recorded.connect(fan_out, dispatch_uid="workflows.notifications.fan_out")
