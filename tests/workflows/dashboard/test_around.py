"""Which decisions of the institution hold today, whatever is thought of them since."""

import pytest
from django.utils.timezone import localdate

from tests.world import EXIT_WAY
from workflows.dashboard.around import decisions_in_force
from workflows.exits.states import Kind, State

HOLD = {State.IN_FORCE, State.COMPLETED, State.UNDER_REVIEW}


@pytest.mark.parametrize("state", EXIT_WAY)
def test_a_decision_holds_until_another_takes_its_place(world, state):
    decision = world.exit(state)
    assert (decision in decisions_in_force(world.hydro, localdate())) == (state in HOLD)


@pytest.mark.parametrize("kind", [Kind.RETURN, Kind.LEAVE])
@pytest.mark.parametrize("state", sorted(HOLD))
def test_then_the_other_one_holds(world, state, kind):
    old = world.exit(state)
    new = world.exit(State.IN_FORCE, kind=kind, reverses=old)
    assert list(decisions_in_force(world.poly, localdate())) == [new]
