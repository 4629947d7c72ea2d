"""What the pages of policies read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Left, Length
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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


def in_force(on: date) -> QuerySet[PolicyVersion]:
    """The version of each policy that holds on that day: the last of those whose day has `surely_come`, asked in SQL."""
    day = on.isoformat()
    behind = Q(in_force_on__gt="", in_force_on__lt=Left(Value(day), Length("in_force_on"))) | Q(in_force_on=day)
    later = PolicyVersion.objects.filter(behind, policy=OuterRef("policy"), number__gt=OuterRef("number"))
    return PolicyVersion.objects.filter(behind, ~Exists(later))


def versions_in_force(institution_ids: Iterable[int], on: date) -> list[PolicyVersion]:
    """The version of each policy of these institutions that holds on that day, policy by policy; without its text."""
    return list(_listed(in_force(on).filter(policy__institution__in=institution_ids)))


def _listed(rows: QuerySet[PolicyVersion]) -> QuerySet[PolicyVersion]:
    rows = rows.defer("body_fr", "body_en").select_related("policy__institution")
    return rows.order_by("policy__title_fr", "policy_id")


def missing_acknowledgements(people: Iterable[User], institution_id: int, on: date) -> list[User]:
    """Those of ``people`` (in their order) who have not read every version that holds in that institution on that day."""
    people = list(people)
    needed = {version.pk for version in versions_in_force([institution_id], on)}
    if not needed or not people:
        return []
    read = _read_by([person.pk for person in people], needed)
    return [person for person in people if {(person.pk, version) for version in needed} - read]


def waiting_for(user: User | AnonymousUser, on: date) -> list[PolicyVersion]:
    """What this person has yet to read: versions in force where they hold a role."""
    if not user.is_authenticated or user.is_service:
        return []
    roles = Membership.objects.filter(user=user, unit__path__startswith=OuterRef("policy__institution__path"))
    read = Acknowledgement.objects.filter(user=user, version=OuterRef("pk"))
    return list(_listed(in_force(on).filter(Exists(roles), ~Exists(read))))


def readings_of(user: User) -> QuerySet[Acknowledgement]:
    """What a person said that they read, latest first; without the texts."""
    rows = Acknowledgement.objects.filter(user=user).select_related("version__policy__institution")
    return rows.defer("version__body_fr", "version__body_en").order_by("-at", "-pk")


def read_at(user: User, version: PolicyVersion) -> datetime | None:
    """When this person said that they read this version; None: not yet, or nobody is signed in."""
    if not user.is_authenticated:
        return None
    return Acknowledgement.objects.filter(user=user, version=version).values_list("at", flat=True).first()


def _read_by(people: Iterable[int], versions: Iterable[int]) -> set[tuple[int, int]]:
    rows = Acknowledgement.objects.filter(user__in=people, version__in=versions)
    return set(rows.values_list("user_id", "version_id"))
