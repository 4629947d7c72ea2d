"""Every state × every move × every person, against a table written down here, apart from the product's own."""

import pytest
from django.db import IntegrityError, transaction

from registry.organisation.models import User
from registry.organisation.permissions import NotAllowed
from workflows.exits import actions
from workflows.exits.models import ExitDecision, Signature
from workflows.exits.move_forms import FORMS
from workflows.exits.moves import ACTIONS, open_moves, perform
from workflows.exits.moving import Stale
from workflows.exits.states import MACHINE, Act, Kind, State
from workflows.machine import Refused

PREPARERS = {"manager", "manager2", "leader", "leader2"}
DECIDERS = {"leader", "leader2"}
# (state, move) → who may make it, and where it leads. The decision was written and proposed by "manager".
TABLE: dict[tuple[str, str], tuple[set[str], str]] = {
    ("draft", "consult"): (PREPARERS, "consultation"),
    ("draft", "propose"): (PREPARERS, "proposed"),
    ("draft", "withdraw"): (PREPARERS, "withdrawn"),
    ("consultation", "redraft"): (PREPARERS, "draft"),
    ("consultation", "propose"): (PREPARERS, "proposed"),
    ("consultation", "withdraw"): (PREPARERS, "withdrawn"),
    ("proposed", "send_back"): (DECIDERS, "draft"),
    ("proposed", "decide"): (DECIDERS, "decided"),
    ("proposed", "withdraw"): (PREPARERS, "withdrawn"),
    ("decided", "announce"): (PREPARERS, "announced"),
    ("announced", "bring_into_force"): (PREPARERS, "in_force"),
    ("in_force", "complete"): (PREPARERS, "completed"),
    ("in_force", "open_review"): (PREPARERS, "under_review"),
    ("completed", "open_review"): (PREPARERS, "under_review"),
    ("under_review", "keep"): (DECIDERS, "in_force"),
}
LEADERS_MOVES = {"send_back", "decide", "keep"}
ABLE = {move: DECIDERS if move in LEADERS_MOVES else PREPARERS for _, move in TABLE}
WORDS = {"send_back": {"reason": "À préciser."}, "open_review": {"reason": "Un an a passé."}}
# How a decision ends by another's hand: the kind of the one that names it.
ENDED_BY = {State.REVERSED: Kind.RETURN, State.SUPERSEDED: Kind.LEAVE}


def in_state(world, state):
    if state not in ENDED_BY:
        decision = world.exit(state)
        if state == State.IN_FORCE:
            world.finish(decision)
        return decision
    old = world.exit(State.IN_FORCE)
    world.exit(State.IN_FORCE, kind=ENDED_BY[state], reverses=old)
    return ExitDecision.objects.get(pk=old.pk)


def outcome(world, decision, move, person):
    """The state that the move leads to, or the kind of refusal; nothing of it lasts."""
    with transaction.atomic():
        try:
            moved = ACTIONS[move](decision, actor=person, at=world.tick(), seen=decision.version, **WORDS.get(move, {}))
            return moved.state
        except (NotAllowed, Refused) as refusal:
            return type(refusal)
        finally:
            transaction.set_rollback(True)


def test_the_tables_have_the_same_names():
    assert set(MACHINE.moves) == set(ACTIONS) == set(FORMS) == set(ABLE)


@pytest.mark.parametrize("state", State.values)
def test_every_move_by_everybody(world, state):
    decision = in_state(world, state)
    assert decision.state == state
    for name, person in world.people.items():
        expected_open = [move for move in MACHINE.moves if name in TABLE.get((state, move), ((), ""))[0]]
        assert open_moves(decision, person) == expected_open, name
        for move in MACHINE.moves:
            people, target = TABLE.get((state, move), (set(), ""))
            expected = target if name in people else (Refused if name in ABLE[move] else NotAllowed)
            assert outcome(world, decision, move, person) == expected, (name, move)
    assert ExitDecision.objects.get(pk=decision.pk).version == decision.version


