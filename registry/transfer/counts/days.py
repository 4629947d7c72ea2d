"""A cell → the day that it names: ISO, French, English, or a spreadsheet's serial number. Pure."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from registry.folding import fold
from registry.followers.implausible import FIRST_DAY
from registry.transfer.counts.words import Why

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev february feb",
            "mars mar march",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "aout august aug",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        1,
    )
    for name in names.split()
}
WEEKDAYS = (
    *("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("lun", "mer", "jeu", "ven", "sam", "dim", "mon", "tue", "wed", "thu", "fri", "sat", "sun"),
)
AROUND = frozenset({*WEEKDAYS, "er", "st", "nd", "rd", "th", "of", "de", "du", "le", "the", "au", "on"})
HOUR = re.compile(r"[t ]\s*\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:am|pm)?\s*(?:z|utc|[+-]\d{2}:?\d{2})?$")
ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
NUMERIC = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})")
# Two figures for each part: the year may come first, as on many Canadian forms, most of all between dashes.
SHORT = re.compile(r"(\d{2})([-/])(\d{2})\2(\d{2})")
SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
PIECES = re.compile(r"\d+|[^\W\d_]+")
# Day 0 of a spreadsheet that believes in 29 February 1900.
SPREADSHEET = date(1899, 12, 30)
SERIALS = range((FIRST_DAY - SPREADSHEET).days, 60_000)


class Order(StrEnum):
    """Which comes first in 03/04/2024, or in 24-04-03; ``UNTOLD`` when nothing says so."""

    UNTOLD = ""
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


# Where year, month and day stand among the groups of `SHORT`.
PLACES = {Order.DAY: (4, 3, 1), Order.MONTH: (4, 1, 3), Order.YEAR: (1, 3, 4)}


def order_told(texts: Iterable[str], latest: date = date.max) -> set[Order]:
    """What the days of a file show of their order: a thirteenth month is a day; nobody counted after ``latest``."""
    numeric = {bare for bare in map(_bare, set(texts)) if NUMERIC.fullmatch(bare) and "." not in bare}
    told = set()
    for mark in "-/":
        short = {bare for bare in numeric if SHORT.fullmatch(bare) and mark in bare}
        possible = {order for order in PLACES if all((_short(bare, order) or date.max) <= latest for bare in short)}
        if short and possible == {Order.YEAR}:
            told.add(Order.YEAR)
        if possible == {Order.YEAR} or (Order.YEAR in possible and mark == "-"):
            numeric -= short
    for bare in numeric:
        found = NUMERIC.fullmatch(bare)
        first, second = int(found[1]), int(found[3])
        told |= ({Order.DAY} if first > 12 else set()) | ({Order.MONTH} if second > 12 else set())
    return told


@lru_cache(maxsize=20_000)
def day_of(text: str, order: Order = Order.UNTOLD) -> date | Why:
    """The day of a cell, or why it is none; ``order`` settles what 03/04/2024 means."""
    bare = _bare(text)
    try:
        day = _written(bare, order)
    except ValueError:
        return Why.NOT_A_DAY
    if isinstance(day, date) and day < FIRST_DAY:
        return Why.NOT_A_DAY
    return day


def is_day(text: str) -> bool:
    """Whether a cell is written as a day; a bare serial number is not told from a figure."""
    if SERIAL.fullmatch(text.strip()) or COMPACT.fullmatch(text.strip()):
        return False
    return any(not isinstance(day_of(text, order), Why) for order in PLACES)


def _bare(text: str) -> str:
    return HOUR.sub("", " ".join(fold(text).split())).strip(" ,;")


def _written(text: str, order: Order) -> date | Why:
    if found := ISO.fullmatch(text):
        return date(int(found[1]), int(found[3]), int(found[4]))
    if found := SERIAL.fullmatch(text):
        number = int(found[1])
        return SPREADSHEET + timedelta(days=number) if number in SERIALS else Why.NOT_A_DAY
    if found := COMPACT.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if SHORT.fullmatch(text) and (order == Order.YEAR or ("-" in text and order == Order.UNTOLD)):
        days = {_short(text, one) for one in ([order] if order else PLACES)} - {None}
        return next(iter(days), Why.NOT_A_DAY) if len(days) < 2 else Why.DAY_AMBIGUOUS
    if found := NUMERIC.fullmatch(text):
        return _numeric(int(found[1]), int(found[3]), _year(found[4]), Order.DAY if found[2] == "." else order)
    return _in_words(text)


def _short(text: str, order: Order) -> date | None:
    """A day of two figures each, strictly in one order; None where it is none."""
    found = SHORT.fullmatch(text)
    year, month, day = (int(found[place]) for place in PLACES[order])
    try:
        return date(2000 + year, month, day)
    except ValueError:
        return None


def _numeric(first: int, second: int, year: int, order: Order) -> date | Why:
    if first > 12 or first == second:
        order = Order.DAY
    elif second > 12:
        order = Order.MONTH
    if order not in {Order.DAY, Order.MONTH}:
        return Why.DAY_AMBIGUOUS
    return date(year, second, first) if order == Order.DAY else date(year, first, second)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _in_words(text: str) -> date | Why:
    pieces = [piece for piece in PIECES.findall(text) if piece not in AROUND]
    months = [MONTHS[piece] for piece in pieces if piece in MONTHS]
    numbers = [piece for piece in pieces if piece.isdigit()]
    if len(months) != 1 or len(numbers) != 2 or len(pieces) != 3:
        return Why.NOT_A_DAY
    day, year = reversed(numbers) if len(numbers[0]) == 4 else numbers
    return date(_year(year), months[0], int(day)) if len(year) in (2, 4) else Why.NOT_A_DAY
