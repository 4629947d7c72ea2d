"""Numbers as spreadsheets, platforms and people write them, and what is no number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.transfer.counts.amounts import MOST, Number, number_of
from registry.transfer.counts.words import Why


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("1234", 1_234),
        ("1 234", 1_234),
        ("1\u00a0234", 1_234),
        ("1\u202f234\u202f567", 1_234_567),
        ("1,234", 1_234),
        ("1.234", 1_234),
        ("1,234,567", 1_234_567),
        ("1.234.567,00", 1_234_567),
        ("1,234.00", 1_234),
        ("1’234", 1_234),
        ("12,0", 12),
        ("1 200 abonnés", 1_200),
        ("1,200 followers", 1_200),
        ("１２３", 123),
    ],
)
def test_an_exact_number(text, value):
    assert number_of(text) == Number(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,2 k", 1_200),
        ("12K", 12_000),
        ("1.2M", 1_200_000),
        ("1,25 M", 1_250_000),
        ("3 mille", 3_000),
        ("1,5 million", 1_500_000),
        ("2 Md", 2_000_000_000),
        ("1,23E+05", 123_000),
        ("~1200", 1_200),
        ("≈ 1 200", 1_200),
        ("environ 3 000", 3_000),
        ("1 200+", 1_200),
    ],
)
def test_a_rounded_number(text, value):
    assert number_of(text) == Number(value, is_exact=False)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        *((text, Why.NOT_A_NUMBER) for text in ("n/a", "-", "—", "?", "privé", "#REF!", "12 34", "1,23,456", "1 234*")),
        *((text, Why.NOT_A_NUMBER) for text in ("1,234K", "10²", "½", "2024-01-02", "12h30", "0x10", "1/2", "True")),
        ("12,5", Why.NOT_WHOLE),
        ("1 234,5", Why.NOT_WHOLE),
        ("-5", Why.NEGATIVE),
        ("−5", Why.NEGATIVE),
        ("9999999999999", Why.TOO_LARGE),
        ("9 999 milliards", Why.TOO_LARGE),
    ],
)
def test_what_is_no_number_says_why(text, why):
    assert number_of(text) == why


@given(st.integers(0, MOST), st.sampled_from([" ", "\u00a0", "\u202f", ",", ".", "’", ""]))
def test_any_number_comes_back_from_its_groups(value, between):
    assert number_of(f"{value:,}".replace(",", between)) == Number(value)


@given(st.text(max_size=20))
def test_any_text_has_an_answer(text):
    found = number_of(text)
    assert found in Why if isinstance(found, Why) else 0 <= found.value <= MOST
