"""By the calendar: an announced decision comes into force on its day, once, and only when the day is exact."""

from datetime import UTC, datetime

import pytest
import time_machine

from carrefour.schedule import SCHEDULE
from registry.accounts.models import Account
from registry.accounts.status import Status
from registry.audit.models import Event
from registry.audit.verbs import Verb
from workflows.exits.correcting import correct_text
from workflows.exits.models import ExitDecision
from workflows.exits.states import State
from workflows.exits.tasks import bring_due_into_force

# The register's day is Toronto's: at 03:00 UTC on the 12th it is still the 11th there.
NOON = datetime(2027, 1, 11, 17, 0, tzinfo=UTC)
CASES = [
    ("2027-01-11", NOON, True),
    ("2027-01-10", NOON, True),
    ("2026-12-31", NOON, True),
    ("2027-01-12", NOON, False),
    ("2027-01-12", datetime(2027, 1, 12, 3, 0, tzinfo=UTC), False),
    ("2027-01-12", datetime(2027, 1, 12, 6, 0, tzinfo=UTC), True),
    ("2027-01", NOON, False),
    ("2027", NOON, False),
    ("2026", NOON, False),
    ("", NOON, False),
]


@pytest.mark.parametrize(("effective_on", "now", "comes"), CASES)
def test_when_the_day_has_come(world, effective_on, now, comes):
    account = world.account("https://x.com/hydro_ex")
    decision = world.exit(State.ANNOUNCED, effective_on=effective_on)
    with time_machine.travel(now, tick=False):
        assert bring_due_into_force() == comes
    decision = ExitDecision.objects.get(pk=decision.pk)
    assert decision.state == (State.IN_FORCE if comes else State.ANNOUNCED)
    assert decision.effective_on == effective_on
    assert Account.objects.get(pk=account.pk).status == (Status.DORMANT if comes else Status.ACTIVE)


CORRECTED = [("2027-01-11", "2027-02-01", False), ("2027-02-01", "2027-01-11", True), ("2027-01-11", "2027-01", False)]


@pytest.mark.parametrize(("effective_on", "after", "comes"), CORRECTED)
def test_a_corrected_day_is_the_one_that_counts(world, effective_on, after, comes):
    decision = world.exit(State.ANNOUNCED, effective_on=effective_on)
    about = {"actor": world.manager, "at": world.tick(), "seen": decision.version}
    correct_text(decision, field="effective_on", after=after, reason_fr="Oubli.", reason_en="Forgotten.", **about)
    with time_machine.travel(NOON, tick=False):
        assert bring_due_into_force() == comes


@pytest.mark.parametrize("state", [State.DRAFT, State.PROPOSED, State.DECIDED, State.WITHDRAWN, State.IN_FORCE])
def test_only_an_announced_decision_comes(world, state):
    world.exit(state, **({} if state == State.IN_FORCE else {"effective_on": "2027-01-01"}))
    with time_machine.travel(NOON, tick=False):
        assert bring_due_into_force() == 0
    assert ExitDecision.objects.get().state == state


def test_twice_is_once(world):
    decision = world.exit(State.ANNOUNCED, effective_on="2027-01-11")
    with time_machine.travel(NOON, tick=False):
        assert [bring_due_into_force(), bring_due_into_force()] == [1, 0]
    events = Event.objects.about(decision).filter(verb=Verb.EXIT_IN_FORCE)
    assert [event.actor for event in events] == [None]


def test_it_is_in_the_schedule():
    assert bring_due_into_force.name in [row["task"] for row in SCHEDULE.values()]
