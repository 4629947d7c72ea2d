"""Standing in for an absent person: named by that person or an administrator, for days and abilities, never passed on."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation import tree
from registry.organisation.models import Membership, StandIn, Unit, User
from registry.organisation.permissions import Can, NotAllowed, can, roles_for

# What can be lent: answering requests. Everything else waits for the person, or for another with the same role.
LENT = (Can.REQUEST_ENDORSE, Can.REQUEST_DECIDE, Can.REQUEST_CONSENT)
LONGEST = timedelta(days=366)

NOT_YOURS = Pair(
    "On nomme sa propre suppléance ; pour quelqu’un d’autre, c’est à l’administration de le faire.",
    "One names one’s own stand-in; for somebody else, an administrator does it.",
)
NOT_HELD = Pair(
    "La personne absente ne tient pas elle-même ce qu’elle confierait.",
    "The absent person does not hold what would be lent.",
)
NOT_HERE = Pair(
    "La suppléance revient à une personne active de la même institution.",
    "A stand-in is an active person of the same institution.",
)
DAYS = Pair(
    "Donnez des jours à venir, dans l’ordre, sur un an au plus.", "Give days to come, in order, over one year at most."
)
TWICE = Pair(
    "Une suppléance court déjà sur ces jours : terminez-la d’abord.",
    "Somebody already stands in on these days: end that first.",
)
OVER = Pair("Cette suppléance est déjà terminée.", "This has ended already.")


def lendable(person: User) -> list[Can]:
    """What a person holds by a role of their own and can lend, in a fixed order."""
    roles = set(Membership.objects.filter(user=person, user__is_active=True).values_list("role", flat=True))
    return [ability for ability in LENT if roles & roles_for(ability)]


def institutions_of(person: User) -> set[int]:
    """The numbers of the institutions where a person holds a role."""
    paths = Membership.objects.filter(user=person).values_list("unit__path", flat=True)
    return {tree.institution_of(path) for path in paths}


@transaction.atomic
def name_stand_in(
    absent: User, person: User, *, abilities: Collection[str], since: date, until: date, actor: User, at: datetime
) -> StandIn:
    """Let ``person`` answer for ``absent`` from one day to another, both included. Raises `NotAllowed` with the reason."""
    absent = User.objects.select_for_update(of=("self",)).get(pk=absent.pk)
    shared = institutions_of(absent) & institutions_of(person)
    _require_a_right(absent, actor)
    _require_sense(absent, person, abilities, since, until, timezone.localdate(at))
    if not shared or not person.is_active or person.is_service:
        raise NotAllowed(NOT_HERE)
    running = StandIn.objects.filter(absent=absent, ended_at=None, since__lte=until, until__gte=since)
    if running.exists():
        raise NotAllowed(TWICE)
    row = StandIn.objects.create(
        absent=absent,
        person=person,
        abilities=sorted(abilities),
        since=since,
        until=until,
        named_by=actor,
        named_at=at,
    )
    facts = {"absent": absent.pk, "person": person.pk, "since": since.isoformat(), "until": until.isoformat()}
    unit = Unit.objects.get(pk=min(shared))
    record(Verb.STAND_IN_NAMED, row, actor=actor, at=at, unit=unit, abilities=sorted(abilities), **facts)
    return row


def _require_a_right(absent: User, actor: User) -> None:
    if actor.pk == absent.pk and actor.is_active:
        return
    roots = Unit.objects.filter(pk__in=institutions_of(absent)).order_by("pk")
    if not any(can(actor, Can.ORGANISATION_MANAGE, root) for root in roots):
        raise NotAllowed(NOT_YOURS)


def _require_sense(
    absent: User, person: User, abilities: Collection[str], since: date, until: date, today: date
) -> None:
    if not abilities or not set(abilities) <= set(lendable(absent)):
        raise NotAllowed(NOT_HELD)
    if person.pk == absent.pk:
        raise NotAllowed(NOT_HERE)
    if not (today <= since <= until <= since + LONGEST):
        raise NotAllowed(DAYS)


@transaction.atomic
def end_stand_in(row: StandIn, *, actor: User, at: datetime) -> StandIn:
    """End it before its last day: by the absent person, the stand-in, or an administrator. Raises `NotAllowed`."""
    row = StandIn.objects.select_for_update(of=("self",)).select_related("absent").get(pk=row.pk)
    if actor.pk != row.person_id:
        _require_a_right(row.absent, actor)
    if row.ended_at:
        raise NotAllowed(OVER)
    row.ended_at = at
    row.save()
    unit = Unit.objects.filter(pk__in=institutions_of(row.absent)).order_by("pk").first()
    facts = {"absent": row.absent_id, "person": row.person_id}
    record(Verb.STAND_IN_ENDED, row, actor=actor, at=at, unit=unit, **facts)
    return row
