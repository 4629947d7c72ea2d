"""Who a row of figures, or the header of a column, is about: read by the reader of addresses, else a name. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from registry.platforms.canonical import Reading, Reason, canonicalise
from registry.transfer.columns import Role, platform_named
from registry.transfer.counts.words import Why, refused
from registry.transfer.entries import Entry, Said, clean, entries_of
from registry.transfer.layout import Layout, layout_of
from registry.transfer.reading import Table
from registry.transfer.safe import plain_cell
from registry.transfer.words import Row

SHOWN = 200
# What a page of the register ends with: "x-hydro-example".
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


@dataclass(frozen=True, slots=True)
class Who:
    """An account as the file names it: read from an address, or by ``names`` (a page's slug, an exact name), or not at all.

    ``shown`` is the cell that names it, ``platform`` the catalogue's slug that stands beside a name, "" for none.
    """

    shown: str
    reading: Reading | None = None
    names: tuple[str, ...] = ()
    platform: str = ""
    said: Said | None = None


class Naming:
    """The accounts of a table's rows; rows that name theirs in the same words are read once."""

    def __init__(self, table: Table, header: list[str], first: int, who: Sequence[int]) -> None:
        self._who = who
        below = [(line, self._of(cells)) for line, cells in table.rows[first:]]
        above = [(0, [header[column] for column in who])] if header else []
        layout = layout_of(Table(table.name, above + below))
        self._layout = replace(layout, first=0)
        self._name = _name_column(layout)
        self._known: dict[tuple[str, ...], Who] = {}

    def __call__(self, line: int, cells: list[str]) -> Who:
        """Who the row is about."""
        named = self._of(cells)
        key = tuple(named)
        if key not in self._known:
            self._known[key] = self._read(line, named)
        return self._known[key]

    def _of(self, cells: list[str]) -> list[str]:
        return [cells[column] if column < len(cells) else "" for column in self._who]

    def _read(self, line: int, cells: list[str]) -> Who:
        named = self._name is not None and clean(plain_cell(cells[self._name]))
        if not self._layout.names_accounts:
            return self._by_name(str(named or ""), cells)
        entries = list(entries_of(Table("", [(line, cells)]), self._layout))
        if len({entry.key for entry in entries if entry.reading}) > 1:
            return Who(entries[0].value, said=refused(Why.SEVERAL_ACCOUNTS))
        entry = next((entry for entry in entries if entry.reading), entries[0])
        if entry.reading:
            return Who(entry.reading.display, entry.reading)
        if entry.refused.code != Row.NO_ADDRESS:
            return _by_slug(entry)
        return self._by_name(named, cells) if named else Who(entry.value, said=entry.refused)

    def _by_name(self, name: str, cells: list[str]) -> Who:
        hint = self._layout.columns.get(Role.PLATFORM)
        said = cells[hint].strip() if hint is not None else ""
        platform = platform_named(said) or ""
        # A platform that nobody knows is none of those on which an account bears this name.
        names = (name,) if name and (platform or not said) else ()
        return Who(name[:SHOWN], names=names, platform=platform, said=refused(Why.UNKNOWN_ACCOUNT))


def who_heads(header: str) -> Who:
    """The account that the header of a column names."""
    read = canonicalise(header)
    if isinstance(read, Reading):
        return Who(read.display, read)
    return Who(header[:SHOWN], names=(clean(header),), said=refused(Why.UNKNOWN_ACCOUNT))


def _by_slug(entry: Entry) -> Who:
    """A cell that is no address may be the name that a page of the register has in its own address."""
    said = refused(Why.UNKNOWN_ACCOUNT) if entry.refused.code == Reason.NO_PLATFORM else entry.refused
    value = plain_cell(entry.value).strip()
    return Who(entry.value, names=(value,) if SLUG.fullmatch(value) else (), said=said)


def _name_column(layout: Layout) -> int | None:
    """The column that names accounts in words: the one headed so, else the first that nothing else is read from."""
    if Role.TITLE in layout.columns:
        return layout.columns[Role.TITLE]
    taken = {*layout.columns.values(), *(column for column, _platform in layout.accounts)}
    if not layout.header:
        return None if taken else 0
    return next((column for column in range(len(layout.header)) if column not in taken), None)
