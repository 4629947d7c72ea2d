"""What is kept stays as it was, and becomes a draft once."""

import pytest

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.organisation.models import Unit
from registry.organisation.permissions import NotAllowed
from tests.workflows.exits.asking_if import count, question
from workflows.exits.models import ExitDecision, Scenario
from workflows.exits.states import Kind, State, Treatment
from workflows.exits.what_if_actions import draft_from, keep
from workflows.machine import Refused

PREPARERS = {"manager", "manager2", "leader", "leader2"}


def kept(world, *units, who="leader", **words):
    name = words.pop("name", "Suspendre")
    return keep(question(world, *units, **words), name=name, actor=world.people[who], at=world.tick())


def test_whoever_prepares_decisions_keeps_scenarios(world):
    allowed = set()
    for name in world.people:
        try:
            kept(world, who=name)
            allowed.add(name)
        except NotAllowed:
            pass
    assert allowed == PREPARERS
    assert Event.objects.filter(verb=Verb.EXIT_SCENARIO_KEPT).count() == Scenario.objects.count() == len(PREPARERS)


def test_a_kept_answer_does_not_change(world):
    account = world.account("https://x.com/hydro_ex")
    count(world, account, 100)
    scenario = kept(world)
    before = Scenario.objects.get(pk=scenario.pk).result
    world.account("https://x.com/second_ex")
    count(world, account, 999, day=world.at.date())
    draft_from(scenario, actor=world.leader, at=world.tick())
    assert Scenario.objects.get(pk=scenario.pk).result == before
    assert before["touched"]["followers"] == 100
    assert kept(world).result["touched"] != before["touched"]


def test_a_name_is_asked_for(world):
    with pytest.raises(Refused):
        kept(world, name="  ")


@pytest.mark.parametrize(
    ("units", "lines"),
    [
        ((), {"hydro": "poly", "lab": "poly", "library": "poly", "poly": "poly"}),
        (("hydro",), {"hydro": "hydro", "lab": "hydro"}),
        (("lab", "hydro"), {"hydro": "hydro", "lab": "hydro"}),
        (("lab", "library"), {"lab": "lab", "library": "library"}),
    ],
)
def test_the_draft_covers_the_chosen_trees(world, units, lines):
    for name in ("poly", "hydro", "lab", "library", "abroad"):
        world.account(f"https://x.com/of_{name}", unit=name, **({"standing": "affiliated"} if name == "abroad" else {}))
    scenario = kept(world, *units, kind=Kind.LEAVE)
    decision = draft_from(scenario, actor=world.leader, at=world.tick())
    assert (decision.state, decision.kind, decision.platform.slug) == (State.DRAFT, Kind.LEAVE, "x")
    covered = {line.account.unit.slug: line.from_unit.slug for line in decision.lines.all()}
    slugs = {unit.slug: name for name, unit in world.units.items()}
    assert {slugs[unit]: slugs[brought] for unit, brought in covered.items()} == lines
    assert {line.treatment for line in decision.lines.all()} == {Treatment.CLOSED}
    assert list(decision.scenarios.all()) == [scenario]


def test_a_scenario_becomes_a_decision_once(world):
    scenario = kept(world)
    draft_from(scenario, actor=world.leader, at=world.tick())
    with pytest.raises(Refused):
        draft_from(scenario, actor=world.leader, at=world.tick())
    assert ExitDecision.objects.count() == 1


def test_another_institution_makes_nothing_of_it(world):
    scenario = kept(world)
    for name in ("other_leader", "adviser", "auditor", "admin"):
        with pytest.raises(NotAllowed):
            draft_from(scenario, actor=world.people[name], at=world.tick())


def test_a_unit_that_went_elsewhere_is_said(world):
    scenario = kept(world, "library")
    Unit.objects.filter(pk=world.library.pk).update(path=f"{world.other.path}{world.library.pk}/")
    with pytest.raises(Refused):
        draft_from(scenario, actor=world.leader, at=world.tick())
