"""The numbers and the calendar that hold for an institution, and who can be named there."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from registry.organisation.models import Membership, Unit, User
from workflows.policies.models import Holiday, Rule
from workflows.policies.names import BOUNDS


def rules_of(institution_id: int) -> dict[str, int]:
    """Every rule by its name (`names.RuleName`): the institution's own value, else the default."""
    own = Rule.objects.filter(institution_id=institution_id).values_list("name", "value")
    return {name: bounds.default for name, bounds in BOUNDS.items()} | dict(own)


def holidays_of(institution_id: int, since: date) -> frozenset[date]:
    """The days from ``since`` on that are no business days there, beside Saturdays and Sundays."""
    days = Holiday.objects.filter(institution_id=institution_id, day__gte=since)
    return frozenset(days.values_list("day", flat=True))


def holidays_by_institution(institution_ids: Iterable[int], since: date) -> dict[int, frozenset[date]]:
    """`holidays_of` for several institutions in one query; each of them has its row, an empty one if need be."""
    found: dict[int, set[date]] = {number: set() for number in institution_ids}
    rows = Holiday.objects.filter(institution__in=found, day__gte=since) if found else Holiday.objects.none()
    for number, day in rows.values_list("institution_id", "day"):
        found[number].add(day)
    return {number: frozenset(days) for number, days in found.items()}


def people_of(institution: Unit) -> QuerySet[User]:
    """The active people (no programs) who hold a role somewhere in the institution, by name."""
    held = Membership.objects.filter(user=OuterRef("pk"), unit__path__startswith=institution.path)
    return User.objects.filter(Exists(held), is_active=True, is_service=False).order_by("full_name", "pk")
