"""Both languages of everything: the active one, and the other where it is empty."""

from dataclasses import dataclass

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from registry.language import Pair, here, in_both, is_english, pair_of

texts = st.text(max_size=20)


@dataclass
class Row:
    name_fr: str
    name_en: str

    def __str__(self):
        return here(self, "name")


@pytest.mark.parametrize(
    ("language", "english"), [("fr", False), ("en", True), ("en-gb", True), ("de", False), (None, False)]
)
def test_french_is_the_first_language(language, english):
    with override(language):
        assert is_english() is english
        assert str(Pair("oui", "yes")) == ("yes" if english else "oui")


@given(texts, texts)
def test_an_empty_side_falls_back_on_the_other(fr, en):
    row = Row(fr, en)
    for language, first, second in (("fr", fr, en), ("en", en, fr)):
        with override(language):
            assert str(Pair(fr, en)) == str(row) == (first or second)
    assert pair_of(row, "name") == Pair(fr, en)


@pytest.mark.parametrize("active", ["fr", "en"])
def test_both_sides_whatever_is_active(active):
    with override(active):
        assert in_both(Row("Bibliothèque", "Library")) == Pair("Bibliothèque", "Library")
        assert is_english() is (active == "en")


@given(texts, texts, texts)
def test_a_pair_is_filled_in_its_own_language_or_the_only_one(fr, en, plain):
    filled = Pair("de {whose} : {what}", "{what} of {whose}").format(whose=Pair(fr, en), what=plain)
    assert filled == Pair(f"de {fr or en} : {plain}", f"{plain} of {en or fr}")
