"""The report: in both languages, and without a cell that a spreadsheet would run."""

import csv
import io

from django.utils.translation import override

from registry.transfer.entries import entries_of
from registry.transfer.layout import layout_of
from registry.transfer.planning import Register, plan
from registry.transfer.reading import Table, tables_of
from registry.transfer.report import as_csv, report_of, summary

ROWS = [["Nom", "Adresse"], ["=cmd|' /C calc'!A0", "https://x.com/a"], ["@b", "@b@mastodon.example"], ["c", "=1+1"]]


def reported() -> dict:
    table = Table("Feuille", list(enumerate(ROWS, 1)))
    layout = layout_of(table)
    return report_of(plan(entries_of(table, layout), Register()), (("Feuille", layout),), {})


def test_no_cell_of_the_csv_is_run_by_a_spreadsheet():
    rows = list(csv.reader(io.StringIO(as_csv(reported()["lines"], done=False))))
    assert len(rows) == len(ROWS)
    assert [cell for cells in rows for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))] == []


def test_the_report_can_be_imported_again():
    (table,) = tables_of(as_csv(reported()["lines"], done=True).encode())
    assert [entry.key for entry in entries_of(table, layout_of(table)) if entry.reading][:1] == [
        ("mastodon", "b@mastodon.example")
    ]


def test_the_csv_speaks_the_readers_language():
    lines = reported()["lines"]
    with override("en"):
        assert "to create" not in as_csv(lines, done=True)
        assert "refused" in as_csv(lines, done=True)
    with override("fr"):
        assert "refusée" in as_csv(lines, done=True)


def test_each_refusal_of_the_summary_says_where_why_and_what():
    said = summary(reported())
    assert (said["rows"], said["refused"]) == (3, 2)
    assert [(each["line"], each["sheet"], each["reason"], each["value"]) for each in said["refusals"]] == [
        (2, "Feuille", "formula", "=cmd|' /C calc'!A0"),
        (4, "Feuille", "formula", "=1+1"),
    ]
    assert all(each["fr"] and each["en"] for each in said["refusals"])
