"""Which reminders are owed now: of the open steps of every pending request, and of the open conditions of every yes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils import timezone

from registry.audit.models import Event
from registry.audit.verbs import Verb
from workflows.policies.models import EscalationContact
from workflows.policies.numbers import holidays_of
from workflows.requests.models import FollowUp, PageRequest, Reminder, Step
from workflows.requests.months import add_months
from workflows.requests.queries.open_steps import open_steps
from workflows.requests.reminder_days import owed, reminder_days
from workflows.requests.states import GRANTED, FollowUpKind, FollowUpOutcome, ReminderKind, Stage

# Nobody is written to at night; ahead of the daily mails.
EARLIEST_HOUR = 6
# How many rows are held at once: a run costs a few queries per so many, and nothing per row.
BATCH = 500
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Owed:
    """One reminder that is to go out: of a step (``stage``) or of a condition (``follow_up``, its number)."""

    page_request: PageRequest
    kind: ReminderKind
    due_on: date
    stage: str = ""
    follow_up: int | None = None


class Calendars:
    """What holds in each institution, read once per run: its holidays, and whether a person is named for what is late."""

    def __init__(self, since: date) -> None:
        self.since = since
        self.named = set(EscalationContact.objects.values_list("institution_id", flat=True))
        self.known: dict[int, frozenset[date]] = {}

    def holidays(self, institution: int) -> frozenset[date]:
        """The institution's days off from two years back."""
        if institution not in self.known:
            self.known[institution] = holidays_of(institution, self.since)
        return self.known[institution]


def due_reminders(now: datetime) -> Iterator[Owed]:
    """All that are owed at ``now``, one per step or condition at most; none before `EARLIEST_HOUR`."""
    local = timezone.localtime(now)
    if local.hour < EARLIEST_HOUR:
        return
    today = local.date()
    calendars = Calendars(add_months(today, -24))
    for steps in batches(open_steps()):
        yield from _of_steps(steps, today, calendars)
    conditions = FollowUp.objects.filter(
        outcome=FollowUpOutcome.OPEN, due_on__isnull=False, review=None, page_request__state__in=GRANTED
    )
    for follow_ups in batches(conditions.select_related("page_request__unit", "verdict")):
        yield from _of_conditions(follow_ups, today, calendars)


def batches(rows: QuerySet[Row]) -> Iterator[list[Row]]:
    """The rows in the order of their numbers, `BATCH` at a time."""
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield batch
        last = batch[-1].pk


def _of_steps(steps: list[Step], today: date, calendars: Calendars) -> Iterator[Owed]:
    sent: dict[tuple, dict[str, date]] = {}
    for row in Reminder.objects.filter(page_request__in={step.page_request_id for step in steps}):
        sent.setdefault((row.page_request_id, row.round, row.stage), {})[row.kind] = timezone.localdate(row.at)
    for step in steps:
        before = sent.get((step.page_request_id, step.round, step.stage), {})
        kind = _owed(step.page_request, _since(step), step.due_on, before, today, calendars)
        if kind:
            yield Owed(step.page_request, kind, step.due_on, stage=step.stage)


def _of_conditions(follow_ups: list[FollowUp], today: date, calendars: Calendars) -> Iterator[Owed]:
    sent: dict[int, dict[str, date]] = {}
    told = Event.objects.filter(
        verb__in=[Verb.FOLLOW_UP_DUE, Verb.REQUEST_ESCALATED],
        subject_type=PageRequest._meta.model_name,
        subject_id__in={row.page_request_id for row in follow_ups},
        facts__has_key="follow_up",
    )
    for facts, at in told.values_list("facts", "at"):
        sent.setdefault(facts.get("follow_up"), {})[facts["kind"]] = timezone.localdate(at)
    for row in follow_ups:
        kind = _owed(row.page_request, _begun(row), row.due_on, sent.get(row.pk, {}), today, calendars)
        if kind:
            yield Owed(row.page_request, kind, row.due_on, follow_up=row.pk)


def _owed(
    page_request: PageRequest, since: date, due_on: date, sent: dict[str, date], today: date, calendars: Calendars
) -> ReminderKind | None:
    institution = page_request.unit.institution_id
    days = reminder_days(since, due_on, calendars.holidays(institution))
    return owed(days, sent, today, may_escalate=institution in calendars.named)


def _since(step: Step) -> date:
    """From when a step's term runs: from the submission; the leadership's from the day the request came to it."""
    asked = step.page_request
    since = asked.moved_at if step.stage == Stage.LEADERSHIP else asked.submitted_at
    return timezone.localdate(since or asked.moved_at)


def _begun(follow_up: FollowUp) -> date:
    """From when a condition's term runs: a trial's from going online or from its prolongation, any other from the yes."""
    if follow_up.kind == FollowUpKind.TRIAL and follow_up.months:
        return add_months(follow_up.due_on, -follow_up.months)
    return timezone.localdate(follow_up.verdict.at)
