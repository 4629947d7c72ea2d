"""A file of figures written at once: what is kept by COPY, what is asked about beside it, and one event for all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from registry.accounts.models import Account
from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.followers.models import CountFile, FollowerCount, QuestionedCount
from registry.followers.states import Method
from registry.organisation.models import Unit, User

# Rows sent to PostgreSQL at a time.
LOT = 5_000
COLUMNS = (
    *("account_id", "day", "metric", "value", "is_exact", "source"),
    *("method", "entered_by_id", "entered_at", "replaced_because"),
)
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})

# account, day, metric, value, is_exact, source
Row = tuple[int, date, str, int, bool, str]


@dataclass(frozen=True)
class Brought:
    """A file: its name and fingerprint, how many rows it had, and the cells that are no figures (``points`` of them)."""

    name: str
    sha256: str
    institution: Unit
    rows: int
    refused: list[dict]


@dataclass(frozen=True, slots=True)
class Doubted:
    """A figure of a file that is asked about: why (`states.Doubt`), beside what, and with which others."""

    row: Row
    doubt: str
    facts: dict
    snapshot: str = ""


def hold(accounts: Iterable[int]) -> None:
    """Lock accounts until the end of the transaction, in the order of their numbers: nobody counts them meanwhile."""
    rows = Account.objects.select_for_update(of=("self",)).filter(pk__in=set(accounts)).order_by("pk")
    list(rows.values_list("pk", flat=True))


@transaction.atomic
def load(brought: Brought, kept: list[Row], asked: list[Doubted], *, actor: User, at: datetime) -> CountFile:
    """Write what was judged of a file, while its accounts are held (`hold`). Raises `IntegrityError` when they are not."""
    file = CountFile.objects.create(
        institution=brought.institution,
        name=brought.name,
        sha256=brought.sha256,
        brought_by=actor,
        brought_at=at,
        rows=brought.rows,
        refused=brought.refused,
    )
    _copy(kept, actor, at)
    QuestionedCount.objects.bulk_create((_question(one, file, actor, at) for one in asked), batch_size=LOT)
    days = [row[1] for row in kept] + [one.row[1] for one in asked]
    record(
        Verb.FOLLOWERS_FILE,
        file,
        actor=actor,
        at=at,
        unit=brought.institution,
        first_day=min(days, default=at.date()).isoformat(),
        last_day=max(days, default=at.date()).isoformat(),
        kept=len(kept),
        questioned=len(asked),
        refused=sum(line["points"] for line in brought.refused),
    )
    return file


def _copy(rows: list[Row], actor: User, at: datetime) -> None:
    if not rows:
        return
    table = connection.ops.quote_name(FollowerCount._meta.db_table)
    statement = f"COPY {table} ({', '.join(COLUMNS)}) FROM STDIN"
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as copy:
        for text in _texts(rows, f"{Method.FILE.value}\t{actor.pk}\t{at.isoformat()}\t\n"):
            copy.write(text)


def _texts(rows: list[Row], end: str) -> Iterator[str]:
    """The rows as COPY reads them, some thousands at a time; ``end`` is what all of them share."""
    sources = {source: source.translate(ESCAPES) for source in {row[5] for row in rows}}
    for start in range(0, len(rows), LOT):
        yield "".join(
            f"{account}\t{day}\t{metric}\t{value}\t{is_exact}\t{sources[source]}\t{end}"
            for account, day, metric, value, is_exact, source in rows[start : start + LOT]
        )


def _question(one: Doubted, file: CountFile, actor: User, at: datetime) -> QuestionedCount:
    account, day, metric, value, is_exact, source = one.row
    return QuestionedCount(
        account_id=account,
        day=day,
        metric=metric,
        value=value,
        is_exact=is_exact,
        source=source,
        method=Method.FILE,
        entered_by=actor,
        entered_at=at,
        doubt=one.doubt,
        facts=one.facts,
        file=file,
        snapshot=one.snapshot,
    )
