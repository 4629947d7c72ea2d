"""Nobody answers what they wrote, nobody decides what they endorsed: by page, by API, by hand, and in the database."""

import pytest
from django.db import IntegrityError, transaction

from registry.organisation import actions as organisation
from registry.organisation.models import Role
from tests.workflows.requests.asking import DOORS, WORDS
from workflows.requests import actions
from workflows.requests.models import PageRequest, Verdict
from workflows.requests.moves import perform
from workflows.requests.panels import panel
from workflows.requests.states import Answer, Stage, State

DECISIONS = ("approve", "approve_with_conditions", "ask_changes", "refuse")
ENDORSEMENTS = ("endorse", "send_back")


def grant(world, person, role, unit):
    organisation.grant(world.people[person], world.units[unit], role, actor=world.admin, at=world.tick())


def go(world, asked, *steps):
    for who, name in steps:
        asked = perform(asked, name, actor=world.people[who], at=world.tick(), seen=asked.version, **WORDS[name])
    return asked


def refused(door, client, asked, moves, status=403):
    """No move of these passes, whatever the page offers: the POST is made by hand."""
    for name in moves:
        assert door.move(client, asked, name, **WORDS[name]).status_code == status, name
    assert PageRequest.objects.get(pk=asked.pk).version == asked.version


def offered(asked, person):
    return moves_of(panel(PageRequest.objects.get(pk=asked.pk), person))


def shown(client, asked):
    return moves_of(client.get(asked.get_absolute_url()).context["panel"])


def moves_of(found):
    return {choice.move for group in found.groups for choice in group.choices} | {c.move for c in found.folds}


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_an_author_who_is_head_does_not_endorse(world, as_, door):
    grant(world, "author", Role.HEAD, "hydro")
    asked = world.request(State.SUBMITTED)
    refused(door, as_("author"), asked, ENDORSEMENTS)
    assert offered(asked, world.author) == {"withdraw"}
    assert offered(asked, world.head) == {"endorse", "send_back", "withdraw"}


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_an_author_who_is_manager_neither_takes_nor_decides_nor_proves(world, as_, door):
    grant(world, "author", Role.MANAGER, "poly")
    refused(door, as_("author"), world.request(State.ENDORSED), ["take"])
    refused(door, as_("author"), world.request(State.IN_REVIEW), DECISIONS)
    given = world.request(State.ADDRESS_GIVEN)
    refused(door, as_("author"), given, ["put_online", "propose_override", "reject_address"])
    assert offered(given, world.author) == set()


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_whoever_edited_once_is_an_author_for_good(world, as_, door):
    grant(world, "colleague", Role.MANAGER, "poly")
    asked = world.draft()
    asked = actions.edit(asked, actor=world.colleague, at=world.tick(), seen=1, title="Relu")
    asked = actions.edit(asked, actor=world.author, at=world.tick(), seen=2, title="Relu encore")
    asked = go(world, asked, ("author", "submit"), ("head", "endorse"), ("manager", "take"))
    refused(door, as_("colleague"), asked, DECISIONS)


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_an_endorser_does_not_decide(world, as_, door):
    grant(world, "head", Role.MANAGER, "poly")
    asked = world.request(State.IN_REVIEW)
    refused(door, as_("head"), asked, DECISIONS)
    assert not offered(asked, world.head) & set(DECISIONS)


def test_the_database_says_the_same_whatever_code_runs(world):
    asked = world.request(State.IN_REVIEW)
    row = {"page_request": asked, "version": asked.version, "at": world.tick(), "answer": Answer.YES}
    for stage, by, number in [
        (Stage.DECISION, world.author, 1),
        (Stage.ENDORSEMENT, world.author, 2),
        (Stage.DECISION, world.head, 1),
    ]:
        with pytest.raises(IntegrityError, match="four eyes"), transaction.atomic():
            Verdict.objects.create(stage=stage, by=by, round=number, **row)
    Verdict.objects.create(stage=Stage.DECISION, by=world.manager, round=1, **row)


def test_a_heads_own_request_goes_to_the_head_above(world, as_):
    grant(world, "leader", Role.HEAD, "poly")
    asked = go(world, world.draft(author="head"), ("head", "submit"))
    assert asked.endorsing_unit == world.poly
    refused(DOORS[0], as_("head"), asked, ENDORSEMENTS)
    refused(DOORS[0], as_("manager"), asked, ENDORSEMENTS)
    assert DOORS[0].move(as_("leader"), asked, "endorse").status_code == 303


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_without_a_head_above_a_second_manager_endorses_and_another_decides(world, as_, door):
    asked = go(world, world.draft(author="head"), ("head", "submit"))
    assert asked.endorsing_unit is None
    refused(door, as_("head"), asked, ENDORSEMENTS)
    assert door.move(as_("manager2"), asked, "endorse").status_code == door.done
    asked.refresh_from_db()
    refused(door, as_("manager2"), asked, ["take"])
    assert door.move(as_("manager"), asked, "take").status_code == door.done
    asked.refresh_from_db()
    refused(door, as_("manager2"), asked, DECISIONS)
    assert door.move(as_("manager"), asked, "approve").status_code == door.done


def test_a_program_is_no_pair_of_eyes(world, as_):
    asked = world.request(State.IN_REVIEW)
    type(world.manager2).objects.filter(pk=world.manager2.pk).update(is_service=True)
    # A session opens nothing to it; what stands behind that is in test_four_eyes_doors.
    refused(DOORS[1], as_("manager2"), asked, DECISIONS, status=401)


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_an_override_takes_two_managers(world, as_, door):
    asked = world.request(State.ADDRESS_GIVEN)
    assert door.move(as_("manager"), asked, "propose_override", **WORDS["propose_override"]).status_code == door.done
    asked.refresh_from_db()
    assert asked.account.standing == "unconfirmed"
    refused(door, as_("manager"), asked, ["countersign"])
    assert shown(as_("manager"), asked) == {"put_online", "reject_address"}
    assert "Lettre de la direction." in as_("manager2").get(asked.get_absolute_url()).content.decode()
    assert shown(as_("manager2"), asked) == {"countersign", "put_online", "reject_address"}
    assert door.move(as_("manager2"), asked, "countersign").status_code == door.done
    asked.account.refresh_from_db()
    assert asked.account.standing == "official"
