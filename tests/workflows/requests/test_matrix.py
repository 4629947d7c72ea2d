"""Every (state, move, role, own or not, stand-in or not) against the policy as it is written in docs/requests-policy.md."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from registry.organisation.models import Role, StandIn
from registry.organisation.permissions import NotAllowed
from registry.organisation.standing import LENT
from tests.scene import undone
from tests.ways import about_an_account, recommended, with_offer
from tests.workflows.requests.asking import WORDS
from tests.workflows.requests.policy import PLACES, POLICY, Asker, written
from workflows.machine import Refused
from workflows.requests.four_eyes import GUARDS
from workflows.requests.models import Contribution, PageRequest
from workflows.requests.moves import perform
from workflows.requests.states import MACHINE, State

NONE = "none"
# One person for each role on the unit's way up, none of whom has answered anything before they are asked.
HOLDERS = {
    Role.MEMBER: "colleague",
    Role.STEWARD: "steward",
    Role.HEAD: "head",
    Role.MANAGER: "manager2",
    Role.ADVISER: "adviser",
    Role.LEADERSHIP: "leader2",
    Role.AUDITOR: "auditor",
    Role.ADMINISTRATOR: "admin",
    NONE: "nobody",
}
# Roles on another unit or in another institution are none here.
ELSEWHERE = ("neighbour", "other_head", "other_manager", "other_leader")
# Who can lend something; and of the institution, without a role on the unit, whoever borrows it.
LENDERS = (Role.HEAD, Role.MANAGER, Role.LEADERSHIP)
SUBSTITUTE = "neighbour"


def _askers() -> list[Asker]:
    in_own_name = [Asker(person, role, own=own) for role, person in HOLDERS.items() for own in ("", "author", "wrote")]
    in_absence = [Asker(SUBSTITUTE, role, absent=who) for role, who in HOLDERS.items()]
    with_a_past = [
        Asker(SUBSTITUTE, role, HOLDERS[role], **past)
        for role in (*LENDERS, NONE)
        for past in ({"own": "author"}, {"own": "wrote"}, {"absent_wrote": True})
    ]
    return [*in_own_name, *in_absence, *with_a_past, *(Asker(person, NONE) for person in ELSEWHERE)]


ASKERS = _askers()
FRESH = [asker for asker in ASKERS if asker.eyes_are_fresh]


@contextmanager
def on_stage(world, asked: PageRequest, asker: Asker) -> Iterator[None]:
    """The asker's relation to the request, until the end of the block."""
    with undone():
        person = world.people[asker.person]
        if asker.own == "author":
            PageRequest.objects.filter(pk=asked.pk).update(author=person)
        if asker.absent:
            days = {"since": world.at.date() - timedelta(days=9), "until": world.at.date() + timedelta(days=9)}
            absent = {"absent": world.people[asker.absent], "named_by": world.admin, "named_at": world.at}
            StandIn.objects.create(person=person, abilities=list(LENT), **absent, **days)
        writer = world.people[asker.absent] if asker.absent_wrote else person if asker.own == "wrote" else None
        if writer:
            Contribution.objects.create(page_request=asked, user=writer, at=world.at, version=999, content={})
        yield


def tried(state: str, given: str, asker: Asker) -> Iterable[str]:
    """Every move; whoever wrote tries what they could do otherwise: to have written takes away and never gives."""
    if asker.own == "wrote" or asker.absent_wrote:
        return written(state, given, replace(asker, own="", absent_wrote=False))
    return WORDS


def made(world, asked: PageRequest, asker: Asker, moves: Iterable[str]) -> set[str]:
    """The moves that pass, each tried from the same place; a refusal leaves nothing to undo."""
    done, point = set(), transaction.savepoint()
    for move in moves:
        with suppress(NotAllowed, Refused):
            perform(asked, move, actor=world.people[asker.person], at=world.at, seen=asked.version, **WORDS[move])
            done.add(move)
            transaction.savepoint_rollback(point)
    return done


def differences(world, asked: PageRequest, given: str, askers: list[Asker]) -> dict[Asker, set[str]]:
    """For each asker, the moves of which the page and the program say different things."""
    found = {}
    for asker in askers:
        with on_stage(world, asked, asker):
            moves = tried(asked.state, given, asker)
            found[asker] = made(world, asked, asker, moves) ^ written(asked.state, given, asker)
    return {asker: moves for asker, moves in found.items() if moves}


def test_the_page_speaks_of_every_state_and_every_move():
    assert {state for state, given in PLACES if not given} == set(State.values)
    assert {move for line in POLICY for move in line.moves} == set(MACHINE.moves) == set(WORDS)


def test_every_role_asks(world):
    assert set(HOLDERS) == {*Role.values, NONE}


@pytest.mark.parametrize("state", State.values)
def test_everybody_may_what_the_page_says_and_nothing_else(world, state):
    asked = world.request(state)
    world.tick()
    assert differences(world, asked, "", ASKERS) == {}


# What else holds, as the page says it → the request in that place.
SCENES = {
    "the leadership has a say": lambda world: recommended(world, State.IN_REVIEW),
    "an offer was accepted": lambda world: with_offer(world, State.IN_REVIEW),
    "about an account of the register": about_an_account,
    "an override waits": lambda world: world.move(
        world.request(State.ADDRESS_GIVEN), "propose_override", "manager", evidence="Lettre de la direction."
    ),
}


def test_every_scene_of_the_page_is_played():
    assert set(SCENES) == {given for _state, given in PLACES if given}


@pytest.mark.parametrize("given", SCENES)
def test_what_waits_for_more_than_a_state(world, given):
    asked = SCENES[given](world)
    world.tick()
    assert (asked.state, given) in PLACES
    assert differences(world, asked, given, FRESH) == {}


def test_red_control_a_rule_that_is_not_written_is_seen(world, monkeypatch):
    """The guard of the unit's people lets everybody pass: the walk says who gained what."""
    asked = world.request(State.SUBMITTED)
    monkeypatch.setitem(GUARDS, MACHINE.moves["withdraw"].needs, lambda *_anybody: None)
    gained = differences(world, asked, "", [Asker("auditor", Role.AUDITOR), Asker("head", Role.HEAD)])
    assert gained == {Asker("auditor", Role.AUDITOR): {"withdraw"}}
