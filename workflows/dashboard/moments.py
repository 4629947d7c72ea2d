"""The moments that a picture is made of, and those that readers open most."""

from collections.abc import Iterable
from datetime import date, timedelta

from registry.organisation.models import Membership, Unit
from registry.organisation.permissions import Can, roles_for
from workflows.dashboard.as_of import Moment
from workflows.dashboard.asked import Key
from workflows.dashboard.rules import PERIODS, days_between


def of_the_picture(moment: Moment) -> list[Moment]:
    """The moment itself, and the earlier days that its curve passes through, the first of all included."""
    days = [moment.since, *days_between(moment.since, moment.as_of)]
    return [moment, *(Moment(moment.unit, day, day) for day in days)]


def usual(today: date) -> Iterable[Moment]:
    """Today over each of the usual periods, for every unit on which somebody reads the presence."""
    held = Membership.objects.filter(role__in=roles_for(Can.PRESENCE_READ), user__is_active=True)
    for unit in Unit.objects.filter(pk__in=held.values("unit")).order_by("path"):
        for days in PERIODS:
            yield from of_the_picture(Moment(unit, today, today - timedelta(days=days)))


def named(keys: Iterable[Key]) -> Iterable[Moment]:
    """The moments of these keys; a unit that is none is passed over."""
    keys = list(keys)
    units = Unit.objects.in_bulk({unit for unit, _as_of, _since in keys})
    for unit, as_of, since in keys:
        if unit in units:
            yield Moment(units[unit], date.fromisoformat(as_of), date.fromisoformat(since))
