"""The two reads of *verify*, written out: at this rate, building the same statement anew from models costs more than running it.

Both go by indexes alone: `bearing` by the unique (platform, key), `near` by the traces of look-alike names and by the keys
of former handles. Their answers have the attributes of an `Account` that `public.public_account` reads.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import connection
from django.urls import reverse

from registry.accounts.status import LISTED_STANDINGS, Status
from registry.platforms.catalog import CATALOG
from registry.platforms.catalog.entry import Entry

MOST_NEAR = 60

COLUMNS = """a.id, p.slug, a.slug, a.handle, a.key, a.address, a.display, a.standing, a.status, a.title_fr, a.title_en,
    u.name_fr, u.name_en, a.official_since, a.official_until, a.public_note_fr, a.public_note_en,
    a.decision_label_fr, a.decision_label_en, a.decision_url, a.decision_on, a.decision_channels::text, a.successor_id,
    proof.kind, proof.recorded_at"""
TABLES = """registry_account a
    JOIN registry_platform p ON p.id = a.platform_id
    JOIN registry_unit u ON u.id = a.unit_id
    LEFT JOIN LATERAL (
        SELECT kind, recorded_at FROM registry_proof
        WHERE account_id = a.id AND (kind <> 'override' OR countersigned_by_id IS NOT NULL)
        ORDER BY recorded_at DESC, id DESC LIMIT 1
    ) proof ON a.standing = 'official'"""
BEARING = f"SELECT {COLUMNS} FROM {TABLES} WHERE p.slug = ANY(%s) AND a.key = ANY(%s) ORDER BY a.id"  # noqa: S608
NUMBERED = f"SELECT {COLUMNS} FROM {TABLES} WHERE a.id = ANY(%s)"  # noqa: S608
NEAR = f"""SELECT {COLUMNS}, named.key, named.handle, named.address, named.display, named.until FROM (
        (SELECT id, NULL AS key, NULL AS handle, NULL AS address, NULL AS display, NULL::date AS until
        FROM registry_account WHERE traces && %s::integer[] AND standing = ANY(%s) AND status <> %s LIMIT %s)
        UNION ALL
        SELECT account_id, key, handle, address, display, until FROM registry_formerhandle WHERE key = ANY(%s)
    ) named JOIN registry_account a ON a.id = named.id
    JOIN {TABLES.partition("JOIN")[2]} ORDER BY a.sort_key, a.id"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Named:
    """The names of a unit."""

    name_fr: str
    name_en: str


@dataclass(slots=True)
class Known:
    """An account of the register as *verify* reads it, in the order of `COLUMNS`; ``former`` is the name that it left."""

    pk: int
    platform_slug: str
    slug: str
    handle: str
    key: str
    address: str
    display: str
    standing: str
    status: str
    title_fr: str
    title_en: str
    unit_fr: str
    unit_en: str
    official_since: str
    official_until: str
    public_note_fr: str
    public_note_en: str
    decision_label_fr: str
    decision_label_en: str
    decision_url: str
    decision_on: str
    channels: str
    successor_id: int | None
    proof_kind: str | None
    proof_at: datetime | None
    former: "Former | None" = None
    successor: "Known | None" = None

    @property
    def platform(self) -> Entry:
        """The catalogue's entry, which names it as the row does."""
        return CATALOG[self.platform_slug]

    @property
    def unit(self) -> Named:
        """Who holds it."""
        return Named(self.unit_fr, self.unit_en)

    def get_absolute_url(self) -> str:
        """The public page."""
        return reverse("directory:account", args=[self.slug])


@dataclass(frozen=True, slots=True)
class Former:
    """A name that an account had until a day."""

    key: str
    handle: str
    address: str
    display: str
    until: date


def bearing(names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Known]:
    """The accounts of the register under these (platform, key), published or not: *verify* answers each by the table."""
    names = set(names)
    rows = [Known(*row) for row in _rows(BEARING, [[*{p for p, _key in names}], [*{key for _p, key in names}]])]
    found = {(row.platform_slug, row.key): row for row in rows if (row.platform_slug, row.key) in names}
    return _with_successors(found)


def _with_successors(found: dict[tuple[str, str], Known]) -> dict[tuple[str, str], Known]:
    numbers = [row.successor_id for row in found.values() if row.successor_id]
    if numbers:
        successors = {row[0]: Known(*row) for row in _rows(NUMBERED, [numbers])}
        for row in found.values():
            row.successor = successors.get(row.successor_id)
    return found


def near(traces: Iterable[int], keys: Iterable[str]) -> list[Known]:
    """Listed accounts that share a trace (a superset of the look-alikes, at most `MOST_NEAR`), and those that left a key."""
    listed = [str(standing) for standing in LISTED_STANDINGS]
    rows = _rows(NEAR, [[*traces], listed, Status.PLANNED.value, MOST_NEAR, [*keys]])
    own = len(COLUMNS.split(","))
    return [Known(*row[:own], former=Former(*row[own:]) if row[own] is not None else None) for row in rows]


def _rows(sql: str, words: list) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, words)
        return cursor.fetchall()


def as_left(row: Known) -> Known:
    """The row under the name that it left."""
    left = row.former
    return replace(row, key=left.key, handle=left.handle, address=left.address, display=left.display)
