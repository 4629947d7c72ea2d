"""Bytes in, rows out: every encoding, line end and delimiter that spreadsheets write, and what is no table at all."""

import contextlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.transfer import limits
from registry.transfer.reading import tables_of
from registry.transfer.words import Unreadable
from tests.registry.transfer.files import HEADER, ROWS, csv_text, workbook

TABLE = [HEADER, *ROWS]
WANTED = list(enumerate(TABLE, 1))
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
ODD_BYTES = random.Random(7).randbytes(5000)


def read(data: bytes) -> list[tuple[int, list[str]]]:
    (table,) = tables_of(data)
    return table.rows


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_whatever_encoding_and_line_end_the_rows_are_the_same(encoding, end):
    assert read(csv_text(TABLE, end=end).encode(encoding)) == WANTED


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    assert read(csv_text(TABLE, delimiter).encode()) == WANTED


def test_latin_1_is_read():
    rows = [["Adresse", "Nom"], ["x.com/a", "Études supérieures"]]
    assert read(csv_text(rows, ";").encode("latin-1")) == list(enumerate(rows, 1))


def test_the_delimiter_that_excel_declares_is_believed_and_is_no_row():
    assert read(b"sep=;\nAdresse;Nom, prenom\nx.com/a;b,c\n") == [
        (2, ["Adresse", "Nom, prenom"]),
        (3, ["x.com/a", "b,c"]),
    ]


def test_a_list_of_plain_addresses_has_one_column():
    assert read(b"https://x.com/a\nhttps://x.com/b\n") == [(1, ["https://x.com/a"]), (2, ["https://x.com/b"])]


def test_a_row_is_numbered_by_the_line_where_it_starts_and_blank_ones_are_left_out():
    text = 'a,"two\nlines"\n\n , \nb,c\n'
    assert read(text.encode()) == [(1, ["a", "two\nlines"]), (5, ["b", "c"])]


def test_ragged_rows_are_kept_as_they_are():
    assert [len(cells) for _line, cells in read(b"a,b\nc,d,e\nf,g\nh,i\n")] == [2, 3, 2, 2]


def test_a_quotation_mark_inside_a_cell_is_only_one():
    assert read(b'"Le "Grand" Jour",x.com/a\nb,x.com/b\n')[1] == (2, ["b", "x.com/b"])


REFUSED = {
    "empty": [b"", b"\n\n  \n", b" ; ; \n", b"\xef\xbb\xbf", workbook({"vide": []})],
    "binary": [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ODD_BYTES, b"a,b\n\0\1\2", b"\xff\xfe\0", b"\xff\xfea"],
    "old_workbook": [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600],
    "not_a_table": [b"<html><table><tr><td>x.com/a", b'{"url": "https://x.com/a"}', b"%PDF-1.7\n%%EOF"],
    "broken": [b"PK\x03\x04 and then nothing", workbook({"a": [["x.com/a"]]})[:-30]],
    "too_big": [b"a" * (limits.BYTES + 1)],
    "too_many_rows": [b"a\n" * (limits.ROWS + 1)],
    "too_many_columns": [b"a," * limits.COLUMNS + b"a\n", workbook({"a": [["x"] * (limits.COLUMNS + 1)]})],
    "open_quote": [b'a,b\nc,"d\ne,f\ng,h\n'],
}


@pytest.mark.parametrize(("code", "number"), [(code, n) for code, files in REFUSED.items() for n in range(len(files))])
def test_what_is_no_table_is_refused_with_its_reason(code, number):
    data = REFUSED[code][number]
    with pytest.raises(Unreadable) as refusal:
        tables_of(data)
    assert refusal.value.code == code
    assert refusal.value.sentence.fr != refusal.value.sentence.en
    assert "{" not in refusal.value.sentence.fr + refusal.value.sentence.en


def test_the_line_of_an_open_quotation_mark_is_said():
    with pytest.raises(Unreadable) as refusal:
        tables_of(REFUSED["open_quote"][0])
    assert "ligne 2 " in refusal.value.sentence.fr


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(Unreadable):
        assert tables_of(data)
