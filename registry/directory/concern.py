"""Whom a report concerns: the institutions whose accounts it names or looks like. Read when asked, as the register grows."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from registry.accounts.models import Account
from registry.directory import queries
from registry.directory.models import Report
from registry.directory.resemblance import alike
from registry.organisation.models import Unit, UnitKind, User
from registry.organisation.permissions import Can, units_where
from registry.organisation.tree import institution_of
from registry.platforms.canonical import Reading, canonicalise
from registry.platforms.likeness import traces


def concerned(addresses: Iterable[str]) -> dict[str, set[int]]:
    """For each address, the numbers of the institutions with an account of that name or one that looks like it.

    Empty for what names no account, and for a name that is near nobody's: then it is for every manager. One query.
    """
    handles = {address: _handle(address) for address in addresses}
    wanted = {handle: traces(handle) for handle in handles.values() if handle}
    near: dict[int, set[tuple[str, int]]] = defaultdict(set)
    every = sorted({trace for marks in wanted.values() for trace in marks})
    rows = Account.objects.filter(traces__overlap=every).values_list("handle", "traces", "unit__path") if every else ()
    for handle, marks, path in rows:
        for trace in marks:
            near[trace].add((handle, institution_of(path)))
    found = {
        handle: {root for trace in marks for other, root in near.get(trace, ()) if alike(handle, other)}
        for handle, marks in wanted.items()
    }
    return {address: found.get(handle, set()) for address, handle in handles.items()}


def _handle(address: str) -> str:
    """The handle that was told: of the address, or the name itself where no platform was given."""
    answer = canonicalise(address)
    return answer.handle if isinstance(answer, Reading) else address.strip().removeprefix("@")[:190]


def reports_for(user: User) -> QuerySet[Report]:
    """The reports that a manager may see: those that concern an institution with accounts of theirs, or nobody's."""
    mine = {institution_of(path) for path in units_where(user, Can.ACCOUNT_MANAGE).values_list("path", flat=True)}
    if mine.issuperset(Unit.objects.filter(kind=UnitKind.INSTITUTION).values_list("pk", flat=True)):
        return queries.reports()
    told = dict(Report.objects.values_list("pk", "address"))
    whom = concerned(set(told.values()))
    others = [pk for pk, address in told.items() if whom[address] and not whom[address] & mine]
    return queries.reports().exclude(pk__in=others)


def unit_to_answer(report: Report, user: User) -> Unit | None:
    """The uppermost unit whose accounts a user manages in an institution that the report concerns; None where there is none."""
    whom = concerned([report.address])[report.address]
    here = Q()
    for root in whom:
        here |= Q(path__startswith=f"/{root}/")
    return units_where(user, Can.ACCOUNT_MANAGE).filter(here).order_by("path").first()
