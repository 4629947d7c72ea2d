"""Files made like real ones: many accounts on irregular days, gaps, a day a year wrong, days on which many fall."""

import random
from datetime import date, timedelta
from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.followers.implausible import Point
from registry.followers.snapshots import Snapshot, review
from registry.followers.states import Doubt

ACCOUNTS, DAYS = 294, 20


def made(seed: int, *, wrong_year: bool = True, falls: int = 2) -> tuple[list[Snapshot], date | None, set[date]]:
    """A file of that kind, the wrongly dated day in it, and the days on which three accounts in five lose a fifth."""
    chance = random.Random(seed)
    days = sorted(date(2012, 1, 1) + timedelta(days=n) for n in chance.sample(range(4 * 365), DAYS))
    accounts = [(exp(chance.gauss(7, 2)), chance.gauss(0.3, 0.2), abs(chance.gauss(0, 0.02))) for _ in range(ACCOUNTS)]
    slip = chance.randrange(6, DAYS - 1) if wrong_year else None
    falling = set(chance.sample([n for n in range(7, DAYS) if n not in (slip, (slip or 0) + 1)], falls))
    level, snapshots = [1.0] * ACCOUNTS, []
    for number, day in enumerate(days):
        values = {}
        for account, (size, growth, noise) in enumerate(accounts):
            level[account] *= 0.8 if number in falling and chance.random() < 0.6 else 1
            if chance.random() > 0.15:
                grown = exp(growth * (day - days[0]).days / 365 + chance.gauss(0, noise))
                values[account] = round(size * level[account] * grown)
        written = day.replace(year=day.year - 1) if number == slip else day
        snapshots.append(Snapshot(written, values))
    return snapshots, snapshots[slip].day if wrong_year else None, {days[number] for number in falling}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("ordered", [True, False], ids=["in the order of the file", "sorted by the wrong day too"])
def test_the_wrong_year_is_asked_as_a_whole_and_nothing_is_lost(seed, ordered):
    snapshots, slip, _falls = made(seed)
    found = review({}, snapshots if ordered else sorted(snapshots, key=lambda one: one.day))
    whole = [(account, point) for account, point, doubt, together in found.questioned if doubt.doubt == Doubt.FILE_DATE]
    assert found.fitting_years == {slip: slip.year + 1}
    assert {point.day for _account, point in whole} == {slip}
    assert len(whole) == next(len(one.values) for one in snapshots if one.day == slip)
    brought = {(account, Point(one.day, value)) for one in snapshots for account, value in one.values.items()}
    assert {*found.kept, *((account, point) for account, point, _doubt, _whole in found.questioned)} == brought
    assert len(found.kept) + len(found.questioned) == len(brought)


@pytest.mark.parametrize("seed", range(3))
def test_a_day_on_which_many_fall_is_asked_as_a_whole(seed):
    snapshots, _slip, falls = made(seed, wrong_year=False)
    found = review({}, snapshots)
    assert {point.day for _a, point, doubt, _whole in found.questioned if doubt.doubt == Doubt.FILE_FELL} == falls
    alone = sum(not whole for *_rest, whole in found.questioned)
    assert alone < 0.02 * len(found.kept)


def test_an_orderly_file_asks_nothing_of_a_whole_day():
    found = review({}, made(7, wrong_year=False, falls=0)[0])
    assert found.fitting_years == {}
    assert not any(whole for *_rest, whole in found.questioned)


few = st.lists(
    st.builds(
        Snapshot,
        st.dates(date(2010, 1, 1), date(2020, 1, 1)),
        st.dictionaries(st.integers(0, 8), st.integers(0, 10**7)),
    ),
    max_size=8,
    unique_by=lambda one: one.day,
)


@given(few)
@settings(max_examples=150)
def test_every_figure_is_kept_or_asked(snapshots):
    found = review({}, snapshots)
    assert len(found.kept) + len(found.questioned) == sum(len(one.values) for one in snapshots)
