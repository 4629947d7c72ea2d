"""The bytes of a file → its tables, by what they hold and never by the file's name. Pure."""

from dataclasses import dataclass

from registry.transfer import limits
from registry.transfer.decoding import text_of
from registry.transfer.delimited import Rows, rows_of
from registry.transfer.words import Unreadable
from registry.transfer.workbook import sheets_of

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHERS = ("<!doctype", "<html", "<table", "<?xml", "{", "[{", "%pdf")


@dataclass(frozen=True)
class Table:
    """One list of the file: the name of its sheet ("" for a CSV) and its rows with their line numbers, cells as they came."""

    name: str
    rows: Rows


def tables_of(data: bytes, size: limits.Size = limits.ACCOUNTS) -> list[Table]:
    """Every list of a CSV or XLSX file within a size; rows without any text are left out. Raises `Unreadable`."""
    if len(data) > limits.BYTES:
        raise Unreadable("too_big", limit=limits.BYTES // limits.MEGABYTE)
    if data.startswith(OLD_OFFICE):
        raise Unreadable("old_workbook")
    tables = _sheets(data, size) if data.startswith(ZIP) else _delimited(data, size)
    if not tables:
        raise Unreadable("empty")
    if sum(len(table.rows) for table in tables) > size.rows:
        raise Unreadable("too_many_rows", limit=size.rows)
    return tables


def _delimited(data: bytes, size: limits.Size) -> list[Table]:
    text = text_of(data)
    if text.lstrip()[:10].lower().startswith(OTHERS):
        raise Unreadable("not_a_table")
    rows = rows_of(text, size)
    return [Table("", rows)] if rows else []


def _sheets(data: bytes, size: limits.Size) -> list[Table]:
    return [Table(name, rows) for name, rows in sheets_of(data, size)]
