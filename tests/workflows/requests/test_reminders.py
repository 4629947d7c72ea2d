"""Reminders on the register itself: to whom, once, on business days, after outages, and passed on to the named person."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from threading import Barrier

import pytest
import time_machine
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.organisation.models import StandIn
from tests.workflows.notifications.test_audience import told
from tests.workflows.reviews.trials import on_trial
from workflows.policies.models import EscalationContact, Holiday
from workflows.requests import reminders, tasks
from workflows.requests.comments import give_advice
from workflows.requests.models import FollowUp, Reminder
from workflows.requests.queries import owed
from workflows.requests.queries.owed import due_reminders
from workflows.requests.reminders import remind
from workflows.requests.states import FollowUpKind, ReminderKind, Stage, State
from workflows.reviews import actions as reviews

HALF, EVE, LATE, ESCALATED = (
    ReminderKind.HALF,
    ReminderKind.EVE,
    ReminderKind.LATE,
    ReminderKind.ESCALATED,
)
MANAGERS = {"manager", "manager2"}
LEADERS = {"leader", "leader2"}
STUDENTS = {"with_students": True, "closed_group": True, "consent": "Formulaire.", "membership": "Chaque trimestre."}


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def run(at: datetime) -> list[Event]:
    """What one run of the clock says, in its order."""
    before = set(Event.objects.values_list("pk", flat=True))
    for one in due_reminders(at):
        remind(one, at=at)
    return list(Event.objects.exclude(pk__in=before).order_by("pk"))


def days_of(world, until: int, since: date) -> dict[str, list[tuple[str, str, set[str]]]]:
    """Each day's reminders from ``since`` on: stage, kind, and who is told."""
    found = {}
    for number in range(until):
        day = since + timedelta(days=number)
        said = [(e.facts.get("stage", ""), e.facts["kind"], told(world, e)) for e in run(noon(day))]
        if said:
            found[day.isoformat()] = said
    return found


# The world's requests are handed in on Friday 20 November 2026: five business days for the head, ten for the decision.
TODAY = date(2026, 11, 20)


def named(world, who: str = "leader") -> None:
    EscalationContact.objects.create(institution=world.poly, user=world.people[who])


def test_the_head_is_reminded_then_the_named_person_is_told(world):
    world.request(State.SUBMITTED)
    named(world)
    assert days_of(world, 40, TODAY) == {
        "2026-11-25": [("endorsement", HALF, {"head"})],
        "2026-11-26": [("endorsement", EVE, {"head"})],
        "2026-11-30": [("endorsement", LATE, {"head"})],
        "2026-12-02": [("endorsement", ESCALATED, {"leader"})],
    }


def test_without_a_named_person_the_delay_is_passed_on_to_nobody(world):
    world.request(State.SUBMITTED)
    assert [kind for said in days_of(world, 40, TODAY).values() for _stage, kind, _who in said] == [HALF, EVE, LATE]


def test_holidays_of_the_institution_move_the_days(world):
    for day in (date(2026, 11, 25), date(2026, 11, 30)):
        Holiday.objects.create(institution=world.poly, day=day, name_fr="Congé")
        Holiday.objects.create(institution=world.other, day=day - timedelta(days=1), name_fr="Ailleurs")
    world.request(State.SUBMITTED)
    assert list(days_of(world, 20, TODAY)) == ["2026-11-26", "2026-11-27", "2026-12-02"]


