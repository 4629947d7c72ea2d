"""A change to an account of the register: approved, then seen done by a manager."""

from contextlib import suppress

import pytest

from registry.accounts.models import StewardRank
from registry.accounts.status import Status
from registry.audit.models import Event
from registry.audit.verbs import Verb
from workflows.machine import Refused
from workflows.requests.models import PageRequest
from workflows.requests.moves import open_moves
from workflows.requests.states import Kind, State

SEEN = {"evidence": "Vu sur la plateforme le 20 novembre."}


def approved(world, kind, account, **content):
    """A request about an account, approved without passing the rules of submission, which are tested by themselves."""
    asked = world.draft(kind=kind, about=account, platform=account.platform.slug, **content)
    PageRequest.objects.filter(pk=asked.pk).update(state=State.APPROVED)
    return PageRequest.objects.get(pk=asked.pk)


@pytest.fixture
def account(world):
    return world.account("https://www.facebook.com/hydro.example")


def carried_out(world, account, kind, **content):
    asked = approved(world, kind, account, **content)
    asked = world.move(asked, "carry_out", "manager", **SEEN)
    assert asked.state == State.DONE
    account.refresh_from_db()
    return asked


def test_a_new_name_leaves_the_former_one_remembered(world, account):
    carried_out(world, account, Kind.RENAME, wanted_handle="hydro.nouveau")
    assert account.handle == "hydro.nouveau"
    assert [row.handle for row in account.former_handles.all()] == ["hydro.example"]


def test_another_unit_gets_the_account_with_its_people(world, account):
    people = {"primary_steward": world.neighbour, "backup_steward": world.steward}
    carried_out(world, account, Kind.TRANSFER, to_unit=world.library, **people)
    assert account.unit == world.library
    held = account.stewardships.filter(until=None).values_list("rank", "user_id")
    assert dict(held) == {StewardRank.PRIMARY: world.neighbour.pk, StewardRank.BACKUP: world.steward.pk}
    assert Event.objects.filter(verb=Verb.ACCOUNT_TRANSFERRED, unit=world.library).exists()


def test_a_sleeping_account_is_active_again(world):
    account = world.account("https://www.facebook.com/asleep.example", status=Status.DORMANT)
    carried_out(world, account, Kind.REACTIVATE)
    assert account.status == Status.ACTIVE


def test_a_closed_account_was_official_until_that_day(world, account):
    carried_out(world, account, Kind.CLOSE)
    assert (account.status, account.official_until) == (Status.CLOSED, "2026-11-20")


def test_people_are_added_one_by_one_and_nobody_goes(world, account):
    for person in (world.steward, world.colleague, world.neighbour, world.colleague):
        carried_out(world, account, Kind.ADD_ADMINISTRATOR, backup_steward=person)
    held = account.stewardships.filter(until=None).order_by("pk").values_list("rank", "user_id")
    assert list(held) == [
        (StewardRank.BACKUP, world.steward.pk),
        (StewardRank.ADMINISTRATOR, world.colleague.pk),
        (StewardRank.ADMINISTRATOR, world.neighbour.pk),
    ]


def test_a_name_that_another_account_has_changes_nothing(world, account):
    world.account("https://www.facebook.com/taken.example")
    asked = approved(world, Kind.RENAME, account, wanted_handle="taken.example")
    with suppress(Exception):
        world.move(asked, "carry_out", "manager", **SEEN)
    asked.refresh_from_db()
    account.refresh_from_db()
    assert (asked.state, account.handle) == (State.APPROVED, "hydro.example")


@pytest.mark.parametrize("kind", [Kind.OPEN, Kind.DECLARE, Kind.EXCEPTION])
def test_a_page_that_enters_is_proven_and_not_carried_out(world, kind):
    asked = world.request(State.APPROVED)
    PageRequest.objects.filter(pk=asked.pk).update(kind=kind)
    asked.refresh_from_db()
    assert "carry_out" not in open_moves(asked, world.manager)
    assert "give_address" in open_moves(asked, world.author)
    with pytest.raises(Refused):
        world.move(asked, "carry_out", "manager", **SEEN)


def test_a_change_has_no_address_to_give(world, account):
    asked = approved(world, Kind.CLOSE, account)
    assert "carry_out" in open_moves(asked, world.manager)
    assert "give_address" not in open_moves(asked, world.author)
