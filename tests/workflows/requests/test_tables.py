"""The tables of this slice speak of the same things: no move without action, form and words; no state without a place."""

import pytest
from django import forms
from django.template.loader import render_to_string

from tests.workflows.requests.asking import WORDS as SAID
from workflows.requests.forms.content import STEP_FORMS, RequestForm
from workflows.requests.forms.moves import FORMS
from workflows.requests.moves import ACTIONS
from workflows.requests.panels import FINAL, FOLDED, GROUPS, WORDS
from workflows.requests.queries.hands import HANDS
from workflows.requests.queries.stepper import ARRIVED, LEFT
from workflows.requests.questions import ASKED, CONTENT, LABELS, fields, needed
from workflows.requests.rules import STEWARDS, Asked, checks
from workflows.requests.serializers import MOVES, EditSerializer
from workflows.requests.states import CLOSED, MACHINE, Kind, State

MOVES_OF_THE_MACHINE = set(MACHINE.moves)


@pytest.mark.parametrize(
    "table", [ACTIONS, FORMS, MOVES, WORDS, SAID], ids=["actions", "forms", "api", "words", "tests"]
)
def test_every_move_is_in_every_table(table):
    assert set(table) == MOVES_OF_THE_MACHINE


def test_every_move_is_drawn_once():
    drawn = [move for _title, moves in GROUPS for move in moves] + list(FOLDED)
    assert sorted(drawn) == sorted(MOVES_OF_THE_MACHINE)
    assert FINAL <= MOVES_OF_THE_MACHINE


def test_every_state_has_its_place_and_every_running_one_somebody():
    assert set(LEFT) | set(ARRIVED) | {State.REFUSED} == CLOSED
    assert set(HANDS) == set(State) - CLOSED


@pytest.mark.parametrize("kind", Kind)
def test_every_rule_has_its_field_and_every_needed_field_its_rule(kind):
    whole = [
        Asked(kind),
        Asked(kind, with_students=True, with_minors=True, platform_closed=True, languages=("ar",)),
        Asked(kind, given=STEWARDS, primary=1, backup=1),
        Asked(kind, given=STEWARDS, primary=1, backup=2, students=2, unread=1),
    ]
    ruled = {check.field for asked in whole for check in checks(asked)}
    assert ruled <= fields(kind)
    # A draft cannot be without these.
    assert needed(kind) - {"kind", "unit", "platform"} <= ruled


@pytest.mark.parametrize("kind", Kind)
def test_every_field_of_a_kind_is_on_one_step_and_in_its_form(kind):
    asked = [(step, name) for step, ask in ASKED[kind].items() for name in ask.fields]
    assert sorted(name for _step, name in asked) == sorted(fields(kind))
    assert all(name in STEP_FORMS[step].base_fields for step, name in asked)
    assert list(ASKED[kind]) == [step for step in LABELS if step in ASKED[kind]]


def test_the_form_of_programs_asks_all_that_is_kept():
    assert set(RequestForm.base_fields) == set(CONTENT) == set(EditSerializer().fields) - {"seen"}
    assert {name for form in STEP_FORMS.values() for name in form.base_fields} == set(CONTENT)


@pytest.mark.parametrize("move", FORMS)
def test_a_form_asks_for_a_version_and_hides_it(move):
    form = FORMS[move]({})
    assert not form.is_valid()
    assert isinstance(form.fields["seen"].widget, forms.HiddenInput)
    assert set(FORMS[move](SAID[move] | {"seen": 1}).errors) == set()
    for wrong in ("0", "-1", "x", "", "1.5"):
        assert "seen" in FORMS[move](SAID[move] | {"seen": wrong}).errors


@pytest.mark.parametrize("move", FORMS)
def test_the_api_takes_what_the_form_takes(move):
    assert set(MOVES[move]().fields) == set(FORMS[move].base_fields)
    assert MOVES[move](data=SAID[move] | {"seen": 1}).is_valid()
    assert not MOVES[move](data=SAID[move] | {"seen": 1, "state": "approved"}).is_valid()


def test_the_frame_of_a_move_form_is_safe_to_draw():
    html = render_to_string("django/forms/div.html", FORMS["refuse"](auto_id="id_refuse_%s").get_context())
    assert 'id="id_refuse_reason"' in html