@pytest.mark.parametrize(
    ("state", "content", "waited_for"),
    [
        (State.SUBMITTED, {}, {Stage.ENDORSEMENT: {"head"}}),
        (State.SUBMITTED, STUDENTS, {Stage.ENDORSEMENT: {"head"}, Stage.ADVICE: {"adviser"}}),
        (State.ENDORSED, {}, {Stage.DECISION: MANAGERS}),
        (State.IN_REVIEW, {}, {Stage.DECISION: {"manager"}}),
        (State.IN_REVIEW, STUDENTS, {Stage.DECISION: {"manager"}, Stage.ADVICE: {"adviser"}}),
        (State.WITH_LEADERSHIP, {}, {Stage.LEADERSHIP: LEADERS}),
        (State.RETURNED, {}, {}),
        (State.APPROVED, {}, {}),
        (State.WITHDRAWN, {}, {}),
    ],
)
def test_those_are_reminded_who_can_answer_the_present_step(world, state, content, waited_for):
    world.request(state, **content)
    said = run(noon(TODAY + timedelta(days=60)))
    assert {event.facts["stage"]: told(world, event) for event in said} == waited_for
    assert {event.facts["kind"] for event in said} <= {LATE}


def test_a_stand_in_is_reminded_as_well(world):
    world.request(State.SUBMITTED)
    StandIn.objects.create(
        absent=world.head,
        person=world.neighbour,
        abilities=["request.endorse"],
        since=TODAY,
        until=TODAY + timedelta(days=90),
        named_by=world.head,
        named_at=world.at,
    )
    (event,) = run(noon(TODAY + timedelta(days=5)))
    assert told(world, event) == {"head", "neighbour"}


def test_of_a_majority_those_are_reminded_who_have_not_spoken(world):
    asked = world.request(State.IN_REVIEW)
    asked.steps.filter(stage=Stage.DECISION).update(quorum="majority", pool=[world.manager.pk, world.manager2.pk])
    world.move(asked, "approve", "manager")
    (event,) = run(noon(TODAY + timedelta(days=60)))
    assert told(world, event) == {"manager2"}


def test_an_answer_ends_the_reminders(world):
    asked = world.request(State.SUBMITTED, **STUDENTS)
    run(noon(date(2026, 11, 25)))
    world.move(asked, "endorse", "head")
    give_advice(asked, actor=world.adviser, at=world.tick(), text="Bien.")
    assert list(days_of(world, 12, date(2026, 11, 26))) == ["2026-11-27", "2026-12-03", "2026-12-07"]


def test_a_new_round_begins_anew(world):
    asked = world.request(State.SUBMITTED)
    run(noon(TODAY + timedelta(days=60)))
    asked = world.move(asked, "send_back", "head", reason="Le public ?")
    world.at += timedelta(days=70)
    world.submit(asked, "author")
    said = days_of(world, 12, world.at.date())
    assert [kind for rows in said.values() for _stage, kind, _who in rows] == [HALF, EVE, LATE]


def test_after_an_outage_one_reminder_goes_out_and_the_next_day_the_named_person_is_told(world):
    world.request(State.SUBMITTED)
    named(world)
    after = TODAY + timedelta(days=60)
    for _run in range(3):
        days = days_of(world, 1, after)
    assert days == {}
    assert [(row.kind, row.stage) for row in Reminder.objects.order_by("pk")] == [(LATE, "endorsement")]
    assert list(days_of(world, 3, after + timedelta(days=1)).values()) == [[("endorsement", ESCALATED, {"leader"})]]


def test_nobody_is_written_to_at_night(world):
    world.request(State.SUBMITTED)
    morning = datetime.combine(date(2026, 11, 25), time(5, 59))
    assert list(due_reminders(timezone.make_aware(morning))) == []
    assert len(list(due_reminders(timezone.make_aware(morning + timedelta(minutes=1))))) == 1


def test_a_reminder_read_before_the_answer_is_not_sent_after_it(world):
    asked = world.request(State.SUBMITTED)
    (late,) = due_reminders(noon(TODAY + timedelta(days=60)))
    world.move(asked, "endorse", "head")
    assert remind(late, at=world.at) is False
    assert not Event.objects.filter(verb=Verb.REQUEST_REMINDED).exists()


def test_two_runs_at_once_remind_once(committed_world):
    committed_world.request(State.SUBMITTED)
    assert sorted(both(noon(TODAY + timedelta(days=60)))) == [0, 0, 0, 1]
    assert Event.objects.filter(verb=Verb.REQUEST_REMINDED).count() == Reminder.objects.count() == 1


