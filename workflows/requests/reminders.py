"""Reminding those who are waited for, and passing on to the named person what stays late: each reminder once."""

from datetime import datetime

from django.db import transaction

from registry.audit.models import Event
from registry.audit.record import record
from registry.audit.verbs import Verb
from workflows.requests.models import FollowUp, PageRequest, Reminder
from workflows.requests.moving import lock
from workflows.requests.queries.open_steps import open_steps_of
from workflows.requests.queries.owed import Owed
from workflows.requests.states import FollowUpOutcome, ReminderKind


@transaction.atomic
def remind(owed: Owed, *, at: datetime) -> bool:
    """Send one reminder, unless it was sent or answered meanwhile; whether this call did.

    Two runs at once wait for one another at the request's row. Who is told follows from the event.
    """
    page_request = lock(owed.page_request)
    if not (_remind_of_condition(page_request, owed) if owed.follow_up else _remind_of_step(page_request, owed, at)):
        return False
    otherwise = Verb.FOLLOW_UP_DUE if owed.follow_up else Verb.REQUEST_REMINDED
    verb = Verb.REQUEST_ESCALATED if owed.kind == ReminderKind.ESCALATED else otherwise
    about = {"follow_up": owed.follow_up} if owed.follow_up else {"stage": owed.stage}
    facts = about | {"kind": owed.kind, "due_on": owed.due_on.isoformat()}
    record(verb, page_request, actor=None, at=at, unit=page_request.unit, **facts)
    return True


def _remind_of_step(page_request: PageRequest, owed: Owed, at: datetime) -> bool:
    if not any((step.stage, step.due_on) == (owed.stage, owed.due_on) for step in open_steps_of(page_request)):
        return False
    _row, is_new = Reminder.objects.get_or_create(
        page_request=page_request, round=page_request.round, stage=owed.stage, kind=owed.kind, defaults={"at": at}
    )
    return is_new


def _remind_of_condition(page_request: PageRequest, owed: Owed) -> bool:
    """A condition has no row of its reminders: the journal says which went out, read while the request is held."""
    if not FollowUp.objects.filter(pk=owed.follow_up, outcome=FollowUpOutcome.OPEN, due_on=owed.due_on).exists():
        return False
    told = Event.objects.about(page_request).filter(facts__follow_up=owed.follow_up, facts__kind=owed.kind)
    return not told.exists()
