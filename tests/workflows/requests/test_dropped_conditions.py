"""Conditions of a yes that never came, or that nobody used: they are dropped with the round, and nobody is reminded."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from registry.audit.models import Event
from registry.audit.verbs import Verb
from tests.ways import REFUSAL
from tests.world import VOUCHED, World
from workflows.machine import Refused
from workflows.requests import lapsing
from workflows.requests.follow_ups import settle
from workflows.requests.models import FollowUp, PageRequest
from workflows.requests.queries.owed import due_reminders
from workflows.requests.states import (
    CLOSED,
    EDITABLE,
    GRANTED,
    PENDING,
    WITHOUT_A_PAGE,
    FollowUpOutcome,
    Kind,
    Quorum,
    Stage,
    State,
)

OPEN, DROPPED = FollowUpOutcome.OPEN, FollowUpOutcome.DROPPED


def terms(world: World) -> dict:
    """A condition of each kind."""
    later = timezone.localdate(world.at) + timedelta(days=30)
    return {"trial_months": 6, "administrator_by": later, "target": "Mille abonnés", "target_by": later}


def granted(world: World) -> PageRequest:
    """A yes with conditions, not used yet."""
    return world.move(world.request(State.IN_REVIEW), "approve_with_conditions", "manager", **terms(world))


def wished(world: World) -> PageRequest:
    """One of two managers has said yes with conditions; the other has not spoken."""
    asked = world.request(State.IN_REVIEW)
    pool = [world.manager.pk, world.manager2.pk]
    asked.steps.filter(stage=Stage.DECISION).update(quorum=Quorum.ALL, pool=pool)
    return world.move(asked, "approve_with_conditions", "manager", **terms(world))


def with_leadership(world: World) -> PageRequest:
    """A favourable opinion with conditions, which the leadership has yet to hear."""
    content = {"kind": Kind.EXCEPTION, "exception_reason": "Une crue."}
    return world.move(world.request(State.IN_REVIEW, **content), "recommend", "manager", **terms(world))


def expire(world: World, asked: PageRequest) -> PageRequest:
    """The day after the last one."""
    lapsing.lapse(asked, at=noon(asked.lapses_on + timedelta(days=1)))
    return PageRequest.objects.get(pk=asked.pk)


def noon(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def mover(move: str, who: str, **words):
    return lambda world, asked: world.move(asked, move, who, **words)


# What ends it → how it came to have open conditions, the end, the state, and who is said to have dropped them.
ENDS = {
    "withdrawn while one voice wishes": (wished, mover("withdraw", "author"), State.WITHDRAWN, "author"),
    "refused after one voice's yes": (wished, mover("refuse", "manager2", **REFUSAL), State.REFUSED, "manager2"),
    "sent back after one voice's yes": (
        wished,
        mover("ask_changes", "manager2", reason="Précisez."),
        State.RETURNED,
        "manager2",
    ),
    "declined by the leadership": (with_leadership, mover("decline", "leader", **REFUSAL), State.REFUSED, "leader"),
    "withdrawn before the leadership": (with_leadership, mover("withdraw", "author"), State.WITHDRAWN, "author"),
    "withdrawn after the yes": (granted, mover("withdraw", "author"), State.WITHDRAWN, "author"),
    "never used": (granted, expire, State.EXPIRED, None),
}


@pytest.mark.parametrize("how", ENDS)
def test_what_ends_without_a_page_drops_its_conditions(world, how):
    begin, end, state, who = ENDS[how]
    asked = begin(world)
    assert [row.outcome for row in FollowUp.objects.all()] == [OPEN] * 3
    asked = end(world, asked)
    assert asked.state == state
    rows = FollowUp.objects.all()
    assert {row.outcome for row in rows} == {DROPPED}
    assert {row.settled_by for row in rows} == {world.people[who] if who else None}
    assert {row.settled_at for row in rows} == {asked.moved_at}
    assert Event.objects.about(asked).order_by("-pk")[0].facts["dropped"] == 3
    assert not Event.objects.filter(verb=Verb.FOLLOW_UP_SETTLED).exists()
    with pytest.raises(Refused):
        settle(rows[0], actor=world.manager, at=world.tick(), outcome=FollowUpOutcome.KEPT, evidence="Vu.")


@pytest.mark.parametrize("how", ENDS)
def test_nobody_is_reminded_of_what_is_dropped(world, how):
    begin, end, _state, _who = ENDS[how]
    end(world, begin(world))
    late = noon(timezone.localdate(world.at) + timedelta(days=90))
    assert [owed for owed in due_reminders(late) if owed.follow_up] == []


@pytest.mark.parametrize("begin", [wished, with_leadership])
def test_a_wish_is_no_condition_yet(world, begin):
    begin(world)
    late = noon(timezone.localdate(world.at) + timedelta(days=90))
    assert [owed for owed in due_reminders(late) if owed.follow_up] == []


def test_a_yes_is_reminded_of(world):
    granted(world)
    late = noon(timezone.localdate(world.at) + timedelta(days=90))
    assert len([owed for owed in due_reminders(late) if owed.follow_up]) == 2  # a trial has no day before it begins


def test_a_later_round_is_not_held_to_the_conditions_of_the_first(world):
    asked = world.move(wished(world), "ask_changes", "manager2", reason="Précisez.")
    for move, who in (("submit", "author"), ("endorse", "head"), ("take", "manager"), ("approve", "manager")):
        asked = world.move(asked, move, who)
    address = {"address": "https://www.instagram.com/hydro.example/", **VOUCHED}
    asked = world.move(asked, "give_address", "author", **address)
    world.move(asked, "put_online", "manager", proof="official_link", evidence="https://www.example.org/contact")
    assert {(row.outcome, row.account) for row in FollowUp.objects.all()} == {(DROPPED, None)}


def test_what_is_settled_stays_as_it_is(world):
    asked = granted(world)
    first = FollowUp.objects.earliest("pk")
    settle(first, actor=world.manager, at=world.tick(), outcome=FollowUpOutcome.KEPT, evidence="Vu.")
    world.move(asked, "withdraw", "author")
    first.refresh_from_db()
    assert (first.outcome, first.evidence) == (FollowUpOutcome.KEPT, "Vu.")
    assert set(FollowUp.objects.exclude(pk=first.pk).values_list("outcome", flat=True)) == {DROPPED}


def test_a_page_that_comes_online_keeps_them(world):
    asked = granted(world)
    asked = world.move(asked, "give_address", "author", address="https://www.instagram.com/hydro.example/", **VOUCHED)
    asked = world.move(asked, "reject_address", "manager", reason="Une publication.")
    asked = world.move(asked, "give_address", "author", address="https://www.instagram.com/hydro.example/", **VOUCHED)
    world.move(asked, "put_online", "manager", proof="official_link", evidence="https://www.example.org/contact")
    assert {(row.outcome, row.due_on is None) for row in FollowUp.objects.all()} == {(OPEN, False)}


def test_every_state_is_before_the_answer_granted_or_without_a_page():
    before = PENDING | {State.DRAFT}
    assert sorted([*before, *GRANTED, *WITHOUT_A_PAGE]) == sorted(State)
    assert CLOSED | EDITABLE >= WITHOUT_A_PAGE


def test_the_page_says_so(world, as_):
    asked = world.move(granted(world), "withdraw", "author")
    html = as_("manager").get(asked.get_absolute_url()).content.decode()
    assert html.count("Sans objet") == 3
