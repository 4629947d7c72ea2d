"""What is read out of headers and bodies: whatever a platform writes, a pause is bounded and a figure is one."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.followers.collectors.base import LONGEST_PAUSE, MOST_PEOPLE, Failed, count, dig, is_other, pause, seek
from registry.followers.states import Outcome

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)
NAMES = ("retry-after", "x-ratelimit-reset", "ratelimit-reset", "x-rate-limit-reset")


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("0", 0),
        ("7", 7),
        ("2.5", 2.5),
        ("-3", 0),
        ("1000000", LONGEST_PAUSE),
        (str(int(AT.timestamp()) + 40), 40),
        (str(int(AT.timestamp()) - 40), 0),
        (format_datetime(AT + timedelta(minutes=2), usegmt=True), 120),
        ("Sat, 21 Nov 2026 03:02:00 -0000", 120),
        ("2026-11-21T03:00:30.500Z", 30.5),
        ("2026-11-21T04:00:30+01:00", 30),
        ("2026-11-21T03:00:30", 30),
        *(
            (word, None)
            for word in ("", "soon", "nan", "inf", "-inf", "1e999", "99 Foo 2026", "Mon, 99 Nov 99999 99:99:99 GMT")
        ),
    ],
)
@pytest.mark.parametrize("name", NAMES)
def test_a_pause_is_read_however_it_is_written(name, written, seconds):
    assert pause({name: written}, AT) == seconds


def test_the_platform_s_own_word_comes_first():
    assert pause({"retry-after": "5", "x-ratelimit-reset": "900"}, AT) == 5
    assert pause({"x-ratelimit-reset": "900"}, AT, is_spent=False) is None
    assert pause({}, AT) is None


@given(
    st.text() | st.floats().map(str) | st.datetimes().map(str) | st.datetimes().map(format_datetime),
    st.sampled_from(NAMES),
)
def test_no_pause_is_endless_or_below_zero(written, name):
    seconds = pause({name: written}, AT)
    assert seconds is None or 0 <= seconds <= LONGEST_PAUSE


@given(JSON)
def test_a_figure_is_a_whole_number_of_people(value):
    try:
        assert 0 <= count(value) <= MOST_PEOPLE
    except Failed as failed:
        assert failed.outcome == Outcome.UNREADABLE  # noqa: PT017  both ends are right, each for its values


@given(JSON, st.lists(st.integers(0, 3) | st.text(max_size=3), max_size=4))
def test_any_path_through_any_body_leads_somewhere_or_fails(body, path):
    try:
        there = dig(body, *path)
    except Failed:
        there = None
    sought = seek(body, *path)
    assert sought is there or sought == there


@pytest.mark.parametrize(
    ("known", "given_", "other"),
    [
        *(("", "1", False), ("1", "", False), ("1", "1", False), ("1", "2", True)),
        *(
            ("1@a.example", "2@a.example", True),
            ("1@a.example", "1@b.example", False),
            ("1@a.example", "2@b.example", False),
        ),
    ],
)
def test_who_is_somebody_else(known, given_, other):
    assert is_other(known, given_) is other
