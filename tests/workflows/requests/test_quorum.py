"""One, the majority, all: when a step has its answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.requests.quorum import NO, OPEN, YES, needed, outcome
from workflows.requests.states import Quorum

# quorum, seats, yes, no → the answer
TABLE = [
    (Quorum.ONE, 3, 0, 0, OPEN),
    (Quorum.ONE, 3, 1, 0, YES),
    (Quorum.ONE, 3, 0, 1, NO),
    (Quorum.MAJORITY, 3, 1, 0, OPEN),
    (Quorum.MAJORITY, 3, 1, 1, OPEN),
    (Quorum.MAJORITY, 3, 2, 1, YES),
    (Quorum.MAJORITY, 3, 0, 2, NO),
    (Quorum.MAJORITY, 4, 2, 1, OPEN),
    (Quorum.MAJORITY, 4, 0, 2, NO),
    (Quorum.MAJORITY, 4, 3, 0, YES),
    (Quorum.ALL, 3, 2, 0, OPEN),
    (Quorum.ALL, 3, 3, 0, YES),
    (Quorum.ALL, 3, 2, 1, NO),
    (Quorum.ALL, 1, 1, 0, YES),
]


@pytest.mark.parametrize(("quorum", "seats", "yes", "no", "answer"), TABLE)
def test_when_a_step_has_its_answer(quorum, seats, yes, no, answer):
    assert outcome(quorum, seats, yes, no) == answer


COUNTS = st.integers(1, 30).flatmap(
    lambda seats: st.tuples(st.just(seats), st.integers(0, seats)).flatmap(
        lambda pair: st.tuples(st.just(pair[0]), st.just(pair[1]), st.integers(0, pair[0] - pair[1]))
    )
)


@given(st.sampled_from([Quorum.MAJORITY, Quorum.ALL]), COUNTS)
def test_a_refusal_counts_as_soon_as_the_quorum_is_out_of_reach(quorum, counts):
    seats, yes, no = counts
    answer = outcome(quorum, seats, yes, no)
    reachable = yes + (seats - yes - no) >= needed(quorum, seats)
    assert (answer == NO) is not reachable
    assert (answer == YES) is (yes >= needed(quorum, seats))


@given(st.sampled_from(list(Quorum)), COUNTS)
def test_everybody_having_spoken_nothing_stays_open(quorum, counts):
    seats, yes, _no = counts
    assert outcome(quorum, seats, yes, seats - yes) != OPEN
