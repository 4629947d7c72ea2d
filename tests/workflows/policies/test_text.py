"""A policy's text is cut, never changed: no word is lost, none is markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.policies.text import Block, blocks

WORDS = st.text(alphabet="abc é <>&-*#", max_size=20)
LINES = st.lists(st.one_of(WORDS, WORDS.map(lambda words: f"- {words}"), st.just("")), max_size=20)


@given(LINES)
def test_every_word_is_kept_in_order(lines):
    text = "\n".join(lines)
    drawn = " ".join(line for block in blocks(text) for line in block.lines)
    bullets = [line.strip().removeprefix("- ").strip() for line in lines]
    assert drawn.split() == " ".join(bullets).split()


@given(LINES)
def test_a_block_is_of_a_known_kind_and_only_lists_have_several_lines(lines):
    for block in blocks("\n".join(lines)):
        assert block.kind in ("heading", "paragraph", "list")
        assert len(block.lines) == 1 or block.kind == "list"


CUT = [
    ("", []),
    ("Un.\nDeux.", [Block("paragraph", ("Un.",)), Block("paragraph", ("Deux.",))]),
    ("- a\n- b", [Block("list", ("a", "b"))]),
    ("Titre\n- a\n\nFin", [Block("heading", ("Titre",)), Block("list", ("a",)), Block("paragraph", ("Fin",))]),
    ("Début\nTitre\r\n- a", [Block("paragraph", ("Début",)), Block("heading", ("Titre",)), Block("list", ("a",))]),
    ("<b>x</b>", [Block("paragraph", ("<b>x</b>",))]),
]


@pytest.mark.parametrize(("text", "expected"), CUT)
def test_cut(text, expected):
    assert blocks(text) == expected
