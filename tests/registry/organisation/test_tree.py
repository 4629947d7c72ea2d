"""Paths of units, over every shape of tree."""

from hypothesis import given
from hypothesis import strategies as st

from registry.organisation import tree

# A way from the institution down to a unit: no number comes twice.
ways = st.lists(st.integers(min_value=1, max_value=10**9), min_size=1, max_size=8, unique=True)


def path(way):
    built = ""
    for number in way:
        built = tree.path_of(built, number)
    return built


@given(ways)
def test_a_path_keeps_the_way(way):
    assert tree.numbers(path(way)) == way
    assert tree.nearest_first(path(way)) == way[::-1]
    assert tree.institution_of(path(way)) == way[0]


@given(ways, ways)
def test_a_unit_covers_itself_and_what_lies_below_and_nothing_else(upper, way):
    assert tree.covers(path(upper), path(way)) == (way[: len(upper)] == upper)
    assert tree.covers(path(way), path([*way, 10**9 + 1]))
    assert not tree.covers(path([*way, 10**9 + 1]), path(way))


def test_a_number_is_not_mistaken_for_one_that_begins_alike():
    assert not tree.covers(path([1, 5]), path([1, 50]))
