"""Whole numbers as people type and paste them, with their thousands apart. Pure."""

import re

# Three by three, apart by any space that a page or a keyboard has, an apostrophe, a point or a comma, the same throughout.
GROUPED = re.compile(r"[0-9]{1,3}(?:([ \u00a0\u202f\u2009'’.,])[0-9]{3})(?:\1[0-9]{3})*")


def ungrouped(text: str) -> str:
    """The digits of a grouped number ("12 500", "12,500", "12’500"); any other text comes back as it is, without outer blanks."""
    text = text.strip()
    return re.sub(r"[^0-9]", "", text) if GROUPED.fullmatch(text) else text
