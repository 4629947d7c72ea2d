"""A file's tables → its plan against the register as it is now, and the plan carried out by the register's own actions."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from registry.accounts.bulk import Newcomer, edit_many, register_many
from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.actions import unit_to_be_assigned
from registry.organisation.models import Unit, User
from registry.transfer.entries import entries_of
from registry.transfer.layout import Layout, layout_of
from registry.transfer.planning import Line, Outcome, Plan, plan
from registry.transfer.queries import names_of, register_for, units_of
from registry.transfer.reading import Table
from registry.transfer.words import Unreadable

ATTEMPTS = 3
COLUMNS = {"unit": "unit_id"}


@dataclass(frozen=True)
class Planned:
    """A plan, with how each table's columns were read and the names of the units that it speaks of."""

    plan: Plan
    layouts: tuple[tuple[str, Layout], ...]
    names: dict[int, Pair]


def planned(tables: list[Table], *, institution: Unit | None, unit: Unit | None, actor: User | None) -> Planned:
    """What importing these tables would do; writes nothing. Raises `Unreadable` when no table names any account.

    Rows that name a unit are matched within ``institution`` (None: the whole register). ``unit`` takes every row.
    """
    units = units_of(institution)
    names = names_of(units)
    layouts = [(table, layout_of(table, names)) for table in tables]
    told = [(table, layout) for table, layout in layouts if layout.names_accounts]
    if not told and any(layout.first < len(table.rows) for table, layout in layouts):
        raise Unreadable("no_addresses")
    entries = [entry for table, layout in told for entry in entries_of(table, layout)]
    register = register_for(entries, units, institution=institution, unit=unit, actor=actor)
    return Planned(plan(entries, register), tuple((table.name, layout) for table, layout in layouts), register.names)


def carry_out(
    tables: list[Table], *, institution: Unit, unit: Unit | None, actor: User, at: datetime, sha256: str
) -> Planned:
    """Plan again and apply, in one transaction: the whole file or nothing. Returns the plan that was applied.

    Raises `Unreadable`, `NotAllowed`; `IntegrityError` when the same accounts keep being entered by others meanwhile.
    """
    for _attempt in range(ATTEMPTS - 1):
        try:
            return _carry_out(tables, institution, unit, actor, at, sha256)
        except IntegrityError:
            # Somebody entered one of these accounts since the plan was made: the next plan knows it.
            continue
    return _carry_out(tables, institution, unit, actor, at, sha256)


@transaction.atomic
def _carry_out(
    tables: list[Table], institution: Unit, unit: Unit | None, actor: User, at: datetime, sha256: str
) -> Planned:
    # One import of an institution at a time; other writes do not wait for it.
    Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=institution.pk)
    done = planned(tables, institution=institution, unit=unit, actor=actor)
    created = done.plan.only(Outcome.CREATE)
    changed = done.plan.only(Outcome.CHANGE)
    if not created and not changed:
        return done
    register_many(_newcomers(created, institution, actor, at), actor=actor, at=at)
    edit_many({line.number: _columns(line) for line in changed}, actor=actor, at=at)
    record(Verb.IMPORT_APPLIED, institution, actor=actor, at=at, unit=institution, sha256=sha256, **done.plan.counts)
    return done


def _newcomers(lines: list[Line], institution: Unit, actor: User, at: datetime) -> list[Newcomer]:
    if not lines:
        return []
    units = Unit.objects.in_bulk({line.unit for line in lines if line.unit})
    if any(line.unit is None for line in lines):
        units[None] = unit_to_be_assigned(institution, actor=actor, at=at)
    return [
        Newcomer(
            reading=line.entry.reading,
            unit=units[line.unit],
            title=Pair(line.entry.title or line.entry.reading.typed[:160], line.entry.title_en),
            languages=line.entry.languages,
        )
        for line in lines
    ]


def _columns(line: Line) -> dict[str, object]:
    return {COLUMNS.get(name, name): after for name, (_before, after) in line.changes.items()}
