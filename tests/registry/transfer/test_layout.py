"""Which column is for what, with a header and without one."""

import pytest

from registry.transfer.columns import Role
from registry.transfer.layout import Layout, layout_of
from registry.transfer.reading import Table

X, F, L = "https://x.com/{}", "https://www.facebook.com/{}.example", "https://www.linkedin.com/company/{}-example/"


def laid(*rows: list[str], units: tuple[str, ...] = ()) -> Layout:
    return layout_of(Table("", list(enumerate(rows, 1))), units)


def accounts(address: str, *cells: str) -> list[list[str]]:
    """Four rows whose addresses differ."""
    return [[cell.format(name) for cell in (*cells, address)] for name in ("un", "deux", "trois", "quatre")]


def test_a_known_header_is_believed():
    layout = laid(["Département", "Réseau", "Lien", "Abonnés"], ["Chimie", "X", "https://x.com/chimie", "12"])
    assert layout.first == 1
    assert layout.accounts == ((2, ""),)
    assert layout.columns == {Role.UNIT: 0, Role.PLATFORM: 1}
    assert layout.unread == ["Abonnés"]


def test_the_header_may_stand_under_a_title():
    layout = laid(["Inventaire 2025"], ["Nom", "URL"], ["Chimie", "https://x.com/chimie"])
    assert (layout.first, layout.accounts) == (2, ((1, ""),))


def test_a_column_for_each_platform():
    rows = [["Chimie", "@chimie", "chimie.example"], ["Physique", "", "physique.example"]]
    layout = laid(["Service", "Compte Twitter", "Page Facebook"], *rows)
    assert layout.accounts == ((1, "x"), (2, "facebook"))
    assert layout.columns == {Role.UNIT: 0}


@pytest.mark.parametrize(
    ("header", "cells", "platform"),
    [
        ("Twitter", ["@chimie", "@physique"], "x"),
        ("twitter", ["chimie", "physique"], "x"),
        ("Facebook", ["https://www.facebook.com/chimie", "facebook.com/b"], "facebook"),
        ("Note", ["https://note.com/chimie", "note.com/b"], "note"),
        ("Facebook", ["1200", "35"], None),
        ("Facebook", ["tenu par Ana", "à fermer"], None),
        ("Facebook", ["oui", "non"], None),
        ("Note", ["bien", "passable"], None),
        ("Medium", ["bien", "passable"], None),
        ("X", ["un", "deux"], None),
    ],
)
def test_a_platforms_column_holds_accounts_only_when_its_cells_look_so(header, cells, platform):
    layout = laid(["Nom", header], *[["a", cell] for cell in cells])
    assert layout.accounts == (((1, platform),) if platform else ())


def test_service_heads_platforms_when_its_cells_are_platforms():
    layout = laid(["Service", "URL"], ["Twitter", "https://x.com/a"], ["Facebook", "https://www.facebook.com/b"])
    assert layout.columns == {Role.PLATFORM: 0}


def test_an_address_that_is_never_an_account_stands_aside():
    layout = laid(["URL", "Lien"], *[["https://www.example.org/", address] for (address,) in accounts(X)])
    assert layout.accounts == ((1, ""),)


def test_without_a_header_the_cells_say():
    rows = [["http://www.example.org", *cells] for cells in accounts(F, "Service {}", "dir", "French")]
    rows = [[site, name, code, address, language] for site, name, code, language, address in rows]
    rows[1].append("mot, autre")
    layout = laid(*rows)
    assert layout.first == 0
    assert layout.accounts == ((3, ""),)
    assert layout.columns == {Role.LANGUAGES: 4, Role.TITLE: 1}


def test_without_a_header_a_column_is_of_units_when_it_names_one_exactly():
    rows = accounts(L, "Nom {}", "Génie  {}")
    assert Role.UNIT not in laid(*rows).columns
    assert laid(*rows, units=("Génie deux",)).columns[Role.UNIT] == 1


@pytest.mark.parametrize("first", [["Qui", "Où le trouver"], ["Wer", "Wo"]])
def test_a_header_of_unknown_words_is_no_row(first):
    layout = laid(first, *accounts(X, "Nom {}"))
    assert (layout.first, layout.accounts) == (1, ((1, ""),))
    assert layout.columns == {Role.TITLE: 0}


def test_a_first_row_with_an_address_is_never_a_header():
    layout = laid(["Facebook", "https://www.facebook.com/un.example"], *accounts(F, "Facebook"))
    assert layout.first == 0


def test_a_country_is_no_language_beside_a_known_header():
    layout = laid(["Nom", "Pays", "URL"], *[[name, "CA", address] for name, address in accounts(X, "{}")])
    assert Role.LANGUAGES not in layout.columns


@pytest.mark.parametrize("rows", [[["Nom", "Note"], ["Chimie", "bien"]], [["un mot"], ["deux mots"]]])
def test_a_table_of_something_else_names_no_account(rows):
    assert not laid(*rows).names_accounts


def test_a_platform_and_a_handle_are_enough():
    assert laid(["Plateforme", "Identifiant"], ["X", "@chimie"]).names_accounts


def test_columns_of_ticks_are_no_accounts():
    layout = laid(["Nom", "URL", "Officiel"], ["a", "https://x.com/a", "oui"])
    assert layout.accounts == ((1, ""),)
