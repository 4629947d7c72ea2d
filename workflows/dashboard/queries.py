"""The reads of the picture: whose presence a person may see, and the sums of its moments."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import Http404

from registry.organisation.held import roles_of
from registry.organisation.models import Unit, User
from registry.organisation.permissions import Can, roles_for, within
from workflows.dashboard.as_of import Moment
from workflows.dashboard.asked import ask
from workflows.dashboard.counting import Sum, Sums, count
from workflows.dashboard.models import Tally
from workflows.dashboard.moments import of_the_picture

# Up to so many accounts a reader waits for every day of the curve, which takes a second or two when none is kept.
AT_ONCE = 2_000


@dataclass(frozen=True)
class Scope:
    """The unit whose presence is shown with all below it, and the units that the reader may start from."""

    unit: Unit
    tops: list[Unit]


def scope_of(user: User, slug: str) -> Scope:
    """The unit of that name, or the reader's first one for an empty name. Raises `Http404` where the reader has no right."""
    roles = roles_for(Can.PRESENCE_READ)
    own = [unit for role, unit, _path in roles_of(user) if role in roles]
    wanted = Q(pk__in=own) | (Q(slug=slug) & within(user, [Can.PRESENCE_READ], prefix=""))
    units = list(Unit.objects.filter(wanted).order_by("path"))
    tops = [unit for unit in units if unit.pk in own and not any(_above(other, unit) for other in units)]
    chosen = next((unit for unit in units if unit.slug == slug), None) if slug else next(iter(tops), None)
    if chosen is None:
        raise Http404
    return Scope(chosen, tops)


def _above(upper: Unit, unit: Unit) -> bool:
    return upper.pk != unit.pk and unit.path.startswith(upper.path)


@dataclass(frozen=True)
class Reading:
    """The sums of a moment, and the followers of the reach on each earlier day of its curve; ``waiting`` are not counted yet."""

    sums: Sums
    earlier: dict[date, Sum]
    waiting: int = 0

    def of(self, dimension: str, key: str = "") -> Sum:
        """One sum; zeros where there is nothing."""
        return Sum(*self.sums.get(dimension, {}).get(key, ()))


def read(moment: Moment) -> Reading:
    """What is kept, in one query; the rest is counted here and now, and asked to be kept.

    Of a large register the days between the two are left for the schedule, which has them a minute later.
    """
    moments = of_the_picture(moment)
    known = _kept(moments)
    missing = [one for one in moments if one not in known]
    if missing:
        ask(missing)
    known |= {one: count(one) for one in missing if one in moments[:2]}
    if known[moment].get("register", {}).get("", [0])[0] <= AT_ONCE:
        known |= {one: count(one) for one in missing if one not in known}
    days = {one.as_of: Sum(*known[one].get("reach", {}).get("", ())) for one in moments[1:] if one in known}
    return Reading(known[moment], days, waiting=len(moments) - len(known))


def kept_sums(moment: Moment) -> Sums | None:
    """What is kept of a moment; None where nothing is, which is then asked for."""
    sums = _kept([moment]).get(moment)
    if sums is None:
        ask([moment])
    return sums


def not_kept(moments: list[Moment]) -> list[Moment]:
    """Those of the moments that would have to be counted."""
    known = _kept(moments)
    return [one for one in moments if one not in known]


def _kept(moments: list[Moment]) -> dict[Moment, Sums]:
    by_key = {(one.unit.pk, one.as_of, one.since): one for one in moments}
    rows = Tally.objects.filter(
        unit__in={one.unit.pk for one in moments},
        as_of__in={one.as_of for one in moments},
        since__in={one.since for one in moments},
    ).order_by("pk")
    found = {(row.unit_id, row.as_of, row.since): row.sums for row in rows}
    return {by_key[key]: sums for key, sums in found.items() if key in by_key}
