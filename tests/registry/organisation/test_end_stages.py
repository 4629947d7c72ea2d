"""The days ahead of an end on which it is told."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.organisation.end_stages import EARLIEST, STAGES, Stage, soon, stage_of

LAST_DAY = date(2026, 12, 4)


@pytest.mark.parametrize(
    ("left", "stage"),
    [
        (366, None),
        (15, None),
        (14, Stage.FORTNIGHT),
        (13, Stage.FORTNIGHT),
        (1, Stage.FORTNIGHT),
        (0, Stage.LAST_DAY),
        (-1, None),
        (-400, None),
    ],
)
def test_what_is_told_on_a_day(left, stage):
    assert stage_of(LAST_DAY, LAST_DAY - timedelta(days=left)) == stage


def test_the_table_names_each_stage_the_nearest_first():
    assert set(STAGES) == set(Stage)
    assert list(STAGES.values()) == sorted(STAGES.values())


@given(st.integers(-40, 40))
def test_what_is_marked_on_a_page_is_what_is_told(left):
    today = LAST_DAY - timedelta(days=left)
    assert (today <= LAST_DAY <= soon(today)) == (stage_of(LAST_DAY, today) is not None)
    assert soon(today) - today == timedelta(days=EARLIEST)
