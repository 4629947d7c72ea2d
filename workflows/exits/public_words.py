"""How values are written in the JSON of decisions: both languages side by side, coded words with their label, times in UTC."""

from datetime import UTC, datetime
from functools import cache

from django.db.models import TextChoices

from registry.language import Pair, in_both
from workflows.exits.correcting import CORRECTABLE


def pair(words: Pair) -> dict[str, str]:
    """Both languages."""
    return {"fr": words.fr, "en": words.en}


def both(words: str) -> dict[str, str]:
    """What is called the same in both."""
    return {"fr": words, "en": words}


def word(choice: TextChoices, name: str = "code") -> dict[str, object]:
    """A coded word with its label."""
    return {name: choice.value, "label": pair(_label(type(choice), choice.value))}


def correctable(field: str) -> dict[str, str]:
    """What a corrected field is called."""
    return pair(_field(field))


def time(at: datetime) -> str:
    """RFC 3339, to the second, in UTC."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"


@cache
def _label(words: type[TextChoices], value: str) -> Pair:
    # Words of two lists are equal when their codes are ("emergency_only" is a kind and a stance): the list is asked for too.
    return in_both(words(value).label)


@cache
def _field(name: str) -> Pair:
    return in_both(CORRECTABLE[name])
