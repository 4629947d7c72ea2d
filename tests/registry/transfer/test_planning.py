"""The plan: every row has one outcome, and the register's facts are not overwritten in passing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.language import Pair
from registry.platforms.canonical import canonicalise
from registry.transfer.entries import Entry, entries_of
from registry.transfer.layout import layout_of
from registry.transfer.planning import Held, Line, Outcome, Plan, Register, plan
from registry.transfer.reading import Table
from registry.transfer.words import Note, Row

HYDRO, LIBRARY, WAITING, ABROAD = 1, 2, 3, 9
UNITS = {"Génie hydrique": (HYDRO,), "hydro": (HYDRO,), "Bibliothèque": (LIBRARY,), "Deux": (HYDRO, LIBRARY)}
NAMES = {n: Pair(f"U{n}", f"U{n}") for n in (HYDRO, LIBRARY, WAITING, ABROAD)}
MINE = frozenset({HYDRO, LIBRARY, WAITING})


def held(**facts: object) -> Held:
    row = {"number": 7, "display": "x.com/a", "title_fr": "Chimie", "title_en": "", "languages": ("fr",), "unit": HYDRO}
    return Held(**row | {"official": False, "impostor": False, "ended": False} | facts)


def register(account: Held | None = None, **facts: object) -> Register:
    accounts = {("x", "a"): account} if account else {}
    known = {"accounts": accounts, "units": UNITS, "names": NAMES, "waiting": WAITING, "allowed": MINE}
    return Register(**known | facts)


def entry(address: str = "https://x.com/a", line: int = 1, **facts: object) -> Entry:
    return Entry("", line, address, canonicalise(address), **facts)


def one(row: Entry, known: Register) -> Line:
    (line,) = plan([row], known).lines
    return line


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({}, Outcome.SAME),
        ({"title": "Chimie", "languages": ("fr",)}, Outcome.SAME),
        ({"title": "Chimie générale"}, Outcome.CHANGE),
        ({"title_en": "Chemistry"}, Outcome.CHANGE),
        ({"languages": ("en", "fr")}, Outcome.CHANGE),
        ({"unit": "Génie hydrique"}, Outcome.SAME),
    ],
)
def test_an_account_of_the_register_is_compared(facts, outcome):
    line = one(entry(**facts), register(held()))
    assert (line.outcome, line.number) == (outcome, 7)


@pytest.mark.parametrize(
    ("account", "facts", "code"),
    [
        (held(official=True), {"title": "Autre"}, Row.OFFICIAL_DIFFERS),
        (held(official=True), {"title_en": "Chemistry", "languages": ("en",)}, Row.OFFICIAL_DIFFERS),
        (held(official=True), {"title_en": "Chemistry"}, None),
        (held(official=True), {"title": "Chimie"}, None),
        (held(ended=True), {"title": "Autre"}, Row.ENDED_DIFFERS),
        (held(ended=True), {}, None),
        (held(impostor=True), {}, Row.IMPOSTOR),
        (held(unit=ABROAD), {"title": "Autre"}, Row.ACCOUNT_NOT_YOURS),
        (held(unit=ABROAD), {}, None),
    ],
)
def test_what_an_import_may_not_change(account, facts, code):
    line = one(entry(**facts), register(account))
    assert (line.refused.code if line.refused else None) == code
    assert (line.outcome == Outcome.REFUSED) == bool(code)


@pytest.mark.parametrize(
    ("said", "unit", "note"),
    [
        ("", None, None),
        ("Génie hydrique", HYDRO, None),
        ("hydro", HYDRO, None),
        ("génie hydrique", None, Note.UNIT_UNKNOWN),
        ("Génie", None, Note.UNIT_UNKNOWN),
        ("Deux", None, Note.UNIT_TWICE),
    ],
)
def test_a_rows_own_unit_is_matched_exactly(said, unit, note):
    line = one(entry(unit=said), register())
    assert (line.outcome, line.unit) == (Outcome.CREATE, unit)
    assert [each.code for each in line.notes] == ([note] if note else [])


def test_the_chosen_unit_takes_every_row():
    assert one(entry(unit="Génie hydrique"), register(chosen=LIBRARY)).unit == LIBRARY


@pytest.mark.parametrize(
    ("known", "said", "code"),
    [
        (register(allowed=frozenset({LIBRARY}), may_wait=False), "Génie hydrique", Row.UNIT_NOT_YOURS),
        (register(allowed=frozenset({LIBRARY}), may_wait=False), "", Row.UNIT_NOT_YOURS),
        (register(allowed=frozenset({LIBRARY}), may_wait=False), "Bibliothèque", None),
        (register(allowed=None), "Génie hydrique", None),
    ],
)
def test_a_new_account_needs_the_right_on_its_unit(known, said, code):
    line = one(entry(unit=said), known)
    assert (line.refused.code if line.refused else None) == code


def test_only_an_account_to_be_assigned_changes_unit():
    moved = one(entry(unit="Bibliothèque"), register(held(unit=WAITING)))
    assert moved.changes == {"unit": (WAITING, LIBRARY)}
    kept = one(entry(unit="Bibliothèque"), register(held()))
    assert (kept.outcome, [said.code for said in kept.notes]) == (Outcome.SAME, [Note.UNIT_KEPT])


def test_rows_of_one_account_are_merged_into_the_first():
    rows = [
        entry(line=4, languages=("fr",)),
        entry("https://twitter.com/A", line=5, title="Chimie", languages=("en",)),
        entry("http://mobile.twitter.com/a/", line=6, title="Autre", unit="hydro"),
    ]
    first, *others = plan(rows, register()).lines
    merged = first.entry
    assert (merged.title, merged.languages, first.unit) == ("Chimie", ("fr", "en"), HYDRO)
    assert [(line.outcome, line.first) for line in others] == [(Outcome.DUPLICATE, 4), (Outcome.DUPLICATE, 4)]


def test_accounts_that_only_the_platform_could_merge_are_both_created_and_noted():
    rows = [entry("https://www.youtube.com/chimie"), entry("https://www.youtube.com/@chimie", line=2)]
    lines = plan(rows, register()).lines
    assert [line.outcome for line in lines] == [Outcome.CREATE] * 2
    assert Note.POSSIBLY_SAME in [said.code for line in lines for said in line.notes]


CELLS = st.sampled_from(
    [
        "https://x.com/a",
        "twitter.com/A",
        "https://www.facebook.com/b",
        "@c",
        "x",
        "X",
        "Facebook",
        "",
        "-",
        "=1",
        "fr",
        "Hydro",
    ]
) | st.text(max_size=12)
ROWS = st.lists(st.lists(CELLS, max_size=5).filter(lambda cells: any(cell.strip() for cell in cells)), max_size=12)


@given(ROWS, st.booleans())
def test_the_five_counts_add_up_for_any_rows(rows, with_header):
    header = [["Nom", "Plateforme", "Adresse", "Langue", "Unité"]] if with_header else []
    table = Table("", list(enumerate(header + rows, 1)))
    layout = layout_of(table)
    made = plan(entries_of(table, layout), register(held()))
    counts = made.counts
    assert counts["rows"] == sum(counts[outcome] for outcome in Outcome) == len(made.lines)
    assert {line.entry.line for line in made.lines} == {line for line, _cells in table.rows[layout.first :]}
    assert all(bool(line.refused) == (line.outcome == Outcome.REFUSED) for line in made.lines)


def test_an_empty_plan_counts_nothing():
    assert Plan(()).counts == {"rows": 0} | {outcome.value: 0 for outcome in Outcome}
