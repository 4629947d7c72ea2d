"""The writes of this slice: a file is received, applied, and its rows erased in time."""

from datetime import datetime

from django.db import transaction

from registry.organisation.models import Unit, User
from registry.organisation.permissions import NotAllowed
from registry.transfer import limits
from registry.transfer.entries import clean
from registry.transfer.importing import carry_out
from registry.transfer.models import ImportFile, State
from registry.transfer.queries import institutions_for
from registry.transfer.reading import Table
from registry.transfer.report import report_of


@transaction.atomic
def receive(
    tables: list[Table],
    *,
    name: str,
    sha256: str,
    institution: Unit,
    unit: Unit | None,
    actor: User,
    at: datetime,
) -> ImportFile:
    """Keep the rows of an uploaded file until it is applied, seven days at most. Raises `NotAllowed`."""
    if institution not in institutions_for(actor):
        raise NotAllowed
    return ImportFile.objects.create(
        owner=actor,
        institution=institution,
        unit=unit,
        uploaded_at=at,
        name=clean(name)[-120:],
        sha256=sha256,
        tables=kept_rows(tables),
    )


def kept_rows(tables: list[Table]) -> list[dict]:
    """Tables as a file's row keeps them until it is applied."""
    # A cell beyond the limit refuses its row: one character more than the limit is enough to know it.
    return [
        {"name": table.name, "rows": [[line, [c[: limits.CELL + 1] for c in cells]] for line, cells in table.rows]}
        for table in tables
    ]


@transaction.atomic
def apply(import_file: ImportFile, *, actor: User, at: datetime) -> ImportFile:
    """Carry the file out against the register as it is now, keep the report, erase the rows; the second time, nothing.

    Raises `NotAllowed`, `Unreadable`; `IntegrityError` when others keep entering the same accounts.
    """
    import_file = (
        ImportFile.objects.visible_to(actor)
        .select_related("institution", "unit", "owner")
        .select_for_update(of=("self",))
        .get(pk=import_file.pk)
    )
    if import_file.state != State.PLANNED or import_file.is_stale(at):
        return import_file
    done = carry_out(
        import_file.read_tables(),
        institution=import_file.institution,
        unit=import_file.unit,
        actor=actor,
        at=at,
        sha256=import_file.sha256,
    )
    import_file.report = report_of(done.plan, done.layouts, done.names)
    import_file.state, import_file.applied_at, import_file.tables = State.APPLIED, at, []
    import_file.save()
    return import_file


@transaction.atomic
def erase_stale(*, at: datetime) -> int:
    """Erase the rows of the files that nobody applied in time; returns how many files."""
    return ImportFile.objects.stale(at).update(state=State.EXPIRED, tables=[])
