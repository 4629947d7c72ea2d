"""What the reader of a notice is to do about it, by when, and whether the mail itself is enough to do it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from registry import wording
from registry.audit.models import Event
from registry.followers.models import PlatformToken
from registry.language import is_english
from registry.organisation.models import User
from registry.organisation.permissions import Can, can
from registry.organisation.token_ends import unreplaced
from workflows.notifications.audience import recipients
from workflows.requests import mail_links
from workflows.requests.models import PageRequest, Step
from workflows.requests.moves import open_moves
from workflows.requests.panels import FOLDED
from workflows.requests.queries.hands import task_awaited
from workflows.requests.queries.open_steps import open_steps_of
from workflows.requests.states import Stage


@dataclass(frozen=True)
class Task:
    """What is expected in words, by which day ("" when none is set), and the path of the decision link ("" without)."""

    words: str
    due: str
    answer_path: str


def task_of(event: Event, reader: User, *, now: datetime) -> Task | None:
    """What the subject of the event expects of ``reader`` now; None when that is nothing."""
    expects = EXPECTING.get(event.subject_type)
    return expects(event, reader, now) if expects else None


def _of_request(event: Event, reader: User, now: datetime) -> Task | None:
    rows = PageRequest.objects.with_names().select_related("primary_steward", "backup_steward")
    page_request = rows.get(pk=event.subject_id)
    steps = open_steps_of(page_request)
    if set(open_moves(page_request, reader)) - {*FOLDED, "publish_instead"}:
        token = mail_links.token_for(page_request, reader, at=now)
        path = f"{reverse('requests:answer')}?{urlencode({'link': token})}" if token else ""
        return Task(str(task_awaited(page_request)), _in_words(_term(page_request, steps)), path)
    advice = next((step for step in steps if step.stage == Stage.ADVICE), None)
    if advice and can(reader, Can.REQUEST_ADVISE, page_request.unit):
        return Task(_("conseil attendu"), _in_words(advice.due_on), "")
    return None


def _of_program_token(event: Event, reader: User, _now: datetime) -> Task | None:
    left = unreplaced().filter(pk=event.subject_id)
    return _before_its_end(event, reader, left, _("donner un nouveau jeton au programme, puis retirer celui-ci"))


def _of_platform_token(event: Event, reader: User, _now: datetime) -> Task | None:
    left = PlatformToken.objects.filter(pk=event.subject_id, revoked_at=None)
    return _before_its_end(event, reader, left, _("retirer ce jeton et déposer celui qui le remplace"))


def _before_its_end(event: Event, reader: User, left: QuerySet, words: str) -> Task | None:
    """Of whoever would be told today, while nobody has done it."""
    if not left.exists() or reader.pk not in recipients(event):
        return None
    return Task(words, _in_words(date.fromisoformat(event.facts["day"])), "")


def _term(page_request: PageRequest, steps: list[Step]) -> date | None:
    """By when the present step is to be answered, or an approval to be used."""
    answers = [step.due_on for step in steps if step.stage != Stage.ADVICE]
    return answers[0] if answers else page_request.lapses_on


def _in_words(day: date | None) -> str:
    return wording.day(day, "en" if is_english() else "fr") if day else ""


EXPECTING: dict[str, Callable[[Event, User, datetime], Task | None]] = {
    "pagerequest": _of_request,
    "programtoken": _of_program_token,
    "platformtoken": _of_platform_token,
}
