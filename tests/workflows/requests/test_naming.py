"""Advice on names, and which mailboxes are anybody's: tables, and what holds for every name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.requests.mailboxes import is_anybodys
from workflows.requests.naming import Around, advice, compact

AROUND = Around(
    institution=("polymtl",),
    people=("Marie-Ève Tremblay", "Jo Lac"),
    unit="Génie hydrique",
    elsewhere=(("Facebook", "polymtl.hydro"),),
)
# a name → which advice it does not follow: institution, person, claim, year, one form, every platform
NAMES = [
    ("polymtlhydro", ""),
    ("hydro", "institution form"),
    ("polymtl.hydro", "everywhere"),
    ("PolyMTL_Hydro", "everywhere"),
    ("polymtlhydro2026", "year form everywhere"),
    ("polymtl12026hydro", "form everywhere"),  # no year: five figures
    ("polymtl_hydro_officiel", "claim form everywhere"),
    ("officialpolymtl", "claim form"),
    ("tremblay.polymtl", "person form everywhere"),
    ("polymtltremblay", "person form"),
    ("polymtl.marie", "person form everywhere"),
    ("polymtlmarie", "form"),  # a short first name within a word is a chance
    ("polymtllac", "form"),
    ("polymtlhydro@social.example.org", ""),
    ("@polymtlhydro", ""),
    ("p0lymtlhydro", "institution form"),
]


@pytest.mark.parametrize(("name", "broken"), NAMES)
def test_advice_on_a_name(name, broken):
    rules = ("institution", "person", "claim", "year", "form", "everywhere")
    said = advice(name, AROUND)
    assert len(said) == len(rules)
    assert [rule for rule, one in zip(rules, said, strict=True) if not one.kept] == broken.split()


def test_where_nothing_is_known_around_less_is_said():
    assert [one.kept for one in advice("hydro", Around())] == [True] * 4


def test_a_name_of_the_unit_is_nobodys():
    around = Around(people=("Jean Hydrique",), unit="Génie hydrique")
    assert all(one.kept for one in advice("geniehydrique", around))


@given(st.text(max_size=60))
def test_any_text_gets_its_advice(name):
    for one in advice(name, AROUND):
        assert one.sentence.fr
        assert one.sentence.en


@given(st.from_regex(r"[a-z]{1,8}(19|20)[0-9]{2}", fullmatch=True))
def test_a_year_is_always_seen(name):
    assert any("vite passé" in one.sentence.fr for one in advice(name, AROUND))


@given(st.text(max_size=40))
def test_separators_and_accents_make_no_other_name(name):
    assert compact(compact(name)) == compact(name)


MAILBOXES = {
    "hydro@example.org": False,
    "hydro@polymtl.ca": False,
    "hydro@gmail.com": True,
    "Hydro@GMail.com": True,
    "hydro@mail.gmail.com": True,
    "hydro@notgmail.com": False,
    "hydro@yahoo.fr": True,
    "hydro@yahoo.co.uk": True,
    "hydro@hotmail.com.br": True,
    "hydro@outlook.example.org": False,
    "hydro@live.edu": False,
    "hydro@laposte.net": True,
    "hydro@videotron.ca": True,
    "gmail.com@example.org": False,
    "gmail.com": False,
    "": False,
}


@pytest.mark.parametrize(("address", "expected"), MAILBOXES.items())
def test_whose_mailbox_it_is(address, expected):
    assert is_anybodys(address) is expected


@given(st.text(max_size=40))
def test_any_text_has_an_answer(text):
    assert is_anybodys(text) in (True, False)
