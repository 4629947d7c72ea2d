"""An XLSX workbook, once it is known to be safe → its visible sheets as numbered rows of texts. Pure."""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from registry.transfer import limits
from registry.transfer.archive import BROKEN, check
from registry.transfer.decoding import CONTROLS
from registry.transfer.delimited import Rows
from registry.transfer.formulas import Places, uncomputed
from registry.transfer.words import Unreadable

THOUSANDTHS = re.compile(r"-?\d{1,3}\.\d{3}")


def sheets_of(data: bytes, size: limits.Size = limits.ACCOUNTS) -> Iterator[tuple[str, Rows]]:
    """(name, rows) of each visible sheet that is not empty. Raises `Unreadable`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check(archive)
        # The check has let the reader past the sizes that the directory declares: open it afresh.
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            formulas = uncomputed(archive)
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
            rows = _rows(book.get_sheet_by_name(name), formulas.get(name, {}), size)
            if rows:
                yield name, rows
    except CalamineError as error:
        raise Unreadable("broken") from error


def _rows(sheet: CalamineSheet, formulas: Places, size: limits.Size) -> Rows:
    if sheet.start is None:
        return []
    rows = []
    for line, values in enumerate(sheet.to_python(skip_empty_area=False), 1):
        cells = [formulas.get((line, column)) or _text(value) for column, value in enumerate(values, 1)]
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            continue
        if len(cells) > size.columns:
            raise Unreadable("too_many_columns", limit=size.columns)
        rows.append((line, cells))
        if len(rows) > size.rows:
            raise Unreadable("too_many_rows", limit=size.rows)
    return rows


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, float):
        # A number's own point parts no thousands: with a last 0 it cannot be read so.
        text = repr(value)
        return f"{text}0" if THOUSANDTHS.fullmatch(text) else text
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    return CONTROLS.sub("", str(value))