@pytest.mark.parametrize("before", [State.IN_FORCE, State.COMPLETED, State.UNDER_REVIEW])
@pytest.mark.parametrize("kind", Kind.values)
def test_a_return_reverses_and_any_other_decision_supersedes(world, before, kind):
    old = world.exit(before)
    world.exit(State.ANNOUNCED, kind=kind, reverses=old)
    assert ExitDecision.objects.get(pk=old.pk).state == before, "not before the other one is in force"
    new = ExitDecision.objects.get(reverses=old)
    actions.bring_into_force(new, actor=world.manager, at=world.tick(), seen=new.version)
    assert ExitDecision.objects.get(pk=old.pk).state == ("reversed" if kind == "return" else "superseded")


AUTHORS = [("leader", "manager"), ("manager", "leader"), ("leader", "leader")]


@pytest.mark.parametrize(("author", "proposer"), AUTHORS)
def test_whoever_wrote_or_proposed_does_not_decide(world, as_, author, proposer):
    decision = actions.draft(
        institution=world.poly, platform=world.platform("x"), kind=Kind.LEAVE, actor=world.people[author],
        at=world.tick(), rationale_fr="Nos valeurs.", rationale_en="Our values.",
    )  # fmt: skip
    decision = actions.propose(decision, actor=world.people[proposer], at=world.tick(), seen=decision.version)
    assert "decide" not in open_moves(decision, world.leader)
    answer = as_("leader").post(f"{decision.get_absolute_url()}decide/", {"seen": decision.version})
    assert answer.status_code == 403
    assert "une autre personne doit la prendre" in answer.content.decode()
    assert ExitDecision.objects.get(pk=decision.pk).state == State.PROPOSED
    assert "decide" in open_moves(decision, world.leader2)


def test_a_text_washed_by_a_colleague_is_still_its_first_authors(world):
    decision = actions.draft(
        institution=world.poly, platform=world.platform("x"), kind=Kind.LEAVE, actor=world.leader, at=world.tick()
    )
    decision = actions.edit(
        decision, actor=world.manager, at=world.tick(), seen=1, rationale_fr="Nos valeurs.", rationale_en="Our values."
    )
    decision = actions.propose(decision, actor=world.manager, at=world.tick(), seen=2)
    with pytest.raises(NotAllowed):
        actions.decide(decision, actor=world.leader, at=world.tick(), seen=3)


@pytest.mark.parametrize("person", ["manager", "leader"])
def test_the_database_refuses_a_decider_who_wrote_or_proposed(world, person):
    decision = actions.draft(
        institution=world.poly, platform=world.platform("x"), kind=Kind.LEAVE, actor=world.manager, at=world.tick(),
        rationale_fr="Nos valeurs.", rationale_en="Our values.",
    )  # fmt: skip
    actions.propose(decision, actor=world.leader, at=world.tick(), seen=decision.version)
    with pytest.raises(IntegrityError, match="four eyes"), transaction.atomic():
        Signature.objects.create(decision=decision, act=Act.DECIDED, by=world.people[person], at=world.tick())
    Signature.objects.create(decision=decision, act=Act.DECIDED, by=world.leader2, at=world.tick())


def test_the_database_keeps_one_decider_and_no_program(world):
    decision = world.exit(State.DECIDED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.create(decision=decision, act=Act.DECIDED, by=world.leader2, at=world.tick())
    User.objects.filter(pk=world.leader2.pk).update(is_service=True)
    other = world.exit(State.PROPOSED, platform="facebook")
    with pytest.raises(IntegrityError, match="four eyes"), transaction.atomic():
        Signature.objects.create(decision=other, act=Act.DECIDED, by=world.leader2, at=world.tick())
    with pytest.raises(NotAllowed):
        actions.decide(other, actor=User.objects.get(pk=world.leader2.pk), at=world.tick(), seen=other.version)


@pytest.mark.parametrize("move", list(MACHINE.moves))
def test_a_version_that_is_no_more_is_not_answered(world, move):
    state = next(state for state, name in TABLE if name == move)
    decision = world.exit(state)
    person = world.people["leader2" if move in LEADERS_MOVES else "manager"]
    with pytest.raises(Stale):
        perform(decision, move, actor=person, at=world.tick(), seen=decision.version - 1, **WORDS.get(move, {}))
    assert ExitDecision.objects.get(pk=decision.pk).state == state
