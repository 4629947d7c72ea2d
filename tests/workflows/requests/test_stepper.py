"""The stepper: at each state, which stops are behind, where the request stands, who has it, since when and by when."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from tests.ways import REFUSAL
from workflows.requests.models import PageRequest
from workflows.requests.queries.hands import hands_of, with_hands
from workflows.requests.queries.stages import stages
from workflows.requests.queries.stepper import way
from workflows.requests.states import Kind, State

# state → the stops: (done, now or todo, its label, who)
WAYS = {
    State.DRAFT: [
        ("now", "À soumettre", "Author"),
        ("todo", "Aval", ""),
        ("todo", "Décision", ""),
        ("todo", "Mise en ligne", ""),
    ],
    State.SUBMITTED: [
        ("done", "Demandée", "Author"),
        ("now", "Aval", "Head"),
        ("todo", "Décision", ""),
        ("todo", "Mise en ligne", ""),
    ],
    State.ENDORSED: [
        ("done", "Demandée", "Author"),
        ("done", "Avalisée", "Head"),
        ("now", "Décision", "Personne encore"),
        ("todo", "Mise en ligne", ""),
    ],
    State.IN_REVIEW: [
        ("done", "Demandée", "Author"),
        ("done", "Avalisée", "Head"),
        ("now", "Décision", "Manager"),
        ("todo", "Mise en ligne", ""),
    ],
    State.WITH_LEADERSHIP: [
        ("done", "Demandée", "Author"),
        ("done", "Avalisée", "Head"),
        ("done", "Avis favorable", "Manager"),
        ("now", "Direction de l’institution", "Leader, Leader2"),
        ("todo", "Mise en ligne", ""),
    ],
    State.RETURNED: [
        ("now", "À revoir", "Author"),
        ("todo", "Aval", ""),
        ("todo", "Décision", ""),
        ("todo", "Mise en ligne", ""),
    ],
    State.REFUSED: [("done", "Demandée", "Author"), ("done", "Avalisée", "Head"), ("done", "Refusée", "Manager")],
    State.APPROVED: [
        ("done", "Demandée", "Author"),
        ("done", "Avalisée", "Head"),
        ("done", "Approuvée", "Manager"),
        ("now", "Mise en ligne", "Author"),
    ],
    State.APPROVED_WITH_CONDITIONS: [
        ("done", "Demandée", "Author"),
        ("done", "Avalisée", "Head"),
        ("done", "Approuvée avec conditions", "Manager"),
        ("now", "Mise en ligne", "Author"),
    ],
    State.ADDRESS_GIVEN: [
        ("done", "Demandée", "Author"),
        ("done", "Avalisée", "Head"),
        ("done", "Approuvée", "Manager"),
        ("now", "Preuve", "Manager"),
    ],
    State.ONLINE: [
        ("done", "Demandée", "Author"),
        ("done", "Avalisée", "Head"),
        ("done", "Approuvée", "Manager"),
        ("done", "En ligne", ""),
    ],
    State.DONE: [
        ("done", "Demandée", "Author"),
        ("done", "Avalisée", "Head"),
        ("done", "Approuvée", "Manager"),
        ("done", "Faite", ""),
    ],
    State.WITHDRAWN: [("done", "Retirée", "")],
    State.AVOIDED: [("done", "Demandée", "Author"), ("done", "Publiée ailleurs", "")],
    State.EXPIRED: [
        ("done", "Demandée", "Author"),
        ("done", "Avalisée", "Head"),
        ("done", "Approuvée", "Manager"),
        ("done", "Expirée", ""),
    ],
}
STUDENTS = {"with_students": True, "closed_group": True, "consent": "Formulaire.", "membership": "Chaque trimestre."}


def steps_of(asked):
    asked = with_hands(PageRequest.objects.with_names()).get(pk=asked.pk)
    return way(asked, stages(asked), hands_of(asked, timezone.localdate(), frozenset()))


def short(asked):
    with override("fr"):
        return [(step.state, str(step.label), str(step.who)) for step in steps_of(asked)]


def test_the_table_is_whole():
    assert set(WAYS) == set(State)


@pytest.mark.parametrize("state", State)
def test_each_state_has_its_way(world, state):
    found = short(world.request(state))
    assert found == WAYS[state]
    # The look draws six at most, and one place where it stands.
    assert len(found) <= 6
    assert [step[0] for step in found].count("now") <= 1


@pytest.mark.parametrize("state", [State.SUBMITTED, State.IN_REVIEW, State.WITH_LEADERSHIP, State.APPROVED])
def test_where_it_stands_it_says_since_when_and_by_when(world, state):
    asked = world.request(state)
    with override("fr"):
        [now] = [step for step in steps_of(asked) if step.state == "now"]
    assert now.when.startswith("depuis le 20 nov. 2026, au plus tard le ")
    with override("en"):
        [now] = [step for step in steps_of(asked) if step.state == "now"]
    assert "20 Nov 2026" in now.when


def test_advice_is_a_stop_of_its_own_and_holds_nobody_up_once_its_day_is_over(world):
    asked = world.request(State.IN_REVIEW, **STUDENTS)
    asked.steps.update(due_on=timezone.localdate() + timedelta(days=1))
    assert ("now", "Conseil", "Adviser") in short(asked)
    assert ("todo", "Décision", "") in short(asked)
    asked.steps.filter(stage="advice").update(due_on=timezone.localdate() - timedelta(days=1))
    assert ("todo", "Conseil", "") in short(asked)
    assert ("now", "Décision", "Manager") in short(asked)
    asked.steps.filter(stage="advice").update(concluded_at=world.at)
    assert ("done", "Conseil donné", "") in short(asked)


def test_the_leadership_that_declines_ends_the_way(world):
    asked = world.move(world.request(State.WITH_LEADERSHIP), "decline", "leader", **REFUSAL)
    assert short(asked)[2:] == [("done", "Avis favorable", "Manager"), ("done", "Refusée", "Leader")]


def test_a_head_who_sends_it_back_and_a_withdrawal_on_the_way(world):
    asked = world.move(world.request(State.IN_REVIEW), "withdraw", "author")
    assert short(asked) == [("done", "Demandée", "Author"), ("done", "Avalisée", "Head"), ("done", "Retirée", "")]
    back = world.move(world.request(State.SUBMITTED), "send_back", "head", reason="Précisez.")
    assert short(world.move(back, "withdraw", "author"))[1] == ("done", "Changements demandés", "Head")


def test_a_change_ends_with_the_change(world):
    account = world.account("https://www.facebook.com/ending.example")
    asked = world.request(State.SUBMITTED, kind=Kind.CLOSE, about=account, platform="facebook")
    assert short(asked)[-1] == ("todo", "Changement fait", "")


@pytest.mark.parametrize("person", ["author", "manager", "auditor"])
def test_department_and_deciders_read_the_same_stepper(world, as_, person):
    asked = world.request(State.IN_REVIEW)
    page = as_(person).get(asked.get_absolute_url())
    assert [(step.state, str(step.who)) for step in page.context["steps"]] == [
        (state, who) for state, _label, who in WAYS[State.IN_REVIEW]
    ]
    assert page.content.decode().count('aria-current="step"') == 1
