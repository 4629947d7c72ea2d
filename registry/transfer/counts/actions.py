"""The writes of a file of figures: it is received, and applied once."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from registry.followers.loading import Brought, Doubted, Row, load
from registry.organisation.models import Unit, User
from registry.organisation.permissions import NotAllowed
from registry.transfer.actions import kept_rows
from registry.transfer.counts.cells import Cell, default
from registry.transfer.counts.days import Order
from registry.transfer.counts.importing import Planned, planned
from registry.transfer.counts.known import Held
from registry.transfer.counts.planning import Asked
from registry.transfer.counts.queries import institutions_for
from registry.transfer.counts.report import refusals
from registry.transfer.entries import clean
from registry.transfer.models import Content, ImportFile, State
from registry.transfer.reading import Table


@transaction.atomic
def receive(
    tables: list[Table], *, name: str, sha256: str, institution: Unit, dates: str, actor: User, at: datetime
) -> ImportFile:
    """Keep the rows of a file of figures until it is applied, seven days at most. Raises `NotAllowed`."""
    if institution not in institutions_for(actor):
        raise NotAllowed
    return ImportFile.objects.create(
        owner=actor,
        institution=institution,
        uploaded_at=at,
        name=clean(name)[-120:],
        sha256=sha256,
        content=Content.FIGURES,
        dates=dates,
        tables=kept_rows(tables),
    )


@transaction.atomic
def apply(import_file: ImportFile, *, actor: User, at: datetime) -> ImportFile:
    """Judge the file against the register as it is now, write it, erase its rows; the second time, nothing.

    A file that brings nothing new writes nothing but its own report. Raises `Unreadable`.
    """
    files = ImportFile.objects.visible_to(actor, Content.FIGURES).select_related("institution", "owner")
    import_file = files.select_for_update(of=("self",)).get(pk=import_file.pk)
    if import_file.state != State.PLANNED or import_file.is_stale(at):
        return import_file
    done = planned(
        import_file.read_tables(),
        order=Order(import_file.dates),
        institution=import_file.institution,
        actor=actor,
        today=localdate(at),
        holding=True,
    )
    number = write(done, import_file, actor=actor, at=at)
    import_file.report = {"counts": done.plan.counts, "file": number}
    import_file.state, import_file.applied_at, import_file.tables = State.APPLIED, at, []
    import_file.save()
    return import_file


def write(done: Planned, import_file: ImportFile, *, actor: User, at: datetime) -> int | None:
    """Write a plan whose accounts are held; returns the number of the file in the register, None when nothing is new."""
    plan = done.plan
    if not plan.kept and not plan.asked:
        return None
    brought = Brought(import_file.name, import_file.sha256, import_file.institution, plan.rows, refusals(plan.refused))
    kept = [_row(held, cell, import_file.name) for held, cell in plan.kept]
    asked = [_doubted(one, import_file.name) for one in plan.asked]
    return load(brought, kept, asked, actor=actor, at=at).pk


def _row(held: Held, cell: Cell, name: str) -> Row:
    run, line = cell.run, cell.line
    return (held.number, run.day, default(run.metric), cell.value, cell.is_exact, line.source or name)


def _doubted(one: Asked, name: str) -> Doubted:
    facts = one.suspicion.facts() | ({"year": one.year} if one.year else {})
    return Doubted(_row(one.held, one.cell, name), str(one.suspicion.doubt), facts, one.snapshot)
