"""The tables of this slice speak of the same things: no move without action, form and words; no state without a place."""

import pytest
from django import forms
from django.template.loader import render_to_string

from tests.workflows.requests.asking import WORDS as SAID
from workflows.requests.forms.content import TO_MEND, RequestForm
from workflows.requests.forms.moves import FORMS
from workflows.requests.moves import ACTIONS
from workflows.requests.panels import FINAL, FOLDED, GROUPS, WORDS
from workflows.requests.queries.detail import BEHIND
from workflows.requests.queries.hands import HANDS
from workflows.requests.rules import Asked, checks
from workflows.requests.serializers import MOVES
from workflows.requests.states import CLOSED, MACHINE, State

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
    assert set(BEHIND) == set(State) - {State.WITHDRAWN}
    assert set(HANDS) == set(State) - CLOSED


def test_every_rule_has_its_field_and_its_words():
    nothing = Asked("", "", (), None, None, 0, "", platform_closed=True)
    assert {check.field for check in checks(nothing)} == set(TO_MEND) <= set(RequestForm.base_fields)


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
