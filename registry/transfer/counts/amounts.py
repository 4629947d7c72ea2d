"""A cell → how many people it says, as spreadsheets and platforms write it. Pure.

Thousands are parted by spaces of any kind, points, commas or apostrophes; a scale ("12,5 k", "1.2M") or a word of caution
("environ") says that the platform or the writer rounded.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from registry.folding import fold
from registry.transfer.counts.words import Why

MOST = 10**12
SCALES = {
    **dict.fromkeys(("k", "mille", "thousand", "mil"), 10**3),
    **dict.fromkeys(("m", "mio", "mln", "million", "millions"), 10**6),
    **dict.fromkeys(("b", "bn", "md", "mrd", "milliard", "milliards", "billion", "billions"), 10**9),
}
SCALED = "|".join(sorted(SCALES, key=len, reverse=True))
ABOUT = r"(?:~|≈|>|\+|environ|env\.?|about|approx\.?|plus de|over)"
PEOPLE = r"(?:d[’']?\s*)?(?:abonnes?|followers?|fans?|subscribers?|membres?|members?|likes?)"
WRITTEN = re.compile(
    rf"(?P<about>{ABOUT})?\s*(?P<sign>[-−–])?\s*(?P<body>\d[\d\s.,'’]*?)\s*"
    rf"(?:e\+?(?P<power>\d{{1,2}})|(?P<scale>{SCALED})\.?)?\s*(?P<more>\+)?\s*(?:{PEOPLE})?"
)
GROUPED = re.compile(r"\d{1,3}(?:(?P<part>[\s.,'’])\d{3})(?:(?P=part)\d{3})*(?:(?!(?P=part))[.,](?P<rest>\d+))?")
PLAIN = re.compile(r"\d+(?:[.,](?P<rest>\d+))?")
THREE = re.compile(r"\d{1,3}[.,]\d{3}")


@dataclass(frozen=True, slots=True)
class Number:
    """How many, and whether the one who wrote it counted to the last."""

    value: int
    is_exact: bool = True


def number_of(text: str) -> Number | Why:
    """What a cell that is not blank says, or why it says nothing: a dash and "n/a" are no numbers, and not zero either."""
    if text.isascii() and text.isdigit() and len(text) < 13:
        return Number(int(text))
    return _written(text)


@lru_cache(maxsize=20_000)
def _written(text: str) -> Number | Why:
    found = WRITTEN.fullmatch(" ".join(fold(text).split()))
    # Raised figures would fold into plain ones, and 10² into 102.
    if found is None or any(letter.isdigit() and not letter.isdecimal() for letter in text):
        return Why.NOT_A_NUMBER
    if found["sign"]:
        return Why.NEGATIVE
    scale = 10 ** int(found["power"]) if found["power"] else SCALES.get(found["scale"] or "", 1)
    value = _scaled(found["body"], scale)
    if isinstance(value, Why):
        return value
    is_exact = not (found["scale"] or found["power"] or found["about"] or found["more"])
    return Number(value, is_exact) if value <= MOST else Why.TOO_LARGE


def _scaled(body: str, scale: int) -> int | Why:
    grouped = GROUPED.fullmatch(body)
    if scale > 1 and THREE.fullmatch(body):
        # 1,234 thousand, or one and a bit: nobody can tell.
        return Why.NOT_A_NUMBER
    found = grouped or PLAIN.fullmatch(body)
    if found is None:
        return Why.NOT_A_NUMBER
    rest = found["rest"] or ""
    whole = re.sub(r"\D", "", body[: len(body) - len(rest)])
    scaled = int(whole) * scale * 10 ** len(rest) + int(rest or 0) * scale
    value, left = divmod(scaled, 10 ** len(rest))
    return Why.NOT_WHOLE if left else value
