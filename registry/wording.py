"""Numbers and dates in words, in the two languages. Pure: the language ("fr" or "en") is a parameter."""

from datetime import date, datetime

THIN_SPACE = "\u202f"
HARD_SPACE = "\u00a0"
MINUS = "\u2212"

MONTHS = {
    "fr": (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
SHORT_MONTHS = {
    "fr": ("janv.", "févr.", "mars", "avril", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


def number(value: int | float, language: str) -> str:
    """``60000`` as "60 000" with a thin no-break space and a decimal comma in French, as "60,000" in English.

    Below zero it has the minus sign, which is as wide as the plus and is not broken from its figure, and no hyphen.
    """
    text = f"{value:,}".replace("-", MINUS)
    return text.translate({ord(","): THIN_SPACE, ord("."): ","}) if language == "fr" else text


def signed(value: int | float, language: str) -> str:
    """A change: the same with its sign, plus or minus; nought has none."""
    return f"{'+' if value > 0 else ''}{number(value, language)}"


def partial_date(text: str, language: str, *, short: bool = False) -> str:
    """``"2025"``, ``"2025-01"`` or ``"2025-01-10"`` in words: no more is said than the source gave."""
    year, *rest = text.split("-")
    if not rest:
        return year
    month = (SHORT_MONTHS if short else MONTHS)[language][int(rest[0]) - 1]
    if len(rest) == 1:
        return f"{month} {year}"
    day = "1er" if language == "fr" and rest[1] == "01" else str(int(rest[1]))
    return f"{day} {month} {year}"


def day(value: date, language: str, *, short: bool = False) -> str:
    """A calendar day in words."""
    return partial_date(value.isoformat(), language, short=short)


def moment(value: datetime, language: str) -> str:
    """A day and a time: "19 novembre 2026, 14 h 02", "19 November 2026, 14:02"; the zone is the value's own."""
    hour = f"{value.hour}{HARD_SPACE}h{HARD_SPACE}{value:%M}" if language == "fr" else f"{value:%H:%M}"
    return f"{day(value.date(), language)}, {hour}"


def initials(name: str) -> str:
    """The first letters of the first and last words, for a person's round mark; "?" when there is no letter."""
    letters = [next((c for c in word if c.isalpha()), "") for word in name.split()]
    letters = [letter.upper() for letter in letters if letter]
    return "".join(letters[:1] + letters[1:][-1:]) or "?"
