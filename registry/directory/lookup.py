"""The reads of *verify*, written out: at this rate, building the same statement anew from models costs more than running it.

All go by indexes alone: `bearing` by the unique (platform, key), `near` by the traces of look-alike names and by the keys
of former handles; `one` is both for a single address, in one statement whose second half runs only when the first finds
nothing. Their answers have the attributes of an `Account` that `public.public_account` reads.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import InterfaceError, NotSupportedError, OperationalError, connection
from django.db.backends.utils import CursorWrapper
from django.urls import get_script_prefix, reverse

from registry.accounts.status import LISTED_STANDINGS, Status
from registry.platforms.catalog import CATALOG
from registry.platforms.catalog.entry import Entry

MOST_NEAR = 60
ANY_SLUG = "any-slug"
WAY_NEAR = 2

COLUMNS = f"""a.id, p.slug, a.slug, a.handle, a.key, a.address, a.display, a.standing, a.status, a.title_fr, a.title_en,
    u.name_fr, u.name_en, a.official_since, a.official_until, a.public_note_fr, a.public_note_en,
    a.decision_label_fr, a.decision_label_en, a.decision_url, a.decision_on, a.decision_channels::text, a.successor_id,
    proof.kind, (proof.recorded_at AT TIME ZONE '{settings.TIME_ZONE}')::date"""
OWN = len(COLUMNS.split(","))
TABLES = """registry_account a
    JOIN registry_platform p ON p.id = a.platform_id
    JOIN registry_unit u ON u.id = a.unit_id
    LEFT JOIN LATERAL (
        SELECT kind, recorded_at FROM registry_proof
        WHERE account_id = a.id AND (kind <> 'override' OR countersigned_by_id IS NOT NULL)
        ORDER BY recorded_at DESC, id DESC LIMIT 1
    ) proof ON a.standing = 'official'"""
BEARING = f"SELECT {COLUMNS} FROM {TABLES} WHERE p.slug IN ({{0}}) AND a.key IN ({{1}})"  # noqa: S608
NUMBERED = f"SELECT {COLUMNS} FROM {TABLES} WHERE a.id IN ({{0}})"  # noqa: S608
LISTED = ", ".join(f"'{standing.value}'" for standing in LISTED_STANDINGS)
# `carrefour_alike` (migration 0005) goes by the index of traces whatever the planner thinks of them.
NEAR = f"""SELECT {COLUMNS}, named.key, named.handle, named.address, named.display, named.until FROM (
        SELECT id, NULL AS key, NULL AS handle, NULL AS address, NULL AS display, NULL::date AS until
        FROM carrefour_alike({{0}}::integer[]) AS id
        UNION ALL
        SELECT account_id, key, handle, address, display, until FROM registry_formerhandle WHERE key IN ({{1}})
    ) named JOIN registry_account a ON a.id = named.id
    JOIN {TABLES.partition("JOIN")[2]}
    WHERE named.key IS NOT NULL OR (a.standing IN ({LISTED}) AND a.status <> '{Status.PLANNED.value}')
    ORDER BY a.sort_key, a.id LIMIT {MOST_NEAR}"""  # noqa: S608

# `carrefour_named` (migration 0008) says by which ``way`` each is named: 0 asked for, 1 its possible twins, 2 near it.
ONE = f"""SELECT named.way, {COLUMNS}, named.key, named.handle, named.address, named.display, named.until
    FROM carrefour_named($1, $2, $3, $4, $5) named JOIN registry_account a ON a.id = named.id
    JOIN {TABLES.partition("JOIN")[2]}
    WHERE named.way < 2 OR named.key IS NOT NULL
        OR (a.standing IN ({LISTED}) AND a.status <> '{Status.PLANNED.value}')
    ORDER BY named.way, a.sort_key, a.id LIMIT {MOST_NEAR}"""  # noqa: S608

# Planning costs the server several times what running does, so each connection keeps the plan of the common question.
KEPT = {ONE: ("verify_one", "text, text, text[], integer[], text")}
CONNECTIONS: WeakKeyDictionary[object, set[str]] = WeakKeyDictionary()


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
    proof_on: date | None
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
        return _page(get_script_prefix()).replace(ANY_SLUG, self.slug)


@dataclass(frozen=True, slots=True)
class Former:
    """A name that an account had until a day."""

    key: str
    handle: str
    address: str
    display: str
    until: date


@cache
def _page(_prefix: str) -> str:
    """The path of an account's public page, worked out once for each place that the site is served at."""
    return reverse("directory:account", args=[ANY_SLUG])


