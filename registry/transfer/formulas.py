"""The formulas of a workbook that were never computed: a program wrote them, and their cells read as empty. Pure."""

import re
import zipfile
from html import unescape
from posixpath import join, normpath

# A cell with a formula, up to its end; then its value, when it has one.
CELL = re.compile(r"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3})([0-9]{1,7})["'][^>]*>(.*?)</(?:\w+:)?c>""", re.DOTALL)
FORMULA = re.compile(r"<(?:\w+:)?f[\s/>]")
VALUE = re.compile(r"<(?:\w+:)?v[^>]*>[^<]")
SHEETS = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
RELATIONS = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
ATTRIBUTES = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")

Places = set[tuple[int, int]]


def uncomputed(archive: zipfile.ZipFile) -> dict[str, Places]:
    """Sheet name → the (row, column), from 1, of its formulas without a value. Parts that are not there hold none."""
    targets = {
        each.get("Id"): each.get("Target", "") for each in _tags(archive, "xl/_rels/workbook.xml.rels", RELATIONS)
    }
    found = {}
    for sheet in _tags(archive, "xl/workbook.xml", SHEETS):
        relation = next((value for name, value in sheet.items() if name.endswith(":id")), "")
        target = targets.get(relation, "")
        path = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        found[sheet.get("name", "")] = _formulas(_text(archive, path))
    return found


def _formulas(sheet: str) -> Places:
    return {
        (int(digits), _number(letters))
        for letters, digits, content in CELL.findall(sheet)
        if FORMULA.search(content) and not VALUE.search(content)
    }


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _tags(archive: zipfile.ZipFile, path: str, pattern: re.Pattern) -> list[dict[str, str]]:
    return [
        {name: unescape(double or single) for name, double, single in ATTRIBUTES.findall(tag)}
        for tag in pattern.findall(_text(archive, path))
    ]


def _text(archive: zipfile.ZipFile, path: str) -> str:
    if path not in archive.namelist():
        return ""
    return archive.read(path).decode("utf-8", errors="replace")
