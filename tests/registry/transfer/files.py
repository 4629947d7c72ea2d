"""Small files for the tests, written by the tests."""

import io
import zipfile
import zlib
from collections.abc import Sequence

import openpyxl

HEADER = ["Nom", "Adresse", "Unité", "Langue"]
ROWS = [
    ["Génie hydrique", "https://www.instagram.com/hydro.example/", "Génie hydrique", "Français"],
    ["Bibliothèque", "twitter.com/biblio_example", "Bibliothèque", "Bilingue"],
    ["L’été à l’École", "@ete@mastodon.example", "", "English"],
]


def csv_text(rows: Sequence[Sequence[str]], delimiter: str = ",", end: str = "\n") -> str:
    return "".join(delimiter.join(cells) + end for cells in rows)


def workbook(sheets: dict[str, list[list[object]]], hidden: Sequence[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for cells in rows:
            sheet.append(cells)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(data: bytes, parts: dict[str, bytes]) -> bytes:
    """The workbook with some of its parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def lying(data: bytes, name: str, content: bytes) -> bytes:
    """The workbook with a part whose directory entry says that it is 10 bytes long."""
    whole = bytearray(repacked(data, {name: content}))
    size = len(content).to_bytes(4, "little")
    crc = zlib.crc32(content).to_bytes(4, "little")
    at = whole.find(crc)
    while at != -1:
        found = whole.find(size, at, at + 12)
        if found != -1:
            whole[found : found + 4] = (10).to_bytes(4, "little")
        at = whole.find(crc, at + 4)
    return bytes(whole)
