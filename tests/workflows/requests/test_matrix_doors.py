"""The written policy by page and by API: the same answers, and what one may not see is not there."""

import pytest

from registry.organisation.models import Role
from tests.scene import undone
from tests.workflows.requests.asking import DOORS, WORDS
from tests.workflows.requests.policy import POLICY, Asker, written
from workflows.requests.models import PageRequest
from workflows.requests.states import State

# To whom a request of `hydro` does not exist at all; a draft is the unit's own.
OUTSIDE = ("neighbour", "stranger", "other_head", "other_manager", "other_leader", "other_admin", "admin", "nobody")
READERS = {"manager", "auditor"}
PEOPLE = {
    "author": Asker("author", Role.MEMBER, own="author"),
    "head": Asker("head", Role.HEAD),
    "manager": Asker("manager", Role.MANAGER),
    "auditor": Asker("auditor", Role.AUDITOR),
} | {person: Asker(person, "") for person in OUTSIDE}
KINDS = ("author", "head", "manager", "auditor")
# Who is asked about the moves that start elsewhere, too.
ASKERS = ("author", "manager")
NO = {403, 422, 400}


@pytest.mark.parametrize("door", DOORS, ids=str)
@pytest.mark.parametrize("state", State.values)
def test_the_doors_answer_the_same(world, as_, state, door):
    asked = world.request(state)
    may_be_made = {person: written(state, "", asker) for person, asker in PEOPLE.items()}
    anybodys = {move for line in POLICY if (line.state, line.given) == (state, "") for move in line.moves}
    unseen = {*OUTSIDE} | (READERS if state == "draft" else set())
    wrong = {}
    tries = [(person, move) for person in KINDS for move in WORDS if person in ASKERS or move in anybodys]
    tries += [(person, "withdraw") for person in OUTSIDE]
    clients = {person: as_(person) for person, _move in tries}
    for person, move in tries:
        may = move in may_be_made[person]
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
