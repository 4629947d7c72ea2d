"""Sums of a *what if* equal a recount one by one, and what is alone is alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.exits.impact import SPEAKING_ON, Sum, alone, impact_of, of_one, together
from workflows.exits.rules import DEFAULT_TREATMENT
from workflows.exits.states import Kind, Treatment

TODAY = date(2026, 11, 20)

figures = st.one_of(
    st.just((None, None, True)),
    st.tuples(
        st.integers(0, 10**9), st.integers(0, 2000).map(lambda days: TODAY - timedelta(days=days)), st.booleans()
    ),
)


@given(st.lists(figures))
def test_a_sum_is_that_of_its_accounts(accounts):
    whole = together(of_one(value, day, TODAY, is_exact=exact) for value, day, exact in accounts)
    known = [row for row in accounts if row[0] is not None]
    days = [day.isoformat() for _value, day, _exact in known]
    assert whole == Sum(
        accounts=len(accounts),
        counted=len(known),
        old=sum(1 for _value, day, _exact in known if (TODAY - day).days > 90),
        rounded=sum(1 for *_rest, exact in known if not exact),
        followers=sum(value for value, *_rest in known),
        first=min(days, default=""),
        last=max(days, default=""),
    )
    assert whole.missing == sum(1 for row in accounts if row[0] is None)


@given(st.lists(figures), st.integers(0, 50))
def test_parts_together_are_the_whole(accounts, cut):
    sums = [of_one(value, day, TODAY, is_exact=exact) for value, day, exact in accounts]
    assert together([together(sums[:cut]), together(sums[cut:])]) == together(sums)
    assert together(reversed(sums)) == together(sums)


@pytest.mark.parametrize(("days", "old"), [(0, 0), (90, 0), (91, 1), (400, 1)])
def test_a_figure_is_old_after_ninety_days(days, old):
    assert of_one(5, TODAY - timedelta(days=days), TODAY).old == old


keys = st.sampled_from(["", "fr", "en", "es", "it", "de"])


@given(st.lists(st.tuples(keys, st.booleans(), st.integers(0, 100))))
def test_alone_is_what_no_other_account_reaches(accounts):
    """Against the accounts themselves, one by one."""
    sides = {}
    for silent in (True, False):
        rows = [(key, value) for key, side, value in accounts if side == silent]
        sides[silent] = {
            key: together(of_one(value, TODAY, TODAY) for other, value in rows if other == key) for key, _v in rows
        }
    found = alone(sides[True], sides[False])
    reached = {key for key, silent, _value in accounts if not silent}
    assert set(found) == {key for key, silent, _value in accounts if silent and key and key not in reached}
    assert [row.followers for row in found.values()] == sorted((row.followers for row in found.values()), reverse=True)
    for key, row in found.items():
        assert row.followers == sum(value for other, silent, value in accounts if other == key and silent)


CUTS = {
    "touched": {"": Sum(3, 2, 1, 0, 30, "2026-01-01", "2026-11-01")},
    "status": {"dormant": Sum(1), "active": Sum(2, 2, 1, 0, 30, "2026-01-01", "2026-11-01")},
    "ended": {"": Sum(4)},
    "unit": {"7": Sum(1, 1, 0, 0, 10, "2026-11-01", "2026-11-01"), "8": Sum(1)},
    "other_unit": {"8": Sum(2)},
    "language": {"fr": Sum(2), "": Sum(1)},
    "other_language": {"en": Sum(1)},
    "platform": {"x": Sum(1), "instagram": Sum(2, 2, 0, 1, 50, "2026-02-02", "2026-03-03")},
    "platform_here": {"instagram": Sum(1, 1, 0, 1, 20, "2026-02-02", "2026-02-02")},
}


@pytest.mark.parametrize("kind", Kind)
def test_only_what_falls_silent_leaves_somebody_without_a_channel(kind):
    impact = impact_of(CUTS, as_of=TODAY, treatment=DEFAULT_TREATMENT[kind])
    silences = kind not in (Kind.STAY, Kind.ADOPT, Kind.RESTRICT, Kind.RETURN)
    assert impact.silences == silences
    assert {what: list(rows) for what, rows in impact.alone.items()} == {
        "units": ["7"] if silences else [],
        "audiences": [],
        "languages": ["fr"] if silences else [],
    }


def test_what_goes_on_speaking():
    assert {Treatment.UNCHANGED, Treatment.ACTIVE} == SPEAKING_ON


def test_the_answer_as_json():
    told = impact_of(CUTS, as_of=TODAY, treatment=Treatment.SUSPENDED).as_json()
    assert (told["as_of"], told["silences"], told["ended"]) == ("2026-11-20", True, 4)
    assert told["touched"] == {
        **{"accounts": 3, "counted": 2, "missing": 1, "old": 1, "rounded": 0, "followers": 30},
        **{"first": "2026-01-01", "last": "2026-11-01"},
    }
    assert [(row["platform"], row["all"]["followers"], row["here"]["followers"]) for row in told["elsewhere"]] == [
        ("instagram", 50, 20),
        ("x", 0, 0),
    ]
    assert (told["elsewhere_whole"]["accounts"], told["here_whole"]["accounts"]) == (3, 1)
    assert told["emergency"]["accounts"] == 0
    assert told["unsaid"] == {"audiences": 0, "languages": 1}


def test_nothing_known_is_nothing():
    told = impact_of({}, as_of=TODAY, treatment=Treatment.DELETED).as_json()
    assert told["touched"]["accounts"] == told["elsewhere_whole"]["accounts"] == 0
    assert told["alone"] == {"units": [], "audiences": [], "languages": []}
