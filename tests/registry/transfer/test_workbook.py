"""Workbooks: right readings, and the ones that must not be opened."""

import datetime

import openpyxl
import pytest

from registry.transfer import limits
from registry.transfer.reading import tables_of
from registry.transfer.words import Unreadable
from tests.registry.transfer.files import HEADER, ROWS, lying, repacked, saved, workbook

SHEET = "xl/worksheets/sheet1.xml"
SMALL = workbook({"Comptes": [HEADER, *ROWS]})
START = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
END = b"</sheetData></worksheet>"


def sheet(*rows: bytes) -> bytes:
    return START + b"".join(rows) + END


def test_a_workbook_reads_as_its_csv_would():
    (table,) = tables_of(SMALL)
    wanted = [HEADER, *ROWS]
    assert table.name == "Comptes"
    assert table.rows == list(enumerate(wanted, 1))


def test_every_visible_sheet_is_read_and_hidden_or_empty_ones_are_not():
    data = workbook({"A": [["x.com/a"]], "B": [], "C": [["x.com/c"]], "D": [["x.com/d"]]}, hidden=["D"])
    assert [(table.name, table.rows) for table in tables_of(data)] == [
        ("A", [(1, ["x.com/a"])]),
        ("C", [(1, ["x.com/c"])]),
    ]


def test_numbers_and_dates_become_texts_and_lines_keep_their_numbers():
    rows = [["x.com/a", 12], [], ["x.com/b", datetime.date(2025, 1, 10)], ["x.com/c", 1.5], ["x.com/d", True]]
    (table,) = tables_of(workbook({"A": rows}))
    assert [(line, cells[1]) for line, cells in table.rows] == [
        (1, "12"),
        (3, "2025-01-10"),
        (4, "1.5"),
        (5, "True"),
    ]


def test_a_formula_that_nobody_computed_is_seen():
    rows = [["Nom", "Adresse"], ["a", '=HYPERLINK("https://x.com/a")'], ["b", "https://x.com/b"]]
    (table,) = tables_of(workbook({"L'été & co": rows}))
    assert [cells for _line, cells in table.rows] == [["Nom", "Adresse"], ["a", "="], ["b", "https://x.com/b"]]


def far_cell() -> bytes:
    book = openpyxl.Workbook()
    book.active["XFD1048576"] = "far"
    return saved(book)


CELL = b'<c r="A%d" t="s"><v>0</v></c>'
LONG = b"<sst><si><t>" + bytes(range(33, 60)) * 1200 + b"</t></si></sst>"
BOMBS = {
    "unpacks to more than allowed": repacked(SMALL, {"xl/media/a.bin": b"\0" * (limits.UNPACKED + 1)}),
    "unpacks to a hundred times itself": repacked(SMALL, {"xl/media/a.bin": b"\0" * 3_000_000}),
    "says that it is small": lying(SMALL, "xl/media/a.bin", b"\0" * 3_000_000),
    "has too many parts": repacked(SMALL, {f"xl/media/{n}.bin": b"" for n in range(limits.ENTRIES)}),
    "has a cell at the far corner": far_cell(),
    "has it in other words": repacked(
        SMALL, {SHEET: sheet(b"<row r = '1048576'><c s='>' r = 'XFD1048576'><v>1</v></c></row>")}
    ),
    "has endless rows and one long one": repacked(
        SMALL, {SHEET: sheet(b"<row>" + b"<c><v>1</v></c>" * 3000 + b"</row>", b"<row/>" * 3000)}
    ),
    "repeats one long text": repacked(
        SMALL,
        {
            "xl/sharedStrings.xml": LONG,
            SHEET: sheet(*(b"<row>" + CELL % n + b"</row>" for n in range(1, 2000))),
            # Ballast that does not pack: the ratio alone would not have refused this one.
            "xl/media/a.bin": bytes((n * n * 7919 >> 7) % 256 for n in range(60_000)),
        },
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_workbook_that_would_cost_too_much_is_not_opened(name):
    with pytest.raises(Unreadable) as refusal:
        tables_of(BOMBS[name])
    assert refusal.value.code == "bomb"


OTHERS = {
    "other_archive": repacked(SMALL, {}).replace(b"xl/workbook.xml", b"xl/workbonk.xml"),
    "broken": repacked(SMALL, {SHEET: b"<worksheet><sheetData><row r='1'><c r="}),
}


@pytest.mark.parametrize("code", OTHERS)
def test_another_archive_and_a_damaged_one_are_told_apart(code):
    with pytest.raises(Unreadable) as refusal:
        tables_of(OTHERS[code])
    assert refusal.value.code == code


def test_a_part_in_two_byte_letters_is_not_opened():
    data = repacked(SMALL, {SHEET: sheet(b"<row r='1'/>").decode().encode("utf-16")})
    with pytest.raises(Unreadable):
        tables_of(data)
