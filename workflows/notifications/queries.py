"""The reads of the notices' pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from registry.language import Pair
from registry.organisation.models import User
from workflows.notifications.models import MailPreference, Notification, NotificationQuerySet
from workflows.notifications.places import PLACES


@dataclass(frozen=True)
class Notice:
    """A line of the list; ``url`` is empty when what it is about has no page."""

    sentence: Pair
    about: str
    url: str
    actor: str
    note: str
    at: datetime
    is_new: bool
    tone: str


def inbox_page(notifications: Iterable[Notification]) -> list[Notice]:
    """The lines of one page, with the subjects fetched by type: a constant number of queries."""
    rows = list(notifications)
    urls = _urls(rows)
    return [
        Notice(
            sentence=row.event.sentence,
            about=row.event.subject_label,
            url=urls.get((row.event.subject_type, row.event.subject_id), ""),
            actor=row.event.actor.full_name if row.event.actor else "",
            note=row.event.note.text if hasattr(row.event, "note") else "",
            at=row.event.at,
            is_new=row.read_at is None,
            tone=row.event.tone,
        )
        for row in rows
    ]


def _urls(rows: list[Notification]) -> dict[tuple[str, int], str]:
    urls = {}
    for kind, place in PLACES.items():
        wanted = [row.event.subject_id for row in rows if row.event.subject_type == kind]
        subjects = place.model.objects.filter(pk__in=wanted)
        if place.key == "slug" and kind == "exitdecision":
            subjects = subjects.with_names()
        urls |= {(kind, s.pk): reverse(place.route, args=[getattr(s, place.key)]) for s in subjects}
    return urls


def rhythm_of(person: User) -> str:
    """How a person has chosen to have their mails."""
    chosen = MailPreference.objects.filter(user=person).values_list("rhythm", flat=True).first()
    return chosen or MailPreference.Rhythm.AT_ONCE


def dead() -> NotificationQuerySet:
    """The mails that were given up, newest first."""
    return Notification.objects.exclude(dead_at=None).select_related("event", "recipient").order_by("-dead_at", "-pk")
