"""How an account that a unit already holds is: one row per ailment, and what is unknown is not wrong."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.accounts.status import Status
from workflows.requests.ailments import ALONE, NOBODY, OLD_COUNT, OLD_REVIEW, TOO_FEW, Facts, ailments, tone_of

TODAY = date(2026, 11, 20)
WELL = {"status": "active", "held": 2, "counted_on": TODAY, "reviewed_on": TODAY, "needed": 2, "review_days": 180}


def ago(days):
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("facts", "wrong", "tone"),
    [
        ({}, [], "ok"),
        ({"counted_on": None, "reviewed_on": None}, [], "ok"),
        ({"held": 0}, [NOBODY], "warn"),
        ({"held": 1}, [ALONE], "warn"),
        ({"held": 2, "needed": 3}, [TOO_FEW], "warn"),
        ({"counted_on": ago(180)}, [], "ok"),
        ({"counted_on": ago(181)}, [OLD_COUNT], "warn"),
        ({"reviewed_on": ago(181)}, [OLD_REVIEW], "warn"),
        ({"reviewed_on": ago(91), "review_days": 90}, [OLD_REVIEW], "warn"),
        ({"status": "dormant"}, [], "warn"),
        ({"status": "lost"}, [], "stop"),
        ({"status": "compromised", "held": 0}, [NOBODY], "stop"),
    ],
)
def test_what_is_wrong(facts, wrong, tone):
    facts = Facts(**WELL | facts)
    expected = [pair.format(held=facts.held, needed=facts.needed, days=facts.review_days) for pair in wrong]
    assert ailments(facts, TODAY) == expected
    assert tone_of(facts, TODAY) == tone


DAYS = [None, TODAY, ago(6), ago(90), ago(200), ago(400)]


@given(
    st.builds(
        Facts,
        status=st.sampled_from(Status.values),
        held=st.integers(0, 4),
        counted_on=st.sampled_from(DAYS),
        reviewed_on=st.sampled_from(DAYS),
        needed=st.integers(1, 4),
        review_days=st.integers(7, 300),
    )
)
def test_only_a_well_account_is_called_well(facts):
    assert (tone_of(facts, TODAY) == "ok") is (facts.status == "active" and not ailments(facts, TODAY))
