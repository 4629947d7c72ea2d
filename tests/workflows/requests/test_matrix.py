"""Every state × every move × every person, against a table written here from the product's words.

The whole table through `perform`, which page and API share; then by page and by API with one person of each kind.
"""

from contextlib import suppress

import pytest

from registry.organisation.permissions import NotAllowed
from tests.scene import undone
from tests.workflows.requests.asking import DOORS, WORDS
from workflows.machine import Refused
from workflows.requests.models import PageRequest
from workflows.requests.moves import perform
from workflows.requests.states import State

# The unit's own people; the head is one of them. Four eyes: `test_four_eyes.py`.
UNIT = {"author", "colleague", "steward", "head"}
MANAGERS = {"manager", "manager2"}
LEADERS = {"leader", "leader2"}
WITHDRAW = {"withdraw": UNIT}
GIVE = {"give_address": UNIT} | WITHDRAW

ALLOWED: dict[str, dict[str, set[str]]] = {
    "draft": {"submit": UNIT} | WITHDRAW,
    "submitted": {"endorse": {"head"}, "send_back": {"head"}} | WITHDRAW,
    "endorsed": dict.fromkeys(("take", "assign"), MANAGERS) | WITHDRAW,
    # No leadership is on this request's way, so there is nobody to recommend it to: `test_way.py`.
    "in_review": dict.fromkeys(
        ("assign", "release", "approve", "approve_with_conditions", "ask_changes", "refuse"), MANAGERS
    )
    | WITHDRAW,
    # Who endorsed or recommended it has spoken; an offer that was accepted: `test_offers.py`.
    "with_leadership": dict.fromkeys(("consent", "decline"), LEADERS) | WITHDRAW,
    "returned": {"submit": UNIT} | WITHDRAW,
    "approved": GIVE,
    "approved_with_conditions": GIVE,
    # No override waits here, so there is nothing to countersign: `test_override.py`.
    "address_given": dict.fromkeys(("put_online", "propose_override", "reject_address"), MANAGERS),
    "online": {},
    "done": {},
    "avoided": {},
    "expired": {},
    "refused": {},
    "withdrawn": {},
}
# To whom a request of `hydro` does not exist at all; a draft is the unit's own.
OUTSIDE = {"neighbour", "stranger", "other_head", "other_manager", "other_leader", "other_admin", "admin", "nobody"}
READERS = MANAGERS | {"adviser", "leader", "leader2", "auditor"}
NO = {403, 422, 400}
KINDS = ("author", "head", "manager", "auditor")
# Who is asked about the moves that start elsewhere, too.
ASKERS = ("author", "manager")


def allowed(state, move, person):
    return person in ALLOWED[state].get(move, set())


def test_the_table_speaks_of_everything(world):
    assert set(ALLOWED) == set(State.values)
    assert set(world.people) == OUTSIDE | READERS | UNIT


@pytest.mark.parametrize("state", ALLOWED)
def test_who_may_do_what_when(world, state):
    asked = world.request(state)
    done = set()
    for name, person in world.people.items():
        for move, words in WORDS.items():
            with undone(), suppress(NotAllowed, Refused):
                perform(asked, move, actor=person, at=world.tick(), seen=asked.version, **words)
                done.add((move, name))
    assert done == {(move, name) for move, names in ALLOWED[state].items() for name in names}


@pytest.mark.parametrize("door", DOORS, ids=str)
@pytest.mark.parametrize("state", ALLOWED)
def test_the_doors_answer_the_same(world, as_, state, door):
    asked = world.request(state)
    unseen = OUTSIDE | (READERS if state == "draft" else set())
    wrong = {}
    tries = [(person, move) for person in KINDS for move in WORDS if person in ASKERS or move in ALLOWED[state]]
    tries += [(person, "withdraw") for person in OUTSIDE]
    clients = {person: as_(person) for person, _move in tries}
    for person, move in tries:
        may = allowed(state, move, person)
        expected = {door.done} if may else {404} if person in unseen else NO
        with undone():
            answer = door.move(clients[person], asked, move, **WORDS[move]).status_code
            moved = PageRequest.objects.get(pk=asked.pk).version != asked.version
        if answer not in expected or moved is not may:
            wrong[person, move] = answer, moved
    assert wrong == {}


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_a_move_that_is_none_is_nowhere(world, as_, door):
    asked = world.request(State.SUBMITTED)
    for name in ("steal", "edit-state", "approve2"):
        assert door.move(as_("manager"), asked, name).status_code == 404
