"""On which days somebody is reminded of what they owe. Pure: days in, days out."""

from collections.abc import Collection
from datetime import date, timedelta

from workflows.requests.due import add_business_days, business_days_left, is_business_day
from workflows.requests.states import ReminderKind

# To the person who is waited for, from the first to the last; a later one makes the earlier ones pointless.
NUDGES = (ReminderKind.HALF, ReminderKind.EVE, ReminderKind.LATE)
# Two business days after the reminder that it is late, the person named by the institution is told.
ESCALATED_AFTER = 3


def reminder_days(since: date, due_on: date, holidays: Collection[date] = frozenset()) -> dict[ReminderKind, date]:
    """The day of each reminder of what began on ``since`` and is due on ``due_on``; all of them are business days.

    Half time and the eve are left out where the term is too short for them: neither comes on the first day, and half time
    comes before the eve or not at all.
    """
    length = business_days_left(since, due_on, holidays)
    half, eve = add_business_days(since, (length + 1) // 2, holidays), _business_day_before(due_on, holidays)
    days = {ReminderKind.HALF: half} if since < half < eve else {}
    days |= {ReminderKind.EVE: eve} if since < eve else {}
    return days | {
        ReminderKind.LATE: add_business_days(due_on, 1, holidays),
        ReminderKind.ESCALATED: add_business_days(due_on, ESCALATED_AFTER, holidays),
    }


def _business_day_before(day: date, holidays: Collection[date]) -> date:
    day -= timedelta(days=1)
    while not is_business_day(day, holidays):
        day -= timedelta(days=1)
    return day


def owed(
    days: dict[ReminderKind, date], sent: dict[str, date], today: date, *, may_escalate: bool
) -> ReminderKind | None:
    """The one reminder that goes out today; None when there is none. ``sent`` gives the day on which each kind went out.

    After an outage only the latest goes out. What is late is passed on no sooner than the day after its own reminder.
    """
    come = [kind for kind in NUDGES if kind in days and days[kind] <= today]
    if come and not set(NUDGES[NUDGES.index(come[-1]) :]) & set(sent):
        return come[-1]
    late, escalation = sent.get(ReminderKind.LATE), ReminderKind.ESCALATED
    passes_on = may_escalate and late is not None and late < today and days[escalation] <= today
    return escalation if passes_on and escalation not in sent else None
