"""The pure part of a look back: nothing is invented, nothing is counted twice, and it opens by itself once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.followers.states import AUDIENCE_FIRST
from workflows.exits.look_back import (
    AFTER,
    KEPT,
    NEARLY,
    Channel,
    Figure,
    Followed,
    Found,
    Sides,
    compared,
    due_on,
    opens,
    predicted,
    since,
    whole,
)

TODAY, EFFECT = date(2027, 5, 20), date(2026, 11, 20)
SIDES_OF = Sides(EFFECT, TODAY)
DAYS = st.dates(date(2026, 1, 1), TODAY)
FIGURES = st.builds(
    Figure, st.integers(0, 10**9), DAYS, st.just("profil"), st.sampled_from(AUDIENCE_FIRST), st.booleans()
)
SIDES = st.none() | FIGURES
ROWS = st.lists(st.builds(Followed, st.integers(1, 9), SIDES, SIDES), max_size=6, unique_by=lambda row: row.account)


@given(ROWS)
def test_a_missing_figure_counts_as_nothing_and_is_counted_as_missing(rows):
    told = compared(rows, SIDES_OF)
    for side in ("before", "after"):
        known = [figure for row in rows if (figure := getattr(row, side))]
        assert told[side]["followers"] == sum(figure.value for figure in known)
        assert (told[side]["counted"], told[side]["missing"]) == (len(known), len(rows) - len(known))
        assert told[side]["first"] == min((figure.day.isoformat() for figure in known), default="")
        assert told[side]["last"] == max((figure.day.isoformat() for figure in known), default="")


def test_a_figure_is_old_as_of_the_day_of_its_side():
    ages = [(91, 1), (90, 0)]
    for days, old in ages:
        before = Figure(1, EFFECT - timedelta(days), "profil", "followers")
        after = Figure(1, TODAY - timedelta(days), "profil", "followers")
        told = compared([Followed(1, before, after)], SIDES_OF)
        assert [told[side]["old"] for side in ("before", "after")] == [old, old]


@given(ROWS)
def test_the_change_is_that_of_the_accounts_that_have_both_sides_in_one_series(rows):
    told = compared(rows, SIDES_OF)
    both = [row for row in rows if row.before and row.after and row.before.metric == row.after.metric]
    assert told["both"] == len(both)
    assert told["change"] == (sum(row.after.value - row.before.value for row in both) if both else None)


@given(st.lists(ROWS, max_size=4))
def test_an_account_that_two_channels_lead_to_counts_once(groups):
    known = {row.account: row for rows in groups for row in rows}
    channels = [Channel("", "", "", "", Found.PLATFORM, tuple(known[row.account] for row in rows)) for rows in groups]
    assert whole(channels, SIDES_OF) == compared(known.values(), SIDES_OF)
    assert whole([*channels, *channels], SIDES_OF) == whole(channels, SIDES_OF)


@given(st.none() | st.integers(0, 10**9), ROWS)
def test_predicted_against_observed(expected, rows):
    told = predicted(expected, compared(rows, SIDES_OF))
    seen = [row.after.value for row in rows if row.after]
    assert told["observed"] == (sum(seen) if seen else None)
    assert told["gap"] == (sum(seen) - expected if seen and expected is not None else None)
    assert told["missing"] == len(rows) - len(seen)


@given(SIDES, st.none() | DAYS)
def test_what_was_measured_before_the_effect_is_no_measure_since(figure, effect):
    kept = since(figure, effect)
    assert kept in (None, figure)
    assert (kept is None) == (figure is None or (effect is not None and figure.day <= effect))


@given(st.lists(st.integers(0, 10**6), max_size=KEPT + 20))
def test_the_most_followed_are_kept_and_the_sum_counts_all(values):
    rows = tuple(
        Followed(n, after=Figure(value, TODAY, "profil", "followers")) for n, value in enumerate(values, start=1)
    )
    told = Channel("a", "b", "", "bluesky", Found.PLATFORM, rows).as_json(SIDES_OF)
    assert [row["after"]["value"] for row in told["accounts"]] == sorted(values, reverse=True)[:KEPT]
    assert told["whole"]["after"]["followers"] == sum(values)


DAY = timedelta(days=1)
DUE = EFFECT + AFTER
# effect, the days of earlier look backs, today → opens
CASES = [
    ("2026-11-20", [], DUE - DAY, False),
    ("2026-11-20", [], DUE, True),
    ("2026-11-20", [], DUE + 400 * DAY, True),
    ("2026-11", [], DUE + 400 * DAY, False),
    ("2026", [], DUE + 400 * DAY, False),
    ("", [], DUE + 400 * DAY, False),
    ("2026-11-20", [EFFECT + DAY], DUE, True),
    ("2026-11-20", [EFFECT + NEARLY - DAY], DUE, True),
    ("2026-11-20", [EFFECT + NEARLY], DUE, False),
    ("2026-11-20", [DUE], DUE + DAY, False),
    ("2026-11-20", [EFFECT + DAY, DUE], DUE + DAY, False),
]


@pytest.mark.parametrize(("effective_on", "earlier", "today", "does"), CASES)
def test_when_it_opens_by_itself(effective_on, earlier, today, does):
    assert opens(effective_on, earlier, today) == does


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_having_opened_it_does_not_open_again(effect):
    text = effect.isoformat()
    assert due_on(text) == effect + AFTER
    assert not opens(text, [due_on(text)], effect + 10 * AFTER)
