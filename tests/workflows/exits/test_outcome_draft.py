"""The draft that a look back starts: whose words it is made of, and who decides it."""

import pytest

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.organisation.permissions import NotAllowed
from tests.scene import undone
from tests.workflows.exits.looking import in_force, looked_back
from workflows.exits.actions import edit
from workflows.exits.looking_back import close, mark_of, write_lessons
from workflows.exits.models import ExitDecision
from workflows.exits.moves import ACTIONS
from workflows.exits.states import Outcome, State


def now(decision):
    return ExitDecision.objects.get(pk=decision.pk)


def step(world, decision, name, who):
    return ACTIONS[name](now(decision), actor=world.people[who], at=world.tick(), seen=now(decision).version)


@pytest.mark.parametrize("outcome", [Outcome.EXTENDED, Outcome.REVERSED])
def test_an_institution_with_one_leader_can_decide_what_its_look_back_starts(world, outcome):
    """Whoever had a hand in the lessons is the draft's author; who closes is barred by a hand in it, and by nothing else."""
    row = looked_back(world, in_force(world), by="leader2")
    words = {"lessons_fr": "Autre.", "lessons_en": "Other."}
    row = write_lessons(row, actor=world.manager2, at=world.tick(), seen=mark_of(row), **words)
    draft = close(row, actor=world.leader, at=world.tick(), seen=mark_of(row), outcome=outcome)
    assert set(draft.signatures.values_list("act", "by")) == {
        ("wrote", world.manager2.pk),
        ("wrote", world.leader2.pk),
    }
    drafted = Event.objects.about(draft).get(verb=Verb.EXIT_DRAFTED)
    assert drafted.actor == world.leader
    for hand, may in [("leader", False), ("manager", True)]:
        with undone():
            step(world, draft, "propose", hand)
            for who in ("leader2", "manager2", "manager"):
                with pytest.raises(NotAllowed):
                    step(world, draft, "decide", who)
            if may:
                assert step(world, draft, "decide", "leader").state == State.DECIDED
            else:
                with pytest.raises(NotAllowed):
                    step(world, draft, "decide", "leader")
    edit(now(draft), actor=world.leader, at=world.tick(), seen=now(draft).version)
    step(world, draft, "propose", "manager")
    with pytest.raises(NotAllowed):
        step(world, draft, "decide", "leader")