def test_two_runs_at_once_tell_of_a_condition_once(committed_world):
    target(committed_world)
    assert sum(both(noon(date(2027, 3, 2)))) == 1
    assert Event.objects.filter(verb=Verb.FOLLOW_UP_DUE).count() == 1


def test_red_control_without_the_lock_a_condition_is_told_of_several_times(committed_world, monkeypatch):
    """A step has the unique row besides; of a condition the lock alone keeps it to one."""
    target(committed_world)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)
    told_of = reminders._remind_of_condition
    meeting = Barrier(4)

    def all_look_then_write(*words):
        answer = told_of(*words)
        meeting.wait(10)
        return answer

    monkeypatch.setattr(reminders, "_remind_of_condition", all_look_then_write)
    both(noon(date(2027, 3, 2)))
    assert Event.objects.filter(verb=Verb.FOLLOW_UP_DUE).count() == 4


def both(at: datetime) -> list[int]:
    """Four runs of the clock at once, and how many reminders each sent."""
    owing = list(due_reminders(at))
    start = Barrier(4)

    def one(_number: int) -> int:
        start.wait()
        try:
            return sum(remind(row, at=at) for row in owing)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(one, range(4)))


def target(world) -> FollowUp:
    """A yes with a target to check on Monday 1 March 2027."""
    conditions = {"target": "500 abonnés", "target_by": date(2027, 3, 1)}
    asked = world.move(world.request(State.IN_REVIEW), "approve_with_conditions", "manager", **conditions)
    return asked.follow_ups.get()


def test_a_condition_is_reminded_of_and_passed_on(world):
    row = target(world)
    named(world)
    # Nobody uses the approval: its own expiry is another clock's.
    whole = {"author", "steward", "colleague", "manager"}
    said = days_of(world, 40, date(2027, 2, 10))
    assert said == {
        "2027-02-10": [("", HALF, whole)],
        "2027-02-26": [("", EVE, whole)],
        "2027-03-02": [("", LATE, whole)],
        "2027-03-04": [("", ESCALATED, {"leader"})],
    }
    assert row.kind == FollowUpKind.TARGET


def test_a_settled_condition_is_not_reminded_of(world):
    row = target(world)
    FollowUp.objects.filter(pk=row.pk).update(outcome="kept", settled_at=world.at, settled_by=world.manager)
    assert run(noon(date(2027, 3, 10))) == []


def test_a_trial_under_review_is_the_reviews_concern(world):
    trial = on_trial(world)
    said = days_of(world, 1, trial.due_on - timedelta(days=3))
    assert [kind for rows in said.values() for _stage, kind, _who in rows] == [HALF]
    reviews.open_trial_review(trial.pk, at=noon(trial.due_on))
    assert run(noon(trial.due_on + timedelta(days=10))) == []


def test_the_cost_does_not_follow_the_number_of_requests(world, django_assert_max_num_queries):
    for _time in range(6):
        world.request(State.SUBMITTED)
        target(world)
    with django_assert_max_num_queries(10):
        assert len(list(due_reminders(noon(date(2027, 3, 2))))) == 12


def test_batches_leave_nothing_out(world, monkeypatch):
    monkeypatch.setattr(owed, "BATCH", 2)
    for _time in range(5):
        world.request(State.SUBMITTED)
    assert len(list(due_reminders(noon(TODAY + timedelta(days=60))))) == 5


def test_the_task_sends_and_stops_at_its_measure(world, monkeypatch):
    monkeypatch.setattr(tasks, "MOST_REMINDERS", 2)
    for _time in range(3):
        world.request(State.SUBMITTED)
    with time_machine.travel(noon(TODAY + timedelta(days=60)), tick=False):
        assert [tasks.send_reminders() for _run in range(3)] == [2, 1, 0]
