"""Who may do what where: one table, read both to show a button and to refuse an action."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Q

from registry.language import Pair
from registry.organisation import tree
from registry.organisation.held import lent_to, roles_of
from registry.organisation.models import Membership, ProgramRole, Role, Unit, User

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class Can(StrEnum):
    """What can be allowed to somebody on a unit."""

    REQUEST_CREATE = "request.create"
    REQUEST_READ = "request.read"
    REQUEST_EDIT = "request.edit"
    REQUEST_ENDORSE = "request.endorse"
    REQUEST_DECIDE = "request.decide"
    REQUEST_ADVISE = "request.advise"
    REQUEST_CONSENT = "request.consent"
    ACCOUNT_READ = "account.read"
    ACCOUNT_MANAGE = "account.manage"
    FOLLOWERS_COUNT = "followers.count"
    EXIT_READ = "exit.read"
    EXIT_PREPARE = "exit.prepare"
    EXIT_DECIDE = "exit.decide"
    EXIT_RECORD = "exit.record"
    EXIT_ADVISE = "exit.advise"
    EXIT_CARRY_OUT = "exit.carry_out"
    POLICY_PUBLISH = "policy.publish"
    JOURNAL_READ = "journal.read"
    ORGANISATION_MANAGE = "organisation.manage"
    TOKENS_MANAGE = "tokens.manage"
    PRESENCE_READ = "presence.read"


_INSIDE = {Can.REQUEST_CREATE, Can.REQUEST_READ, Can.REQUEST_EDIT, Can.ACCOUNT_READ}

GRANTS: dict[str, frozenset[Can]] = {
    Role.MEMBER: frozenset(_INSIDE),
    Role.STEWARD: frozenset(_INSIDE | {Can.FOLLOWERS_COUNT, Can.EXIT_CARRY_OUT}),
    Role.HEAD: frozenset(_INSIDE | {Can.REQUEST_ENDORSE}),
    Role.MANAGER: frozenset(
        {
            Can.REQUEST_CREATE,
            Can.REQUEST_READ,
            Can.REQUEST_DECIDE,
            Can.ACCOUNT_READ,
            Can.ACCOUNT_MANAGE,
            Can.FOLLOWERS_COUNT,
            Can.EXIT_READ,
            Can.EXIT_PREPARE,
            Can.EXIT_RECORD,
            Can.EXIT_CARRY_OUT,
            Can.POLICY_PUBLISH,
            Can.PRESENCE_READ,
        }
    ),
    Role.ADVISER: frozenset({Can.REQUEST_READ, Can.REQUEST_ADVISE, Can.ACCOUNT_READ, Can.EXIT_READ, Can.EXIT_ADVISE}),
    Role.LEADERSHIP: frozenset(
        {
            Can.REQUEST_READ,
            Can.REQUEST_CONSENT,
            Can.ACCOUNT_READ,
            Can.EXIT_READ,
            Can.EXIT_PREPARE,
            Can.EXIT_DECIDE,
            Can.JOURNAL_READ,
            Can.PRESENCE_READ,
        }
    ),
    Role.AUDITOR: frozenset({Can.REQUEST_READ, Can.ACCOUNT_READ, Can.EXIT_READ, Can.JOURNAL_READ, Can.PRESENCE_READ}),
    Role.ADMINISTRATOR: frozenset({Can.ORGANISATION_MANAGE, Can.ACCOUNT_READ, Can.TOKENS_MANAGE}),
    ProgramRole.COUNTER: frozenset({Can.ACCOUNT_READ, Can.FOLLOWERS_COUNT}),
    ProgramRole.READER: frozenset({Can.ACCOUNT_READ}),
}

# These roles speak for one unit, not for those below it.
LOCAL_ROLES = frozenset({Role.MEMBER, Role.STEWARD})

NOT_ALLOWED = Pair("Votre rôle ne permet pas cette action ici.", "Your role does not allow this here.")


class NotAllowed(Exception):
    """The actor lacks the right; `sentence` says so in both languages."""

    def __init__(self, sentence: Pair = NOT_ALLOWED) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


def roles_for(ability: Can) -> frozenset[str]:
    """The roles that bring an ability."""
    return frozenset(role for role, granted in GRANTS.items() if ability in granted)


def can(user: "User | AnonymousUser | None", ability: Can, unit: Unit) -> bool:
    """Whether ``user`` may do ``ability`` on ``unit``, read afresh from the database at each call."""
    if user is None or not user.is_authenticated:
        return False
    held = Membership.objects.filter(user_id=user.pk, user__is_active=True, role__in=roles_for(ability)).filter(
        Q(unit_id=unit.pk) | (Q(unit_id__in=tree.numbers(unit.path)) & ~Q(role__in=LOCAL_ROLES))
    )
    return held.exists()


def require(user: "User | None", ability: Can, unit: Unit) -> None:
    """Raise `NotAllowed` unless `can`."""
    if not can(user, ability, unit):
        raise NotAllowed


def within(user: "User | AnonymousUser", abilities_wanted: Iterable[Can], prefix: str = "unit") -> Q:
    """A filter on rows whose unit (at ORM path ``prefix``) lies where ``user`` holds one of the abilities."""
    if not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    wanted = frozenset().union(*(roles_for(ability) for ability in abilities_wanted))
    allowed = Q(pk__in=[])
    for role, unit_id, path in roles_of(user):
        if role not in wanted:
            continue
        here = {prefix: unit_id} if prefix else {"pk": unit_id}
        below = {f"{prefix}__path__startswith" if prefix else "path__startswith": path}
        allowed |= Q(**here) if role in LOCAL_ROLES else Q(**below)
    return allowed


def units_where(user: "User | AnonymousUser", ability: Can):
    """The units of the register on which ``user`` holds the ability, in the order of their names."""
    return Unit.objects.of_the_register().filter(within(user, [ability], prefix=""))


def abilities(user: "User | AnonymousUser") -> frozenset[Can]:
    """Everything that ``user`` may do on at least one unit: what the navigation is drawn from."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    return frozenset().union(*(GRANTS[role] for role, _unit, _path in roles_of(user)))


def holders(ability: Can, unit: Unit) -> set[int]:
    """The numbers of the active people (no programs) who hold the ability on ``unit`` by a role of their own."""
    return holders_by_unit(ability, [unit])[unit.pk]


def holders_by_unit(ability: Can, units: Iterable[Unit]) -> dict[int, set[int]]:
    """Unit's number → its `holders`; one query, however many the units."""
    upwards = {unit.pk: set(tree.numbers(unit.path)) for unit in units}
    active = Membership.objects.filter(role__in=roles_for(ability), user__is_active=True, user__is_service=False)
    held = active.filter(unit__in=set().union(*upwards.values())).values_list("user_id", "role", "unit_id")
    found: dict[int, set[int]] = {unit: set() for unit in upwards}
    for user, role, at in held:
        for unit, above in upwards.items():
            if at == unit or (at in above and role not in LOCAL_ROLES):
                found[unit].add(user)
    return found


def stood_in_for(user: User, ability: Can, on: date) -> list[User]:
    """The absent people who lent ``user`` this ability for that day, in a fixed order.

    Whether each of them holds it by a role of their own is for the caller to ask (`can`): what is borrowed is not lent on.
    """
    return [row.absent for row in lent_to(user, on) if ability in row.abilities]


def people_stood_in_for(user: User, on: date) -> list[User]:
    """The absent people who lent ``user`` anything for that day."""
    return list({row.absent_id: row.absent for row in lent_to(user, on)}.values())
