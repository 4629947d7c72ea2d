"""What the stored contents of a request say to people: rows by their names, codes by their words, days as days."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from registry import wording
from registry.accounts.audiences import Audience
from registry.accounts.models import Account
from registry.accounts.queries import language_name
from registry.language import is_english
from registry.organisation.models import Unit, User
from registry.platforms.models import Platform
from workflows.requests.differences import Change
from workflows.requests.models import PageRequest
from workflows.requests.states import Kind

UNITS, PLATFORMS, PEOPLE = Unit.objects.all(), Platform.objects.all(), User.objects.all()
ACCOUNTS = Account.objects.select_related("platform")
# field → the rows that its numbers name
NUMBERED: dict[str, QuerySet] = {
    "unit": UNITS,
    "to_unit": UNITS,
    "platform": PLATFORMS,
    "about": ACCOUNTS,
    "primary_steward": PEOPLE,
    "backup_steward": PEOPLE,
}


@dataclass(frozen=True)
class NamedChange:
    """A change in words: the field's label, what it said, what it says; "" for nothing."""

    field: str
    label: str
    before: str
    after: str


def label_of(field: str) -> str:
    """What a field of the request is called."""
    return str(PageRequest._meta.get_field(field).verbose_name)


def named(found: Iterable[Change]) -> list[NamedChange]:
    """The changes as they read in the active language, in at most one query per sort of row."""
    found = list(found)
    names = _names(found)
    return [
        NamedChange(
            row.field, label_of(row.field), _said(row.field, row.before, names), _said(row.field, row.after, names)
        )
        for row in found
    ]


def answers(page_request: PageRequest, fields: Iterable[str]) -> list[tuple[str, str]]:
    """The label and the words of each of these fields; the rows that it names must be loaded with it."""
    return [(label_of(name), _told(page_request, name)) for name in fields]


def _told(page_request: PageRequest, name: str) -> str:
    value = getattr(page_request, name)
    if name in NUMBERED:
        return str(value or "")
    return _said(name, value.isoformat() if isinstance(value, date) else value, {})


def _names(found: Iterable[Change]) -> dict[str, dict[int, models.Model]]:
    """The rows that the changes name, by field and number."""
    wanted: dict[type[models.Model], set[int]] = {}
    for row in found:
        if row.field in NUMBERED:
            model = NUMBERED[row.field].model
            wanted.setdefault(model, set()).update(number for number in (row.before, row.after) if number)
    sources = {rows.model: rows for rows in NUMBERED.values()}
    known = {model: sources[model].in_bulk(numbers) for model, numbers in wanted.items() if numbers}
    return {field: known.get(rows.model, {}) for field, rows in NUMBERED.items()}


def _said(field: str, value: object, names: Mapping[str, Mapping[int, object]]) -> str:
    if field in NUMBERED:
        return str(names[field].get(value) or "")
    if isinstance(PageRequest._meta.get_field(field), models.BooleanField):
        return _("Oui") if value else _("Non")
    if value in (None, "", []):
        return ""
    return READ[field](value) if field in READ else str(value)


def _day(value: str) -> str:
    return wording.day(date.fromisoformat(value), "en" if is_english() else "fr")


def _kind(value: str) -> str:
    return str(Kind(value).label)


def _audiences(codes: Iterable[str]) -> str:
    return ", ".join(str(Audience(code).label) for code in codes)


def _languages(codes: Iterable[str]) -> str:
    names = ", ".join(language_name(code) for code in codes)
    return names if is_english() else names.capitalize()


# field → how its stored value reads; the other fields hold people's own words
READ: dict[str, Callable[..., str]] = {
    "kind": _kind,
    "audiences": _audiences,
    "languages": _languages,
    "ends_on": _day,
}
