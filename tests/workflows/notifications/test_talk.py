"""Stand-ins of those who are asked, and the talk beside a request: who is told, and who never is."""

from datetime import timedelta

import pytest

from registry.audit.verbs import Verb
from registry.organisation.models import StandIn
from registry.organisation.standing import name_stand_in
from tests.workflows.notifications import deeds
from tests.workflows.notifications.test_audience import last, told
from workflows.requests.comments import comment
from workflows.requests.states import State

LEADERS = {"leader", "leader2"}

# verb that asks somebody to act → for whom somebody stands in, with which ability, and the request's state before
ASKED = [
    (Verb.REQUEST_SUBMITTED, "head", "request.endorse", deeds.state(State.SUBMITTED)),
    (Verb.REQUEST_ENDORSED, "manager", "request.decide", deeds.state(State.ENDORSED)),
    (
        Verb.REQUEST_ASSIGNED,
        "manager2",
        "request.decide",
        deeds.after(State.ENDORSED, "assign", "manager", reviewer="manager2@example.org"),
    ),
    (Verb.REQUEST_RECOMMENDED, "leader", "request.consent", deeds.state(State.WITH_LEADERSHIP)),
]


@pytest.mark.parametrize(("verb", "absent", "ability", "act"), ASKED)
def test_a_stand_in_is_told_of_what_waits_for_the_absent_person(world, verb, absent, ability, act):
    days = {"since": world.at.date(), "until": world.at.date() + timedelta(days=9)}
    lent = {"abilities": [ability], "actor": world.admin, "at": world.tick(), **days}
    name_stand_in(world.people[absent], world.neighbour, **lent)
    act(world)
    assert {absent, "neighbour"} <= told(world, last(verb))


@pytest.mark.parametrize("shift", [timedelta(days=-20), timedelta(days=20)])
def test_a_stand_in_of_other_days_is_not(world, shift):
    first = world.at.date() + shift
    StandIn.objects.create(
        absent=world.head,
        person=world.neighbour,
        abilities=["request.endorse"],
        since=first,
        until=first + timedelta(days=9),
        named_by=world.head,
        named_at=world.at,
    )
    world.request(State.SUBMITTED)
    assert told(world, last(Verb.REQUEST_SUBMITTED)) == {"head"}


def test_a_stand_in_who_wrote_the_request_is_not_asked_to_answer_it(world):
    days = {"since": world.at.date(), "until": world.at.date() + timedelta(days=9)}
    lent = {"abilities": ["request.endorse"], "actor": world.head, "at": world.tick(), **days}
    name_stand_in(world.head, world.author, **lent)
    world.request(State.SUBMITTED)
    assert told(world, last(Verb.REQUEST_SUBMITTED)) == {"head"}


# who says it, whether internally, on a request in which state → who is told
SAID = [
    ("colleague", False, State.SUBMITTED, {"author", "head"}),
    ("manager", False, State.SUBMITTED, {"author", "head"}),
    ("manager", True, State.SUBMITTED, {"manager2"}),
    ("manager", True, State.ENDORSED, {"manager2"}),
    ("manager2", True, State.IN_REVIEW, {"manager"}),
    ("adviser", True, State.IN_REVIEW, {"manager"}),
    ("auditor", False, State.IN_REVIEW, {"author", "head", "manager"}),
    ("author", False, State.WITH_LEADERSHIP, {"head", "manager", *LEADERS}),
    ("manager2", True, State.WITH_LEADERSHIP, {"manager"}),
]


@pytest.mark.parametrize(("who", "internal", "name", "people"), SAID)
def test_who_is_told_of_a_comment(world, who, internal, name, people):
    comment(world.request(name), actor=world.people[who], at=world.tick(), text="Hm.", internal=internal)
    assert told(world, last(Verb.REQUEST_COMMENTED)) == people


def test_an_internal_talk_goes_on_among_those_outside_the_department(world):
    asked = world.request(State.IN_REVIEW)
    for who in ("adviser", "auditor", "leader"):
        comment(asked, actor=world.people[who], at=world.tick(), text="Hm.", internal=True)
    comment(asked, actor=world.colleague, at=world.tick(), text="Alors ?")
    comment(asked, actor=world.manager2, at=world.tick(), text="Hm.", internal=True)
    assert told(world, last(Verb.REQUEST_COMMENTED)) == {"manager", "adviser", "auditor", "leader"}
