"""Dates as sources give them: a year, a month or a day, or nothing ("2024", "2024-11", "2024-11-26", "").

Stored as text: ISO order is alphabetical order, and what the source did not say is not invented.
"""

import re
from calendar import monthrange
from datetime import date

PATTERN = r"^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$"


def parse(text: str) -> str:
    """Give the canonical form of a partial date; raises `ValueError` for anything that no calendar has."""
    text = text.strip()
    if not re.fullmatch(PATTERN, text, re.ASCII):
        raise ValueError(text)
    if text:
        first_day(text)
    return text


def first_day(text: str) -> date:
    """The earliest day that a non-empty partial date can mean; raises `ValueError` for 30 February."""
    year, month, day = ([int(part) for part in text.split("-")] + [1, 1])[:3]
    return date(year, month, day)


def last_day(text: str) -> date:
    """The latest day that a non-empty partial date can mean; raises `ValueError` for 30 February."""
    year, month, *rest = ([int(part) for part in text.split("-")] + [12])[: max(text.count("-") + 1, 2)]
    return date(year, month, rest[0] if rest else monthrange(year, month)[1])


def is_exact(text: str) -> bool:
    """Whether the date names a day."""
    return len(text) == 10


def has_come(text: str, today: date) -> bool:
    """Whether an exact date is today or past; an unknown or partial one has never surely come."""
    return is_exact(text) and date.fromisoformat(text) <= today
