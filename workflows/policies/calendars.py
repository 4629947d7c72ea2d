"""The public holidays of a country, or of one of its provinces, as proposals: nothing is a holiday until somebody says so.

The days come from the `holidays` package, which follows the laws of each place; institutions differ from them.
"""

from dataclasses import dataclass
from datetime import date

import holidays

from registry.language import Pair

# "country" or "country-subdivision", as ISO 3166 writes them: where the institutions of this register are.
PLACES: dict[str, Pair] = {
    "CA-QC": Pair("Québec", "Quebec"),
    "CA-ON": Pair("Ontario", "Ontario"),
    "CA-NB": Pair("Nouveau-Brunswick", "New Brunswick"),
    "CA-MB": Pair("Manitoba", "Manitoba"),
    "CA-BC": Pair("Colombie-Britannique", "British Columbia"),
    "CA": Pair("Canada (jours fédéraux)", "Canada (federal days)"),
    "FR": Pair("France", "France"),
    "FR-57": Pair("France, Moselle", "France, Moselle"),
    "BE": Pair("Belgique", "Belgium"),
    "CH-GE": Pair("Suisse, Genève", "Switzerland, Geneva"),
    "CH-VD": Pair("Suisse, Vaud", "Switzerland, Vaud"),
    "LU": Pair("Luxembourg", "Luxembourg"),
    "GB-ENG": Pair("Angleterre", "England"),
    "US": Pair("États-Unis (jours fédéraux)", "United States (federal days)"),
}
FIRST_YEAR, LAST_YEAR = 2000, 2100
# The package's languages, the preferred one first; every place of the table has one of each row.
ENGLISH = ("en_CA", "en_GB", "en_US")
FRENCH = ("fr", *ENGLISH)
FIRST_DAY_OFF = 5  # Saturday


@dataclass(frozen=True)
class Proposal:
    """A day on which that place does not work, and its name."""

    day: date
    name: Pair


def proposals(place: str, year: int) -> list[Proposal]:
    """The holidays of ``place`` (a key of `PLACES`) in ``year`` that fall on Monday to Friday, by day.

    A name that the package does not have in French is given in English. Raises `KeyError` for another place.
    """
    PLACES[place]
    french, english = (_named(place, year, languages) for languages in (FRENCH, ENGLISH))
    return [Proposal(day, Pair(french[day], english[day])) for day in sorted(english) if day.weekday() < FIRST_DAY_OFF]


def place_of(country: str) -> str:
    """The place to propose first for a country's code ("FR"); the first of all for another country or none."""
    return next((place for place in PLACES if place.partition("-")[0] == country), next(iter(PLACES)))


def _named(place: str, year: int, languages: tuple[str, ...]) -> dict[date, str]:
    country, _dash, part = place.partition("-")
    spoken = holidays.country_holidays(country).supported_languages
    language = next(language for language in languages if language in spoken)
    found = holidays.country_holidays(country, subdiv=part or None, years=year, language=language)
    return {day: name.replace("'", "’") for day, name in found.items()}
