"""The tables of a file of figures → its plan against the register as it is now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from registry.followers.loading import hold
from registry.organisation.models import Unit, User
from registry.transfer.counts.cells import Found, read
from registry.transfer.counts.days import Order, day_of, order_told
from registry.transfer.counts.planning import SLIP, Plan, resolve, sort_out
from registry.transfer.counts.queries import accounts_for, figures_of
from registry.transfer.counts.shape import days_in, shape_of
from registry.transfer.counts.words import Why
from registry.transfer.reading import Table
from registry.transfer.words import Unreadable


@dataclass(frozen=True)
class Planned:
    """A plan, how each table was read, and the names of the sheets in which there are no figures."""

    plan: Plan
    found: tuple[Found, ...]
    aside: tuple[str, ...]


def found_in(tables: Sequence[Table], order: Order, latest: date = date.max) -> list[Found]:
    """The figures of a file, whose days are read so that none is after ``latest`` where they read in several ways.

    Raises `Unreadable` where there are none, or where nothing tells how to read the days.
    """
    shapes = [(table, shape) for table in tables if (shape := shape_of(table))]
    if not shapes:
        raise Unreadable("no_figures")
    days = [day for table, shape in shapes for day in days_in(table, shape)]
    told = order_told(days, latest)
    if len(told) == 1:
        order = order or next(iter(told))
    if not told and not order:
        twofold = next((day for day in days if day_of(day) == Why.DAY_AMBIGUOUS), None)
        if twofold:
            raise Unreadable("days_ambiguous", day=twofold[:40])
    return [read(table, shape, order) for table, shape in shapes]


def planned(
    tables: Sequence[Table], *, order: Order, institution: Unit, actor: User, today: date, holding: bool = False
) -> Planned:
    """What a file would do; writes nothing. ``holding`` locks its accounts first, for who is about to write.

    Raises `Unreadable`.
    """
    found = found_in(tables, order, today + SLIP)
    accounts = accounts_for({cell.line.who for one in found for cell in one.cells}, institution, actor)
    figures, plan = resolve(found, accounts, today)
    numbers = {held.number for held, _cell in figures}
    if holding:
        hold(numbers)
    sort_out(figures, figures_of(numbers), plan, found, today)
    read_from = {one.name for one in found}
    return Planned(plan, tuple(found), tuple(table.name for table in tables if table.name not in read_from))
