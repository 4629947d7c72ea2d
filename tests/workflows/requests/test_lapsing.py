"""An approval that nobody uses: warned once, then expired, by the rule of its submission."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from registry.audit.models import Event
from registry.audit.verbs import Verb
from workflows.requests import lapsing
from workflows.requests.models import PageRequest
from workflows.requests.states import State

DAYS, WARNING = 60, 7


def noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


@pytest.fixture
def asked(world):
    return world.request(State.APPROVED)


def run(asked, day):
    """What the clock does to the request on a day: its state, and how many reminders there are by then."""
    for row in lapsing.lapsing(day):
        lapsing.lapse(row, at=noon(day)) or lapsing.warn(row, at=noon(day))
    asked.refresh_from_db()
    return asked.state, Event.objects.filter(verb=Verb.REQUEST_REMINDED).count()


def test_the_last_day_is_written_with_the_approval(asked):
    assert asked.lapses_on == timezone.localdate(asked.moved_at) + timedelta(days=DAYS)


@pytest.mark.parametrize(
    ("before_the_end", "state", "reminders"),
    [(8, State.APPROVED, 0), (7, State.APPROVED, 1), (0, State.APPROVED, 1), (-1, State.EXPIRED, 0)],
)
def test_what_each_day_brings(asked, before_the_end, state, reminders):
    assert run(asked, asked.lapses_on - timedelta(days=before_the_end)) == (state, reminders)


def test_a_second_run_says_nothing_more(asked):
    last = asked.lapses_on
    run(asked, last)
    assert run(asked, last) == (State.APPROVED, 1)
    assert run(asked, last + timedelta(days=1)) == (State.EXPIRED, 1)
    assert run(asked, last + timedelta(days=2)) == (State.EXPIRED, 1)
    assert Event.objects.filter(verb=Verb.REQUEST_EXPIRED, actor=None).count() == 1


def test_the_rule_of_the_submission_holds(asked):
    PageRequest.objects.filter(pk=asked.pk).update(rules={"approval_days": 60, "warning_days": 30})
    assert run(asked, asked.lapses_on - timedelta(days=30)) == (State.APPROVED, 1)


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.ADDRESS_GIVEN, State.ONLINE, State.WITHDRAWN])
def test_only_an_unused_approval_has_a_last_day(world, state):
    asked = world.request(state)
    assert asked.lapses_on is None
    assert run(asked, date(2030, 1, 1)) == (state, 0)
