"""The calendar of reminders: half time, the eve, late, passed on; in business days, over holidays and outages."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.requests.due import add_business_days, business_days_left, is_business_day
from workflows.requests.reminder_days import NUDGES, owed, reminder_days
from workflows.requests.states import ReminderKind

HALF, EVE, LATE, ESCALATED = (
    ReminderKind.HALF,
    ReminderKind.EVE,
    ReminderKind.LATE,
    ReminderKind.ESCALATED,
)
# November 2026: the 2nd is a Monday. Christmas: the 24th is a Thursday.
CHRISTMAS = frozenset({date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 31), date(2027, 1, 1)})
NOBODY = frozenset()

# since, due, holidays → half, eve, late, passed on ("" for none)
CALENDAR = [
    ("2026-11-02", "2026-11-16", NOBODY, "2026-11-09", "2026-11-13", "2026-11-17", "2026-11-19"),  # ten days
    ("2026-11-02", "2026-11-09", NOBODY, "2026-11-05", "2026-11-06", "2026-11-10", "2026-11-12"),  # five days
    ("2026-11-06", "2026-11-13", NOBODY, "2026-11-11", "2026-11-12", "2026-11-16", "2026-11-18"),  # over a weekend
    ("2026-11-02", "2026-11-05", NOBODY, "", "2026-11-04", "2026-11-06", "2026-11-10"),  # three days: half is the eve
    ("2026-11-02", "2026-11-04", NOBODY, "", "2026-11-03", "2026-11-05", "2026-11-09"),  # two days
    ("2026-11-02", "2026-11-03", NOBODY, "", "", "2026-11-04", "2026-11-06"),  # one day: the eve is the first
    ("2026-11-06", "2026-11-09", NOBODY, "", "", "2026-11-10", "2026-11-12"),  # one day over a weekend
    ("2026-12-18", "2027-01-08", CHRISTMAS, "2026-12-30", "2027-01-07", "2027-01-11", "2027-01-13"),
    ("2026-12-18", "2026-12-28", CHRISTMAS, "2026-12-22", "2026-12-23", "2026-12-29", "2027-01-04"),
    (
        "2026-11-04",
        "2026-11-11",
        frozenset({date(2026, 11, 11)}),
        "2026-11-06",
        "2026-11-10",
        "2026-11-12",
        "2026-11-16",
    ),
]


@pytest.mark.parametrize(("since", "due", "holidays", "half", "eve", "late", "passed_on"), CALENDAR)
def test_the_days_of_a_term(since, due, holidays, half, eve, late, passed_on):
    days = reminder_days(date.fromisoformat(since), date.fromisoformat(due), holidays)
    said = {kind: days[kind].isoformat() if kind in days else "" for kind in (HALF, EVE, LATE, ESCALATED)}
    assert said == {HALF: half, EVE: eve, LATE: late, ESCALATED: passed_on}


DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(DAYS, st.integers(1, 60), st.frozensets(DAYS, max_size=40))
def test_reminders_come_in_order_on_business_days_after_the_first(since, length, holidays):
    due = add_business_days(since, length, holidays)
    days = reminder_days(since, due, holidays)
    assert list(days.values()) == sorted(set(days.values()))
    assert all(day > since and is_business_day(day, holidays) for day in days.values())
    assert [kind for kind, day in days.items() if day < due] == [kind for kind in (HALF, EVE) if kind in days]
    assert business_days_left(due, days[LATE], holidays) == 1


TEN = reminder_days(date(2026, 11, 2), date(2026, 11, 16))
# today, what went out before and when → what goes out
OWED = [
    ("2026-11-02", {}, None),
    ("2026-11-08", {}, None),
    ("2026-11-09", {}, HALF),
    ("2026-11-09", {HALF: "2026-11-09"}, None),
    ("2026-11-12", {}, HALF),  # an outage of three days
    ("2026-11-13", {HALF: "2026-11-09"}, EVE),
    ("2026-11-13", {}, EVE),  # half time was missed: it says less
    ("2026-11-15", {}, EVE),  # a weekend after an outage on the Friday
    ("2026-11-16", {HALF: "2026-11-09", EVE: "2026-11-13"}, None),
    ("2026-11-17", {HALF: "2026-11-09", EVE: "2026-11-13"}, LATE),
    ("2026-11-30", {}, LATE),  # an outage of a month: one reminder, not three
    ("2026-11-30", {LATE: "2026-11-30"}, None),  # …and the named person not before the day after
    ("2026-12-01", {LATE: "2026-11-30"}, ESCALATED),
    ("2026-11-18", {LATE: "2026-11-17"}, None),
    ("2026-11-19", {LATE: "2026-11-17"}, ESCALATED),
    ("2026-11-20", {LATE: "2026-11-17", ESCALATED: "2026-11-19"}, None),
]


@pytest.mark.parametrize(("today", "sent", "kind"), OWED)
def test_what_goes_out_on_a_day(today, sent, kind):
    before = {name: date.fromisoformat(day) for name, day in sent.items()}
    assert owed(TEN, before, date.fromisoformat(today), may_escalate=True) == kind


def test_without_a_named_person_nothing_is_passed_on():
    assert owed(TEN, {LATE: date(2026, 11, 17)}, date(2026, 12, 31), may_escalate=False) is None


@given(DAYS, st.integers(1, 40), st.sets(st.integers(0, 80)))
def test_whatever_days_the_clock_runs_on_each_kind_goes_out_once_and_never_an_earlier_after_a_later(
    since, length, runs
):
    days = reminder_days(since, add_business_days(since, length))
    sent = {}
    for run in sorted(runs):
        today = since + timedelta(days=run)
        for _again in range(2):
            kind = owed(days, sent, today, may_escalate=True)
            if kind:
                assert kind not in sent
                sent[kind] = today
        assert len([day for day in sent.values() if day == today]) <= 1
    order = [*NUDGES, ESCALATED]
    assert [order.index(kind) for kind in sent] == sorted(order.index(kind) for kind in sent)
