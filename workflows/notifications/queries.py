"""The reads of the notices' pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from registry.journal.queries import absent_in
from registry.language import Pair
from registry.organisation.models import User
from workflows.notifications.ends import last_day_of
from workflows.notifications.models import MailPreference, Notification, NotificationQuerySet
from workflows.notifications.places import around


@dataclass(frozen=True)
class Notice:
    """A line of the list; ``detail`` and ``url`` are empty when the sentence says it all, when what it is about has no page."""

    sentence: Pair
    detail: str
    about: str
    url: str
    actor: str
    absent: str
    note: str
    at: datetime
    is_new: bool
    tone: str


def inbox_page(notifications: Iterable[Notification]) -> list[Notice]:
    """The lines of one page, with the subjects fetched by type: a constant number of queries."""
    rows = list(notifications)
    subjects = around(row.event for row in rows)
    absent = absent_in(row.event for row in rows)
    return [
        Notice(
            sentence=row.event.sentence,
            detail=last_day_of(row.event),
            about=subjects.name(row.event),
            url=subjects.path(row.event),
            actor=row.event.actor.full_name if row.event.actor else "",
            absent=absent.get(row.event_id, ""),
            note=row.event.note.text if hasattr(row.event, "note") else "",
            at=row.event.at,
            is_new=row.read_at is None,
            tone=row.event.tone,
        )
        for row in rows
    ]


def rhythm_of(person: User) -> str:
    """How a person has chosen to have their mails."""
    chosen = MailPreference.objects.filter(user=person).values_list("rhythm", flat=True).first()
    return chosen or MailPreference.Rhythm.AT_ONCE


def dead() -> NotificationQuerySet:
    """The mails that were given up, newest first."""
    return Notification.objects.exclude(dead_at=None).select_related("event", "recipient").order_by("-dead_at", "-pk")
