"""What the reader of a notice is to do about it, by when, and whether the mail itself is enough to do it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from registry import wording
from registry.audit.models import Event
from registry.language import is_english
from registry.organisation.models import User
from registry.organisation.permissions import Can, can
from workflows.requests import mail_links
from workflows.requests.models import PageRequest, Step
from workflows.requests.moves import open_moves
from workflows.requests.panels import FOLDED
from workflows.requests.queries.hands import hands_of, with_hands
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
    if event.subject_type != "pagerequest":
        return None
    rows = PageRequest.objects.with_names().select_related("primary_steward", "backup_steward")
    page_request = with_hands(rows).get(pk=event.subject_id)
    steps = open_steps_of(page_request)
    if set(open_moves(page_request, reader)) - {*FOLDED, "publish_instead"}:
        hands = hands_of(page_request, timezone.localdate(now))
        token = mail_links.token_for(page_request, reader, at=now)
        path = f"{reverse('requests:answer')}?{urlencode({'link': token})}" if token else ""
        return Task(str(hands.task) if hands else "", _in_words(_term(page_request, steps)), path)
    advice = next((step for step in steps if step.stage == Stage.ADVICE), None)
    if advice and can(reader, Can.REQUEST_ADVISE, page_request.unit):
        return Task(_("conseil attendu"), _in_words(advice.due_on), "")
    return None


def _term(page_request: PageRequest, steps: list[Step]) -> date | None:
    """By when the present step is to be answered, or an approval to be used."""
    answers = [step.due_on for step in steps if step.stage != Stage.ADVICE]
    return answers[0] if answers else page_request.lapses_on


def _in_words(day: date | None) -> str:
    return wording.day(day, "en" if is_english() else "fr") if day else ""
