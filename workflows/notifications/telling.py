"""What a mail says of one notice: what happened, the words said with it, what its reader is to do, by when, and where."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.journal.queries import absent_in
from workflows.notifications.expected import Task, task_of
from workflows.notifications.models import Notification
from workflows.notifications.places import around
from workflows.notifications.said import Said, details, words

# What the register's own reading brings about; `checklist` stands in what it saw of an official page's link.
OBSERVED = frozenset({Verb.ACCOUNT_LOST_SEEN, Verb.ACCOUNT_NAME_SEEN})


@dataclass(frozen=True)
class Telling:
    """One notice in its reader's language; addresses are whole.

    ``detail`` says more of what happened, "" when the sentence says it all; ``task`` is None when nothing is expected.
    ``absent`` is for whom a stand-in did it, "" for nobody.
    """

    event: Event
    about: str
    detail: str
    words: list[Said]
    task: Task | None
    url: str
    absent: str = ""

    @property
    def observed(self) -> bool:
        """Whether nobody did it and no date brought it: the register, or the platform that it asked, showed it."""
        return self.event.verb in OBSERVED or "checklist" in self.event.facts

    @property
    def answer_url(self) -> str:
        """The link by which the reader can answer from the mail, "" when they cannot."""
        return f"{settings.SITE_URL}{self.task.answer_path}" if self.task and self.task.answer_path else ""


def telling(notification: Notification, *, now: datetime) -> Telling:
    """Read at the moment of sending: what is expected is what is still expected then."""
    event, reader = notification.event, notification.recipient
    with override(reader.language):
        subjects = around([event])
        return Telling(
            event=event,
            about=subjects.name(event),
            detail=details(event),
            words=words(event, reader),
            task=task_of(event, reader, now=now),
            absent=absent_in([event]).get(event.pk, ""),
            url=f"{settings.SITE_URL}{subjects.path(event) or reverse('notifications:list')}",
        )
