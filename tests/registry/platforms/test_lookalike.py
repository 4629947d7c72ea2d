"""Handles that the eye takes for one another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.platforms.lookalike import bare_skeleton, skeleton

ALIKE = [
    ("polymtl", "PolyMTL"),
    ("polymtl", "polyrntl"),
    ("polymtl", "po1ymtl"),
    ("polymtl", "poIymtl"),
    ("polymtl", "p0lymtl"),
    ("polymtl", "роlymtl"),
    ("polymtl", "poly\u200bmtl"),
    ("polymtl", "ｐｏｌｙｍｔｌ"),
    ("polymtl", "𝐩𝐨𝐥𝐲𝐦𝐭𝐥"),
    ("ville", "vi11e"),
    ("wwf", "vvwf"),
    ("ecole", "école"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_names_that_look_alike_share_a_skeleton(one, other):
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"), [("polymtl", "polymt"), ("polymtl", "polytml"), ("x", "y"), ("poly_mtl", "polymtl")]
)
def test_names_that_differ_do_not(one, other):
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize(
    "name", ["polymtl_officiel", "polymtl.official", "PolyMTL-support", "poly_mtl", "po1ymtl_officiel"]
)
def test_added_endings_and_separators_are_seen_through(name):
    assert bare_skeleton(name) == bare_skeleton("polymtl")


@given(st.text(max_size=40))
def test_any_text_has_a_skeleton_that_is_its_own(text):
    assert skeleton(text) == skeleton(skeleton(text))
    bare_skeleton(text)
