"""What the pages of policies read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.organisation import tree
from registry.organisation.models import Membership, User
from workflows.policies.models import Acknowledgement, Policy, PolicyVersion
from workflows.policies.text import Block, blocks

HOLDS, CAME_BEFORE, TO_COME, NOT_SAID = "in_force", "replaced", "to_come", "not_said"
WORDS: dict[str, Promise] = {
    HOLDS: _("En vigueur"),
    CAME_BEFORE: _("Remplacée"),
    TO_COME: _("À venir"),
    NOT_SAID: _("Date d’entrée en vigueur non connue"),
}


@dataclass(frozen=True)
class Shown:
    """A version with what it is today: a key of `WORDS`."""

    version: PolicyVersion
    state: str

    @property
    def word(self) -> Promise:
        """The state in words."""
        return WORDS[self.state]

    @property
    def blocks(self) -> list[Block]:
        """The text in the active language, ready to draw."""
        return blocks(self.version.body)


def surely_come(day: str, today: date) -> bool:
    """Whether the whole of a partial date (a year, a month, a day) lies behind or on ``today``; "" never does."""
    return bool(day) and (day < today.isoformat()[: len(day)] or day == today.isoformat())


def by_force(versions: Iterable[PolicyVersion], today: date) -> list[Shown]:
    """The version in force first (the last one whose day has surely come), then the others, newest first."""
    newest_first = sorted(versions, key=lambda version: -version.number)
    holding = next((version for version in newest_first if surely_come(version.in_force_on, today)), None)
    shown = [Shown(version, _state(version, holding)) for version in newest_first]
    return sorted(shown, key=lambda one: one.state != HOLDS)


def _state(version: PolicyVersion, holding: PolicyVersion | None) -> str:
    if version == holding:
        return HOLDS
    if holding and version.number < holding.number:
        return CAME_BEFORE
    return TO_COME if version.in_force_on else NOT_SAID


def policies() -> QuerySet[Policy]:
    """Every policy with its institution and versions, institution by institution."""
    return (
        Policy.objects.select_related("institution")
        .prefetch_related(Prefetch("versions", PolicyVersion.objects.order_by("-number")))
        .order_by("institution__sort_key", "title_fr", "pk")
    )


def versions_in_force(institution_ids: Iterable[int], on: date) -> list[PolicyVersion]:
    """The version of each policy of these institutions that holds on that day, policy by policy; without its text."""
    rows = PolicyVersion.objects.filter(policy__institution__in=institution_ids).defer("body_fr", "body_en")
    rows = rows.select_related("policy__institution").order_by("policy__title_fr", "policy_id", "number")
    holding = {row.policy_id: row for row in rows if surely_come(row.in_force_on, on)}
    return list(holding.values())


def missing_acknowledgements(people: Iterable[User], institution_id: int, on: date) -> list[User]:
    """Those of ``people`` (in their order) who have not read every version that holds in that institution on that day."""
    people = list(people)
    needed = {version.pk for version in versions_in_force([institution_id], on)}
    if not needed or not people:
        return []
    read = _read_by([person.pk for person in people], needed)
    return [person for person in people if {(person.pk, version) for version in needed} - read]


def waiting_for(user: User, on: date) -> list[PolicyVersion]:
    """What this person has yet to read: versions in force where they hold a role."""
    if not user.is_authenticated or user.is_service:
        return []
    paths = Membership.objects.filter(user=user).values_list("unit__path", flat=True).order_by().distinct()
    versions = versions_in_force({tree.institution_of(path) for path in paths}, on)
    read = _read_by([user.pk], [version.pk for version in versions])
    return [version for version in versions if (user.pk, version.pk) not in read]


def read_at(user: User, version: PolicyVersion) -> datetime | None:
    """When this person said that they read this version; None: not yet, or nobody is signed in."""
    if not user.is_authenticated:
        return None
    return Acknowledgement.objects.filter(user=user, version=version).values_list("at", flat=True).first()


def _read_by(people: Iterable[int], versions: Iterable[int]) -> set[tuple[int, int]]:
    rows = Acknowledgement.objects.filter(user__in=people, version__in=versions)
    return set(rows.values_list("user_id", "version_id"))
