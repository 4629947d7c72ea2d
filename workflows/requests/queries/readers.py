"""Whether the people who will hold a page have read the directives that hold there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from registry.organisation.models import Unit, User
from workflows.policies.models import Policy
from workflows.policies.queries import missing_acknowledgements, versions_in_force


@dataclass(frozen=True)
class Reader:
    """A person as components/checks.html draws one: have they read, or is it still to be done?"""

    tone: str
    text: str
    note: str


@dataclass(frozen=True)
class Reading:
    """Who has read what: the directives in force there, and each person."""

    policies: list[Policy]
    readers: list[Reader]


def reading_by(people: Iterable[User | None], unit: Unit, on: date) -> Reading:
    """For each named person once; without a directive in force there is nothing to read."""
    named = list(dict.fromkeys(person for person in people if person))
    policies = [version.policy for version in versions_in_force([unit.institution_id], on)]
    missing = missing_acknowledgements(named, unit.institution_id, on)
    return Reading(policies, [_reader(person, person in missing) for person in named] if policies else [])


def _reader(person: User, is_missing: bool) -> Reader:
    if is_missing:
        return Reader("warn", person.full_name, _("n’a pas encore dit avoir lu la directive."))
    return Reader("", person.full_name, _("a lu la directive."))