def bearing(names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Known]:
    """The accounts of the register under these (platform, key), published or not: *verify* answers each by the table."""
    names = set(names)
    platforms, keys = {platform for platform, _key in names}, {key for _platform, key in names}
    rows = [Known(*row) for row in _rows(BEARING, platforms, keys)]
    found = {(row.platform_slug, row.key): row for row in rows if (row.platform_slug, row.key) in names}
    return _with_successors(found)


def _with_successors(found: dict[tuple[str, str], Known]) -> dict[tuple[str, str], Known]:
    numbers = [row.successor_id for row in found.values() if row.successor_id]
    if numbers:
        successors = {row[0]: Known(*row) for row in _rows(NUMBERED, numbers)}
        for row in found.values():
            row.successor = successors.get(row.successor_id)
    return found


@dataclass(frozen=True, slots=True)
class Found:
    """What one address finds: ``rows`` by (platform, key); ``near`` as `near` gives it, None once the address was found."""

    rows: dict[tuple[str, str], Known]
    near: list[Known] | None


def one(platform: str, key: str, twins: Collection[str], traces: Iterable[int], name: str) -> Found:
    """The account of one address; else what looks like it, and what bore its key or its ``name``. ``twins`` are other keys."""
    places = (platform, key, _array(twins), f"{{{','.join(map(str, traces))}}}", name)
    answers = [(row[0], _known(row[1:])) for row in _rows(ONE, *([place] for place in places))]
    exact = {(row.platform_slug, row.key): row for way, row in answers if way < WAY_NEAR}
    missed = (platform, key) not in exact
    return Found(_with_successors(exact), [row for way, row in answers if way == WAY_NEAR] if missed else None)


def _array(texts: Iterable[str]) -> str:
    """Texts as PostgreSQL writes an array of them: psycopg writes out a list much more slowly."""
    escaped = (text.replace("\\", "\\\\").replace('"', '\\"') for text in texts)
    return "{" + ",".join(f'"{text}"' for text in escaped) + "}"


def near(traces: Iterable[int], keys: Collection[str]) -> list[Known]:
    """Listed accounts that share a trace (a superset of the look-alikes, at most `MOST_NEAR`), and those that left a key."""
    array = ",".join(map(str, traces))
    return [_known(row) for row in _rows(NEAR, [f"{{{array}}}"], keys)]


def _known(row: tuple) -> Known:
    return Known(*row[:OWN], former=Former(*row[OWN:]) if row[OWN] is not None else None)


def _rows(sql: str, *groups: Collection[object]) -> list[tuple]:
    """The answer to a statement whose places take groups of values.

    A connection that has died since the last request is replaced and asked again: so a kept one need not be tried by a
    question of its own before each (CONN_HEALTH_CHECKS).
    """
    if connection.in_atomic_block:
        return _fetched(sql, groups)
    connection.health_check_done = True
    try:
        return _fetched(sql, groups)
    except (OperationalError, InterfaceError, NotSupportedError):  # the last: a kept plan that a migration made void
        connection.close()
        return _fetched(sql, groups)


def _fetched(sql: str, groups: tuple[Collection[object], ...]) -> list[tuple]:
    # Values one by one: psycopg writes out a list much more slowly.
    values = [value for group in groups for value in group]
    with connection.cursor() as cursor:
        if sql in KEPT:
            cursor.execute(_kept(cursor, sql), values)
        else:
            cursor.execute(sql.format(*(", ".join(["%s"] * len(group)) for group in groups)), values)
        return cursor.fetchall()


def _kept(cursor: CursorWrapper, sql: str) -> str:
    """The call of the statement that this connection keeps under a name, prepared when it does not have it yet."""
    name, types = KEPT[sql]
    names = CONNECTIONS.setdefault(connection.connection, set())
    if name not in names:
        cursor.execute(f"PREPARE {name} ({types}) AS {sql}")
        names.add(name)
    return f"EXECUTE {name} ({', '.join(['%s'] * (types.count(',') + 1))})"


def as_left(row: Known) -> Known:
    """The row under the name that it left."""
    left = row.former
    return replace(row, key=left.key, handle=left.handle, address=left.address, display=left.display)
