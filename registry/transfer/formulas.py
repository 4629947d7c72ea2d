"""The cells of a workbook that read as empty and are not: formulas never computed, and what a spreadsheet calls errors. Pure."""

import re
import zipfile
from html import unescape
from posixpath import join, normpath

# A cell that holds something, up to its end; then its formula, its value and its kind, when it has one.
CELL = re.compile(
    r"""<(?:\w+:)?c\s([^>]*?\br=["']([A-Z]{1,3})([0-9]{1,7})["'][^>]*)(?<!/)>(.*?)</(?:\w+:)?c>""", re.DOTALL
)
ERROR = re.compile(r"""\bt=["']e["']""")
FORMULA = re.compile(r"<(?:\w+:)?f[\s/>]")
VALUE = re.compile(r"<(?:\w+:)?v[^>]*>([^<]+)")
SHEETS = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
RELATIONS = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
ATTRIBUTES = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")

# What stands for a formula without a value: enough for its row to be refused as one.
WRITTEN = "="
Places = dict[tuple[int, int], str]


def uncomputed(archive: zipfile.ZipFile) -> dict[str, Places]:
    """Sheet name → the (row, column), from 1, of such cells, each with what it shows ("=", "#REF!"); none in a missing part."""
    targets = {
        each.get("Id"): each.get("Target", "") for each in _tags(archive, "xl/_rels/workbook.xml.rels", RELATIONS)
    }
    found = {}
    for sheet in _tags(archive, "xl/workbook.xml", SHEETS):
        relation = next((value for name, value in sheet.items() if name.endswith(":id")), "")
        target = targets.get(relation, "")
        path = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        found[sheet.get("name", "")] = _places(_text(archive, path))
    return found


def _places(sheet: str) -> Places:
    found = {}
    for attributes, letters, digits, content in CELL.findall(sheet):
        value = VALUE.search(content)
        if ERROR.search(attributes) and value:
            found[int(digits), _number(letters)] = unescape(value[1])
        elif FORMULA.search(content) and not value:
            found[int(digits), _number(letters)] = WRITTEN
    return found


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
