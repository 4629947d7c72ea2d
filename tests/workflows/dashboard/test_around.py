"""Which decisions of the institution hold today, whatever is thought of them since."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from tests.world import EXIT_WAY
from workflows.dashboard.around import decisions_in_force
from workflows.exits.correcting import correct_text
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


def test_on_a_past_day_the_corrected_effect_counts(world, as_):
    decision = world.exit(State.IN_FORCE, effective_on="2025-02-01")
    about = {"actor": world.manager, "at": world.tick(), "seen": decision.version}
    correct_text(
        decision, field="effective_on", after="2025-04-01", reason_fr="Oubli.", reason_en="Forgotten.", **about
    )
    held = [decision in decisions_in_force(world.poly, date(2025, month, 5)) for month in (3, 4)]
    assert held == [False, True]
    page = as_("manager").get(reverse("dashboard:decisions")).content.decode()
    assert ("avril 2025" in page, "février 2025" in page) == (True, False)
