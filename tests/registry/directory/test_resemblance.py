"""Look-alike names, and that the traces asked of the database lead to all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.directory.resemblance import alike
from registry.platforms.likeness import traces
from registry.platforms.lookalike import one_slip

ALIKE = [
    ("polymtl", "poIymtl"),
    ("polymtl", "p0lymtl"),
    ("polymtl", "роlymtl"),
    ("polymtl", "poly.mtl"),
    ("polymtl", "polymtl_officiel"),
    ("polymtl_official", "polymtl"),
    ("polymtl", "polymlt"),
    ("polymtl", "polymt"),
    ("polymtl", "polymtll"),
    ("polymtl", "polymtl@social.example"),
    ("modern", "modem"),
]
APART = [("polymtl", "polymtlvideos"), ("polymtl", "polyhec"), ("hec", "hex"), ("", ""), ("_", "."), ("eth", "oth")]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_look_alikes(one, other):
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_that_are_simply_others(one, other):
    assert not alike(one, other)


NAMES = st.text("abclmnopr._-01", min_size=1, max_size=14)


@given(NAMES, NAMES)
def test_slips_work_both_ways(one, other):
    assert one_slip(one, other) == one_slip(other, one)
    assert alike(one, other) == alike(other, one)


@given(NAMES, st.data())
def test_no_look_alike_escapes_the_query(name, data):
    """What `lookup.near` asks for is a superset: names that are alike share a trace."""
    at = data.draw(st.integers(0, len(name) - 1))
    letter = data.draw(st.sampled_from("abcxyz1"))
    slips = [name[:at] + name[at + 1 :], name[:at] + letter + name[at:], name[:at] + letter + name[at + 1 :]]
    slips += [name[:at] + name[at : at + 2][::-1] + name[at + 2 :], name]
    for other in filter(None, slips):
        if alike(name, other):
            assert set(traces(name)) & set(traces(other)), (name, other)
