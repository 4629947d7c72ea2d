"""Numbers as people type them: grouped ones are read, ambiguous ones are left to be refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.followers.forms import FigureField
from registry.followers.typed import ungrouped


@given(st.integers(0, 10**10), st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", "'", "’", ".", ",", ""]))
def test_a_number_is_read_however_its_thousands_stand_apart(value, apart):
    assert FigureField().clean(f" {value:,}\n".replace(",", apart)) == value


@pytest.mark.parametrize(
    "text", ["1,5", "12 50", "1 2", "1,204.50", "1 234,567", "1,2 k", "12e3", "١٢", "-5", "", "1  234"]
)
def test_what_is_not_surely_a_whole_number_stays_as_it_is(text):
    assert ungrouped(text) == text
