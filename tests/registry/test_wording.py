"""Numbers, dates and initials in words, without Django."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry import wording


@pytest.mark.parametrize(
    ("value", "fr", "en"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1204, "1\u202f204", "1,204"),
        (60000, "60\u202f000", "60,000"),
        (10_500_000, "10\u202f500\u202f000", "10,500,000"),
        (-1204, "\u22121\u202f204", "\u22121,204"),
        (4.5, "4,5", "4.5"),
        (1234.5, "1\u202f234,5", "1,234.5"),
    ],
)
def test_number(value, fr, en):
    assert (wording.number(value, "fr"), wording.number(value, "en")) == (fr, en)


@pytest.mark.parametrize(("value", "said"), [(1204, "+1,204"), (0, "0"), (-1204, "\u22121,204"), (-0.5, "\u22120.5")])
def test_a_change_has_its_sign(value, said):
    assert wording.signed(value, "en") == said


@pytest.mark.parametrize(
    ("text", "fr", "en", "short_fr", "short_en"),
    [
        ("2025", "2025", "2025", "2025", "2025"),
        ("2025-01", "janvier 2025", "January 2025", "janv. 2025", "Jan 2025"),
        ("2025-01-10", "10 janvier 2025", "10 January 2025", "10 janv. 2025", "10 Jan 2025"),
        ("2026-12-01", "1er décembre 2026", "1 December 2026", "1er déc. 2026", "1 Dec 2026"),
        ("2025-05-02", "2 mai 2025", "2 May 2025", "2 mai 2025", "2 May 2025"),
    ],
)
def test_partial_date(text, fr, en, short_fr, short_en):
    assert wording.partial_date(text, "fr") == fr
    assert wording.partial_date(text, "en") == en
    assert wording.partial_date(text, "fr", short=True) == short_fr
    assert wording.partial_date(text, "en", short=True) == short_en


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["fr", "en"]), st.booleans())
def test_two_days_never_read_the_same(day, language, short):
    other = date.fromordinal(day.toordinal() - 1) if day > date(1000, 1, 1) else date(1000, 1, 2)
    assert wording.day(day, language, short=short) != wording.day(other, language, short=short)
    assert str(day.year) in wording.day(day, language, short=short)


@pytest.mark.parametrize(
    ("moment", "fr", "en"),
    [
        (datetime(2026, 11, 19, 14, 2), "19 novembre 2026, 14\u00a0h\u00a002", "19 November 2026, 14:02"),
        (datetime(2026, 11, 1, 9, 40), "1er novembre 2026, 9\u00a0h\u00a040", "1 November 2026, 09:40"),
        (datetime(2026, 11, 1, 0, 0), "1er novembre 2026, 0\u00a0h\u00a000", "1 November 2026, 00:00"),
    ],
)
def test_moment(moment, fr, en):
    assert (wording.moment(moment, "fr"), wording.moment(moment, "en")) == (fr, en)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Inès Caron", "IC"),
        ("Marie-Ève de la Tour", "MT"),
        ("Émile", "É"),
        ("jean d’Arc", "JD"),
        ("  Théo   Lavallée ", "TL"),
        ("«Robot» 7", "R"),
        ("", "?"),
        ("42", "?"),
    ],
)
def test_initials(name, letters):
    assert wording.initials(name) == letters
