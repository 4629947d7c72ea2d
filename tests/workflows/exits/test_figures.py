"""The sum that the register can prove: missing figures are counted as missing, never as zero."""

from hypothesis import given
from hypothesis import strategies as st

from workflows.exits.figures import Proven, gap, proven

FIGURES = st.lists(st.none() | st.integers(0, 10**12))


@given(FIGURES)
def test_the_sum_rests_on_known_figures_alone(figures):
    sum_ = proven(figures)
    assert sum_.counted + sum_.uncounted == len(figures)
    assert (sum_.total is None) == (sum_.counted == 0)
    assert (sum_.total or 0) == sum(figure or 0 for figure in figures)


@given(FIGURES, st.integers(0, 10**12))
def test_one_more_figure_adds_itself_and_one_more_silence_adds_nothing(figures, more):
    before = proven(figures)
    assert proven([*figures, more]).total == (before.total or 0) + more
    assert proven([*figures, None]) == Proven(before.total, before.counted, before.uncounted + 1)


def test_zero_followers_is_a_figure():
    assert proven([0]) == Proven(0, 1, 0)
    assert proven([None, None]) == Proven(None, 0, 2)


@given(st.none() | st.integers(0, 10**12), FIGURES)
def test_the_gap_is_what_is_announced_and_not_proven_and_nothing_where_one_is_missing(stated, figures):
    sum_ = proven(figures)
    between = gap(stated, sum_)
    assert (between is None) == (stated is None or sum_.total is None)
    assert between is None or between + sum_.total == stated


def test_no_sum_is_no_sum_of_zero():
    assert gap(60_000, Proven(None, 0, 2)) is None
    assert gap(60_000, Proven(0, 1, 0)) == 60_000
    assert gap(100, Proven(150, 1, 0)) == -50
