"""Which roles a person holds and whom they stand in for, read once for a page that asks many times."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from registry.organisation.models import Membership, StandIn, User

KNOWN = "_held_roles"


@dataclass(frozen=True)
class Held:
    """Roles as (role, number of the unit, its path), and the stand-ins that lend to the person on the day ``on``."""

    roles: list[tuple[str, int, str]]
    on: date
    stand_ins: list[StandIn]


def remember(user: User, on: date) -> None:
    """Read both in two queries; until this object is let go of, `roles_of` and `lent_to` answer from memory.

    Only for a request that writes nothing, on the user object of that request: a write asks `can`, which always reads
    afresh.
    """
    stand_ins = _lent(user, on)
    rows: dict[int, list[tuple[str, int, str]]] = {}
    for person, *role in _roles(Q(user=user) | Q(user__in=[row.absent_id for row in stand_ins])):
        rows.setdefault(person, []).append(tuple(role))
    for person in (user, *(row.absent for row in stand_ins)):
        setattr(person, KNOWN, Held(rows.get(person.pk, []), on, stand_ins if person == user else []))


def roles_of(user: User) -> list[tuple[str, int, str]]:
    """Every role that the person holds, as (role, number of the unit, its path)."""
    known: Held | None = getattr(user, KNOWN, None)
    return known.roles if known else [tuple(role) for _person, *role in _roles(Q(user=user))]


def lent_to(user: User, on: date) -> list[StandIn]:
    """The stand-ins by which this person answers for somebody on that day, in a fixed order, with the absent person."""
    known: Held | None = getattr(user, KNOWN, None)
    return known.stand_ins if known and known.on == on else _lent(user, on)


def _lent(user: User, on: date) -> list[StandIn]:
    return list(StandIn.objects.on(on).filter(person_id=user.pk).select_related("absent").order_by("pk"))


def _roles(whose: Q):
    rows = Membership.objects.filter(whose).order_by("unit__sort_key", "role", "pk")
    return rows.values_list("user_id", "role", "unit_id", "unit__path")
