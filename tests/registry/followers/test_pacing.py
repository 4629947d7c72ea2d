"""The pace of calls: no window passes its limit, a night is spread evenly, a wait is never shorter than the platform asks."""

from bisect import bisect_right
from collections import namedtuple
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.followers.pacing import after_reading, free_from, pace_of, spread, wait

START = datetime(2026, 11, 21, 6, tzinfo=UTC)
Limit = namedtuple("Limit", "calls seconds")
# Documented limits of the platforms, and the smallest that there can be.
LIMITS = [Limit(300, 300), Limit(60, 3600), Limit(10_000, 86_400), Limit(3000, 300), Limit(1, 1), Limit(2, 86_400)]
limits = st.builds(Limit, st.integers(1, 400), st.floats(0.5, 100_000))


def called(pace, gaps: list[float]) -> list[float]:
    """The seconds at which calls begin when somebody asks after each of these gaps and waits as told."""
    next_at, at, calls = None, START, []
    for gap in gaps:
        at = free_from(next_at, None, pace, at + timedelta(seconds=gap))
        next_at = after_reading(next_at, at, pace)
        calls += [(at - START).total_seconds()] * pace.together
    return calls


def most_in(window: float, calls: list[float]) -> int:
    return max(bisect_right(calls, first + window) - at for at, first in enumerate(calls))


@given(
    limit=limits,
    together=st.integers(1, 3),
    gaps=st.lists(st.floats(0, 50_000) | st.just(0.0), min_size=1, max_size=300),
)
def test_no_window_holds_more_than_the_limit(limit, together, gaps):
    together = min(together, limit.calls)
    assert most_in(limit.seconds, called(pace_of(limit, together), gaps)) <= limit.calls


@pytest.mark.parametrize("limit", LIMITS)
def test_a_limit_is_used_nearly_whole_when_all_are_in_a_hurry(limit):
    calls = called(pace_of(limit), [0.0] * min(3 * limit.calls, 30_000))
    assert limit.calls * 0.4 <= most_in(limit.seconds, calls) <= limit.calls


def test_red_control_a_bucket_of_the_limit_passes_it():
    """The pace that one would write first, the whole limit at once and then evenly, lets nearly twice the limit through."""
    limit = Limit(60, 60)
    pace = pace_of(limit)
    naive = type(pace)(timedelta(seconds=1), 60, 1)
    assert most_in(limit.seconds, called(naive, [0.0] * 200)) > 1.9 * limit.calls


def test_more_calls_at_once_than_the_limit_is_a_mistake_in_a_collector():
    with pytest.raises(ValueError, match="3 calls"):
        pace_of(Limit(2, 60), together=3)


def test_nobody_calls_before_a_platform_opens_again():
    opens = START + timedelta(hours=1)
    assert free_from(START, opens, pace_of(Limit(300, 300)), START) == opens


@given(sizes=st.lists(st.integers(1, 60), min_size=1, max_size=6), hours=st.floats(0.5, 12), seed=st.text(max_size=8))
def test_a_night_is_spread_evenly_and_the_same_again(sizes, hours, seed):
    queues, number = {}, 0
    for size in sizes:
        queues[str(number)] = list(range(number, number + size))
        number += size
    due = spread(queues, START, hours, seed)
    assert due == spread({name: keys[::-1] for name, keys in queues.items()}, START, hours, seed)
    assert sorted(due) == list(range(number))
    for keys in queues.values():
        step = timedelta(hours=hours) / len(keys)
        moments = sorted(due[key] for key in keys)
        assert moments[0] >= START
        assert moments[-1] < START + timedelta(hours=hours, seconds=0.001)
        assert all(later - earlier <= 2 * step for earlier, later in pairwise(moments))
        # One in each step of the night.
        assert [int((moment - START) / step + 1e-6) for moment in moments] == pytest.approx(
            list(range(len(keys))), abs=1
        )


def test_two_nights_do_not_ask_in_the_same_order():
    queues = {"x": list(range(50))}
    assert sorted(queues["x"], key=spread(queues, START, 5, "a").get) != sorted(
        queues["x"], key=spread(queues, START, 5, "b").get
    )


@given(attempts=st.integers(1, 40), share=st.floats(0, 1, exclude_max=True), asked=st.none() | st.floats(0, 7200))
def test_a_wait_is_bounded_and_never_shorter_than_asked(attempts, share, asked):
    waited = wait(attempts, share, asked=asked)
    assert (
        timedelta(seconds=0 if asked is not None else 1)
        <= waited
        <= timedelta(hours=1) + timedelta(seconds=(asked or 0))
    )
    assert waited >= timedelta(seconds=asked or 0)
    if asked is None:
        assert waited <= max(timedelta(seconds=30) * 2 ** (attempts - 1), timedelta(seconds=1))
