"""Every row of the file of peers is entered by the product's own forms and read back, in public, without loss or invention."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from registry.platforms.positions import Position
from registry.platforms.queries import known
from registry.wording import number, partial_date
from tests.workflows.exits.pages import RECORD, text
from tests.workflows.exits.peer_rows import (
    BOARD,
    DECIDED,
    NOTE,
    ROWS,
    STANDING,
    decision_form,
    expected,
    labels,
    listed,
    peer_of,
    told,
)
from workflows.exits.models import ExitDecision
from workflows.exits.states import Confidence, Reason


def test_there_are_thirty_one_rows():
    assert sum(len(same) for same in ROWS.values()) == 31
    assert {row["kind"] for row in STANDING.values()} == {"evaluating", "silent", "staying"}
    assert {len(row["announced_on"]) for same in ROWS.values() for row in same} == {0, 4, 7, 10}


@pytest.mark.parametrize("slug", DECIDED)
def test_a_decision_is_found_again_as_its_row_gives_it(world, as_, slug):
    same = DECIDED[slug]
    answer = as_("manager").post(RECORD, decision_form(same))
    assert answer.status_code == 303, answer.context["form"].errors
    decision = ExitDecision.objects.get()
    address = reverse("exits:data", args=[decision.slug])
    assert told(as_(None).get(address).json()) == expected(same)
    _page_says(as_(None), decision, same)
    assert _board_line(as_(None)) == same[0]["effective_on"]


def _page_says(visitor: Client, decision: ExitDecision, same: list[dict]) -> None:
    for language in ("fr", "en"):
        page = unescape(text(visitor.get(decision.get_absolute_url(), headers={"accept-language": language})))
        for row in same:
            said = [row["source"], row[f"name_{language}"], row[f"line_{language}"], row[f"note_{language}"]]
            said += [
                row["deciding_body"],
                *(partial_date(row[name], language) for name in ("announced_on", "effective_on") if row[name]),
            ]
            said += [number(int(row["stated_figure"]), language)] if row["stated_figure"] else []
            assert [words for words in said if words not in page] == []
            assert row[f"scope_{language}"].lower() in page.lower()
        assert [fr for _slug, fr, en in labels(same[0]) if (fr if language == "fr" else en) not in page] == []
    page = unescape(text(visitor.get(decision.get_absolute_url())))
    row = same[0]
    unknown = 2 + (not row["announced_on"]) + (not row["effective_on"])
    assert page.count("La source ne la donne pas") == unknown, "the dates that the source does not give"
    assert all(str(Reason(code).label) in page for code in listed(row["reasons"]))
    assert ("La source ne donne pas de motif" in page) is (not row["reasons"])
    assert ("Aucune somme par compte n’est affirmée" in page) is bool(row["stated_figure"])
    assert f"Fiabilité de la source\u00a0: {Confidence(row['confidence']).label}" in page


def _board_line(visitor: Client) -> str:
    (line,) = visitor.get(BOARD).context["board"].lines
    return line.stance.as_of


@pytest.mark.parametrize("slug", STANDING)
def test_a_stance_is_found_again_as_its_row_gives_it(world, as_, slug):
    row = STANDING[slug]
    data = peer_of(row) | {
        "platform": "x", "position": row["kind"], "as_of": row["announced_on"], "source": row["source"],
        "confidence": row["confidence"], "note_fr": row["note_fr"], "note_en": row["note_en"],
        "stated_figure": row["stated_figure"], "stated_scope_fr": row["scope_fr"], "stated_scope_en": row["scope_en"],
    }  # fmt: skip
    assert as_("manager").post(NOTE, data).status_code == 303
    assert not ExitDecision.objects.exists(), "a stance is no decision"
    stance = known().select_related("institution").get()
    assert (stance.position, stance.as_of, stance.source, stance.decision_url) == (
        row["kind"],
        row["announced_on"],
        row["source"],
        "",
    )
    unit = stance.institution
    assert (unit.name_fr, unit.name_en, unit.country) == (row["name_fr"], row["name_en"], row["country"])
    for language in ("fr", "en"):
        page = unescape(text(as_(None).get(BOARD, headers={"accept-language": language})))
        said = [row["source"], row[f"name_{language}"], row[f"note_{language}"]]
        said += [number(int(row["stated_figure"]), language)] if row["stated_figure"] else []
        said += [partial_date(row["announced_on"], language, short=True)] if row["announced_on"] else []
        assert [words for words in said if words not in page] == []
    page = unescape(text(as_(None).get(BOARD)))
    assert str(Position(row["kind"]).label) in page
    assert str(Confidence(row["confidence"]).label) in page
    assert ("date non donnée" in page) is (not row["announced_on"])
