"""Cells that a spreadsheet must not take for formulas, and the way back. Pure.

A text that a spreadsheet would run gets a leading apostrophe on its way out; the import takes it off again, so that a file
that went out and comes back says the same. Every handle starts with "@", so nearly every export needs it.
"""

import re

# What starts a formula, in its plain and full-width forms; spreadsheets skip blanks before it.
TRIGGERS = "=+\\-@\t\r\n＝＋－＠"
UNSAFE = re.compile(rf"'*\s*[{TRIGGERS}]")
MADE_SAFE = re.compile(rf"'+\s*[{TRIGGERS}]")


def safe_cell(value: str) -> str:
    """The text as it may stand in a CSV or XLSX file."""
    return f"'{value}" if UNSAFE.match(value) else value


def plain_cell(value: str) -> str:
    """The text that `safe_cell` was given; any other text comes back as it is."""
    return value[1:] if MADE_SAFE.match(value) else value


def is_formula(raw: str) -> bool:
    """Whether a cell, as the file holds it, would be computed by a spreadsheet instead of being read."""
    return raw.lstrip().startswith(("=", "＝"))
