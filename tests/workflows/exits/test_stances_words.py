"""The words of a noted stance, and those beside a decision's figure and its successor."""

import pytest

from registry.language import Pair
from registry.platforms.positions import Position
from tests.workflows.exits.pages import text
from workflows.exits.recording import Recorded, record_decision
from workflows.exits.stances_actions import Noted
from workflows.exits.states import Kind, State

FIGURE = "1\u202f000 abonnés annoncés."
SURE = "Fiabilité de la source\u00a0: élevée."


@pytest.mark.parametrize(
    ("note", "figure", "confidence", "words"),
    [
        ("Compte muet", 1000, "high", f"Compte muet. {FIGURE} {SURE}"),
        ("Compte muet.", 1000, "", f"Compte muet. {FIGURE}"),
        ("Muet\u00a0?", None, "high", f"Muet\u00a0? {SURE}"),
        ("Compte muet", None, "", "Compte muet"),
        ("", 1000, "", FIGURE),
        ("", None, "", ""),
    ],
)
def test_a_note_and_a_figure_are_two_sentences(note, figure, confidence, words):
    said = Noted(Position.SILENT, "AEF", note=Pair(note, ""), figure=figure, confidence=confidence)
    assert said.words.fr.replace("\u00a0", " ").replace("\u202f", " ") == words.replace("\u00a0", " ").replace(
        "\u202f", " "
    )


@pytest.mark.parametrize(("lines", "total"), [(0, False), (1, False), (2, True)])
def test_one_account_has_no_total(world, as_, lines, total):
    rows = tuple({"label_fr": f"Compte {n}", "label_en": f"Account {n}", "treatment": "closed"} for n in range(lines))
    said = Recorded(kind=Kind.LEAVE, source="Journal", facts={"stated_figure": 20_800}, lines=rows)
    about = {"institution": world.poly, "platform": world.platform("x"), "desk": world.poly, "actor": world.manager}
    page = text(as_(None).get(record_decision(said, at=world.tick(), **about).get_absolute_url()))
    assert ("la source ne donne que le total" in page) is total
    assert ("le seul nombre connu est celui de la source" in page) is not total


@pytest.mark.parametrize("state", [State.ANNOUNCED, State.IN_FORCE])
def test_a_decision_that_is_replaced_is_not_said_to_be_going_to(world, as_, state):
    old = world.exit(State.IN_FORCE)
    world.exit(state, kind=Kind.RETURN, reverses=old)
    page = text(as_(None).get(old.get_absolute_url()))
    done = state == State.IN_FORCE
    assert ("Cette décision est remplacée\u00a0:" in page, "Une autre décision doit la remplacer" in page) == (
        done,
        not done,
    )
