"""One row, one account: what is believed when the columns of a row disagree."""

import pytest

from registry.platforms.kinds import Reason
from registry.transfer import limits
from registry.transfer.entries import Entry, entries_of
from registry.transfer.layout import layout_of
from registry.transfer.reading import Table
from registry.transfer.words import Note, Row

HEADER = ["Nom", "Plateforme", "Identifiant", "Adresse", "Langue", "Unité"]


def entries(*cells: str) -> list[Entry]:
    table = Table("", [(1, HEADER), (2, list(cells))])
    return list(entries_of(table, layout_of(table)))


def entry(*cells: str) -> Entry:
    (only,) = entries(*cells)
    return only


@pytest.mark.parametrize(
    ("cells", "account"),
    [
        (("", "", "", "https://mobile.twitter.com/Chimie?lang=fr"), ("x", "chimie")),
        (("", "", "", "facebook.com/chimie"), ("facebook", "chimie")),
        (("", "X", "@chimie", ""), ("x", "chimie")),
        (("", "Twitter", "", "@chimie"), ("x", "chimie")),
        (("", "Instagram", "chimie", "n/a"), ("instagram", "chimie")),
        (("", "Facebook", "chimie", "https://www.facebook.com/"), ("facebook", "chimie")),
        (("", "Mastodon", "", "@chimie@mastodon.example"), ("mastodon", "chimie@mastodon.example")),
        (("", "Facebook", "", "https://x.com/chimie"), ("x", "chimie")),
        (("", "X", "autre", "https://x.com/chimie"), ("x", "chimie")),
        (("", "", "", "'@chimie@mastodon.example"), ("mastodon", "chimie@mastodon.example")),
    ],
)
def test_an_account_is_read(cells, account):
    assert entry(*cells).key == account


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (("a", "", "", ""), Row.NO_ADDRESS),
        (("a", "X", "", "aucun"), Row.NO_ADDRESS),
        (("a", "", "", "=A1"), Row.FORMULA),
        (("=1+1", "", "", "https://x.com/a"), Row.FORMULA),
        (("a" * (limits.CELL + 1), "", "", "https://x.com/a"), Row.CELL_TOO_LONG),
        (("", "Plateforme inconnue", "chimie", ""), Reason.UNKNOWN_PLATFORM),
        (("", "", "", "https://x.com/a/status/1"), Reason.POST),
        (("", "Facebook", "chimie", "javascript:alert(1)"), Reason.DANGEROUS),
        (("", "Facebook", "chimie", "https://notfacebook.com/chimie"), Reason.LOOKALIKE_HOST),
        (("", "Facebook", "", "info@example.org"), Reason.EMAIL),
    ],
)
def test_a_row_is_refused_with_its_reason(cells, code):
    refused = entry(*cells)
    assert refused.reading is None
    assert refused.refused.code == code
    assert refused.refused.sentence.fr
    assert refused.refused.sentence.en


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        (("", "Facebook", "", "https://x.com/chimie"), [Note.PLATFORM_DIFFERS]),
        (("", "Twitter", "@Chimie", "https://x.com/chimie"), []),
        (("", "Intagram", "", "https://www.instagram.com/chimie"), []),
        (("", "", "autre", "https://x.com/chimie"), [Note.HANDLE_DIFFERS]),
        (("", "", "Chimie générale", "https://x.com/chimie"), []),
        (("", "", "", "https://x.com/chimie", "Klingon"), [Note.LANGUAGE_UNKNOWN]),
        (("n" * 200, "", "", "https://x.com/chimie"), [Note.TITLE_CUT]),
    ],
)
def test_what_disagrees_is_noted(cells, codes):
    assert [said.code for said in entry(*cells).notes] == codes


def test_a_cell_with_several_addresses_gives_one_entry_each():
    found = entries("Chimie", "", "", "https://x.com/chimie https://www.facebook.com/chimie")
    assert [(each.line, each.title, each.key[0]) for each in found] == [(2, "Chimie", "x"), (2, "Chimie", "facebook")]


def test_a_column_for_each_platform_gives_one_entry_each():
    table = Table("", [(1, ["Nom", "Twitter", "Facebook", "YouTube"]), (2, ["Chimie", "@chimie", "x", "@chimie"])])
    assert [each.key[0] for each in entries_of(table, layout_of(table))] == ["x", "youtube"]


def test_names_are_cleaned_of_what_does_not_show():
    read = entry(" Gé\u200bnie\u00a0\n hydrique\u202e ", "", "", "https://x.com/a", "Français", " Un  deux ")
    assert (read.title, read.unit, read.languages) == ("Génie hydrique", "Un deux", ("fr",))


def test_what_a_safe_export_wrote_is_taken_back():
    assert entry("'=1+1", "", "", "https://x.com/a").title == "=1+1"
