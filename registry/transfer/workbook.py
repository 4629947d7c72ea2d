"""An XLSX workbook, distrusted → its visible sheets as numbered rows of texts. Pure.

A workbook is a zip of XML: what it would unpack to is counted before a parser sees it, by the directory's own words and
then by unpacking, since a directory can lie; so is the rectangle that each sheet would be laid out as.
"""

import datetime
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from registry.transfer import limits
from registry.transfer.decoding import CONTROLS
from registry.transfer.delimited import Rows
from registry.transfer.words import Unreadable

CHUNK = 64 * 1024
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
# A row or a cell, with the place that it says it has.
PLACES = re.compile(rb"""<(?:\w+:)?(row|c)(?=[\s/>])(?:[^>]*?\sr=["']([A-Za-z]*)([0-9]*)["'])?""")
ENCRYPTED = 0x1
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError, KeyError)


def sheets_of(data: bytes) -> Iterator[tuple[str, Rows]]:
    """(name, rows) of each visible sheet that is not empty. Raises `Unreadable`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive)
    except BROKEN as error:
        raise Unreadable("broken") from error
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        ]
        for name in shown:
            rows = _rows(book.get_sheet_by_name(name))
            if rows:
                yield name, rows
    except CalamineError as error:
        raise Unreadable("broken") from error


def _check(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = {entry.filename.lower() for entry in entries}
    if "xl/workbook.xml" not in names:
        raise Unreadable("other_archive")
    # Two entries of one name, or one that is encrypted: what is checked here must be what is read later.
    if len(names) != len(entries) or any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise Unreadable("broken")
    packed = sum(entry.compress_size for entry in entries)
    declared = sum(entry.file_size for entry in entries)
    most = min(limits.UNPACKED, limits.RATIO * max(packed, 1))
    if len(entries) > limits.ENTRIES or declared > most:
        raise Unreadable("bomb")
    for entry in entries:
        most -= _unpacked(archive, entry, most)


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> int:
    """How many bytes an entry really holds; stops as soon as there are more than allowed."""
    # The reader stops at the declared size: let it go on to the real one.
    entry.file_size = most + 1
    found = bytearray()
    size = 0
    keeps = bool(SHEET.fullmatch(entry.filename))
    with archive.open(entry) as stream:
        while piece := stream.read(CHUNK):
            size += len(piece)
            if size > most:
                raise Unreadable("bomb")
            if keeps:
                found += piece
    if keeps:
        _check_rectangle(bytes(found))
    return size


def _check_rectangle(sheet: bytes) -> None:
    row = column = rows = columns = 0
    for what, letters, digits in PLACES.findall(sheet):
        if what == b"row":
            row, column = int(digits or row + 1), 0
            rows = max(rows, row)
            continue
        column = _column(letters) if letters else column + 1
        rows, columns = max(rows, int(digits or row)), max(columns, column)
        if rows * columns > limits.RECTANGLE:
            raise Unreadable("bomb")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:6]:
        number = number * 26 + letter - ord("A") + 1
    return number


def _rows(sheet: CalamineSheet) -> Rows:
    if sheet.start is None:
        return []
    rows = []
    for line, values in enumerate(sheet.to_python(skip_empty_area=False), 1):
        cells = [_text(value) for value in values]
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            continue
        if len(cells) > limits.COLUMNS:
            raise Unreadable("too_many_columns", limit=limits.COLUMNS)
        rows.append((line, cells))
        if len(rows) > limits.ROWS:
            raise Unreadable("too_many_rows", limit=limits.ROWS)
    return rows


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    return CONTROLS.sub("", str(value))
