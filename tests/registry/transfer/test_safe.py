import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.transfer.safe import is_formula, plain_cell, safe_cell

DANGEROUS = "=+-@＝＋－＠"
CELLS = st.text(st.sampled_from("='＝+-@ \t\r\nab"), max_size=6) | st.text()


@given(CELLS)
def test_a_cell_that_goes_out_and_comes_back_says_the_same(text):
    assert plain_cell(safe_cell(text)) == text


@given(CELLS)
def test_no_cell_that_goes_out_starts_a_formula(text):
    out = safe_cell(text)
    assert not out.lstrip().startswith(tuple(DANGEROUS))
    assert not out.startswith(("\t", "\r", "\n")) or not out.strip()


@pytest.mark.parametrize("text", ["", "Bibliothèque", "l’été", "'hier", "https://x.com/a", "a=b"])
def test_ordinary_text_goes_out_as_it_is(text):
    assert safe_cell(text) == text
    assert plain_cell(text) == text


@pytest.mark.parametrize("raw", ["=1+1", " =A1", "＝1", '=HYPERLINK("https://x.com/a")'])
def test_what_a_spreadsheet_would_compute_is_a_formula(raw):
    assert is_formula(raw)


@pytest.mark.parametrize("raw", ["@polymtl", "+33 1 23", "-", "'=1+1", "x=1"])
def test_a_handle_a_telephone_or_a_made_safe_text_is_none(raw):
    assert not is_formula(raw)
