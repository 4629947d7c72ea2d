"""By the calendar: a look back opens half a year after the effect, a review on its date; each once, and preparers are told."""

from datetime import UTC, datetime

import pytest
import time_machine

from carrefour.schedule import SCHEDULE
from registry.audit.models import Event
from registry.audit.verbs import Verb
from tests.workflows.exits.looking import in_force, later, looked_back
from tests.workflows.exits.pages import listed
from tests.workflows.notifications.test_audience import told
from workflows.exits.correcting import correct_text
from workflows.exits.looking_back import close, mark_of
from workflows.exits.models import ExitDecision, LookBack
from workflows.exits.moves import ACTIONS
from workflows.exits.recording import Recorded, record_decision
from workflows.exits.states import Kind, Outcome, State
from workflows.exits.tasks import open_due_look_backs, open_due_reviews

# In force on 20 November 2026: 180 days later it is 19 May 2027.
EVE, DUE = datetime(2027, 5, 18, 17, tzinfo=UTC), datetime(2027, 5, 19, 17, tzinfo=UTC)
PREPARERS = {"manager", "manager2", "leader", "leader2"}


def ran(task, now):
    with time_machine.travel(now, tick=False):
        return task()


def opened(decision):
    return list(Event.objects.about(decision).filter(verb=Verb.EXIT_REVIEW_OPENED))


def test_it_opens_on_its_day_once_and_preparers_are_told(world):
    decision = in_force(world)
    assert ran(open_due_look_backs, EVE) == 0
    assert [ran(open_due_look_backs, DUE) for _ in range(2)] == [1, 0]
    (event,) = opened(decision)
    assert (event.actor, told(world, event)) == (None, PREPARERS)
    row = LookBack.objects.get()
    assert row.due_on.isoformat() == row.facts["as_of"] == "2027-05-19"
    assert ExitDecision.objects.get(pk=decision.pk).state == State.UNDER_REVIEW


@pytest.mark.parametrize(("days", "again"), [(3, True), (89, True), (90, False), (170, False)])
def test_one_opened_by_hand_near_its_day_stands_for_it(world, days, again):
    decision = in_force(world)
    later(world, days)
    row = looked_back(world, decision)
    assert ran(open_due_look_backs, DUE) == 0, "one is open"
    close(row, actor=world.leader, at=world.tick(), seen=mark_of(row), outcome=Outcome.KEPT)
    assert ran(open_due_look_backs, DUE) == again


def test_a_corrected_effect_counts(world):
    decision = in_force(world)
    why = {"reason_fr": "Faute.", "reason_en": "A slip."}
    about = {"actor": world.manager, "field": "effective_on"} | why
    for after, opens in (("2026-12", False), ("2026-12-01", False), ("2026-11-01", True)):
        fresh = ExitDecision.objects.get(pk=decision.pk)
        correct_text(fresh, at=DUE, seen=fresh.version, after=after, **about)
        assert ran(open_due_look_backs, DUE) == opens


def test_not_of_a_decision_that_nobody_here_took_nor_of_one_replaced(world):
    said = Recorded(kind=Kind.LEAVE, source="Journal", effective_on="2026-01-10", facts={"review_on": "2026-12-01"})
    about = {"platform": world.platform("facebook"), "desk": world.poly, "actor": world.manager, "at": world.tick()}
    record_decision(said, institution=world.poly, **about)
    world.exit(State.IN_FORCE, kind=Kind.RETURN, reverses=in_force(world))
    assert ran(open_due_look_backs, DUE) == 1, "the return alone"
    assert ran(open_due_reviews, DUE) == 0


def test_a_review_opens_on_its_date_once(world, as_):
    decision = in_force(world, review_on="2027-05-19")
    assert ran(open_due_reviews, EVE) == 0
    with time_machine.travel(EVE, tick=False):
        assert listed(as_("manager"), "?view=again") == []
    assert [ran(open_due_reviews, DUE) for _ in range(2)] == [1, 0]
    (event,) = opened(decision)
    assert (event.actor, event.facts["review_on"], told(world, event)) == (None, "2027-05-19", PREPARERS)
    with time_machine.travel(DUE, tick=False):
        assert len(listed(as_("manager"), "?view=again")) == 1
        assert len(listed(as_("adviser"), "?view=again")) == 1
        assert listed(as_("other_leader"), "?view=again") == []
    decision = ExitDecision.objects.get(pk=decision.pk)
    ACTIONS["keep"](decision, actor=world.leader, at=DUE, seen=decision.version)
    assert ran(open_due_reviews, DUE) == 0
    with time_machine.travel(DUE, tick=False):
        assert listed(as_("manager"), "?view=again") == []


def test_a_review_that_a_person_ended_after_the_date_is_not_asked_for_again(world):
    decision = in_force(world, review_on="2026-11-25")
    ACTIONS["open_review"](decision, actor=world.manager, at=world.tick(), seen=decision.version, reason="Déjà.")
    later(world, 10)
    assert ran(open_due_reviews, DUE) == 0, "it is under review"
    decision = ExitDecision.objects.get(pk=decision.pk)
    ACTIONS["keep"](decision, actor=world.leader, at=world.tick(), seen=decision.version)
    assert ran(open_due_reviews, DUE) == 0


def test_of_a_recorded_decision_whose_date_has_come_the_desk_is_told_on_its_page(world, as_):
    said = Recorded(kind=Kind.LEAVE, source="Journal", facts={"review_on": "2026-01-01"})
    about = {"platform": world.platform("facebook"), "desk": world.poly, "actor": world.manager, "at": world.tick()}
    decision = record_decision(said, institution=world.poly, **about)
    assert len(listed(as_("manager"), "?view=again")) == 1
    assert ExitDecision.objects.get(pk=decision.pk).state == State.IN_FORCE


def test_one_whose_review_ended_while_it_is_being_looked_back_at_is_not_lost(world, as_):
    row = looked_back(world, in_force(world))
    decision = ExitDecision.objects.get(pk=row.decision_id)
    ACTIONS["keep"](decision, actor=world.leader, at=world.tick(), seen=decision.version)
    assert len(listed(as_("manager"), "?view=again")) == 1
    close(row, actor=world.leader, at=world.tick(), seen=mark_of(row), outcome=Outcome.KEPT)
    assert listed(as_("manager"), "?view=again") == []


@pytest.mark.parametrize("task", [open_due_look_backs, open_due_reviews])
def test_it_is_in_the_schedule(task):
    assert task.name in [row["task"] for row in SCHEDULE.values()]
