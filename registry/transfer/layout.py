"""Which column of a table is for what: by its header where it has one, else by what its cells hold. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from registry.folding import fold
from registry.platforms.canonical import Reading, canonicalise
from registry.platforms.catalog import MAIN
from registry.transfer.columns import ROLES, Role, header_key, platform_named
from registry.transfer.reading import Table
from registry.transfer.safe import plain_cell
from registry.transfer.tongues import is_language

SAMPLE = 300
# A header stands under at most this many lines of title.
PREAMBLE = 12
MOST = 0.5
URLISH = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//\S|^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/|$)", re.IGNORECASE)
# A name alone, as some lists write it under the platform's: "polymtl".
NAME = re.compile(r"(?=.*[^\W\d_])[\w.-]{2,}")
# Platforms whose name heads a column of something else as easily (many more outside `MAIN`: Note, Path, Line).
ORDINARY = frozenset({"x", "threads", "medium", "meetup"})
# What people write in a cell to say that there is nothing.
NOTHING = frozenset(
    {
        *(
            "",
            "-",
            "--",
            "—",
            "–",
            "/",
            "?",
            "0",
            "1",
            "✓",
            "✔",
            "n/a",
            "na",
            "n.a.",
            "nil",
            "null",
            "tbd",
            "no",
            "yes",
            "none",
        ),
        *(
            "non",
            "oui",
            "aucun",
            "aucune",
            "s.o.",
            "neant",
            "idem",
            "sans objet",
            "a venir",
            "en cours",
            "not applicable",
        ),
        *("#n/a", "#ref!", "#value!", "#div/0!", "#name?", "#null!", "#num!"),
    }
)


@dataclass(frozen=True)
class Layout:
    """Where a table's facts stand; columns are numbered from 0.

    `first` is the index of the first row that is an account's, `header` the row above it or an empty list. `accounts` are
    the columns that hold an address or a handle, each with the platform that its header names ("" when it names none).
    """

    first: int
    header: list[str]
    accounts: tuple[tuple[int, str], ...]
    columns: dict[Role, int] = field(default_factory=dict)

    @property
    def names_accounts(self) -> bool:
        """Whether an account can be read from a row at all."""
        return bool(self.accounts) or {Role.PLATFORM, Role.HANDLE} <= set(self.columns)

    @property
    def header_known(self) -> bool:
        """Whether at least one name of the header was recognised: the columns that it leaves out are then left out."""
        return any(_role(name) or _main_platform(name) for name in self.header)

    @property
    def unread(self) -> list[str]:
        """The headers of the columns that nothing is taken from."""
        read = {column for column, _platform in self.accounts} | set(self.columns.values())
        return [name for column, name in enumerate(self.header) if name.strip() and column not in read]


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing: blank, a dash, "n/a", a tick."""
    return fold(text.strip()) in NOTHING


def names_nothing(text: str) -> bool:
    """Whether a cell that should name an account names none: nothing, or a cross where others write a name."""
    return is_nothing(text) or text.strip().lower() == "x"


def layout_of(table: Table, unit_names: Iterable[str] = ()) -> Layout:
    """The layout of a table; ``unit_names`` (as `fold_space` writes them) tell the column of units where no header does."""
    rows = [[plain_cell(cell).strip() for cell in cells] for _line, cells in table.rows]
    at = _header_at(rows)
    header = rows[at] if at is not None else []
    first = 0 if at is None else at + 1
    columns = _sampled(rows[first:])
    layout = _by_header(header, columns, first)
    return _by_content(layout, columns, frozenset(unit_names))


def fold_space(text: str) -> str:
    """A name as units are matched: white space folded, nothing else."""
    return " ".join(text.split())


def _header_at(rows: list[list[str]]) -> int | None:
    """The row whose cells name columns, above any row that holds an address; one known name is enough on the first row."""
    best, known = None, 0
    for index, cells in enumerate(rows[:PREAMBLE]):
        if any(URLISH.match(cell) for cell in cells):
            break
        named = sum(bool(_role(cell) or _main_platform(cell)) for cell in cells)
        if named > known and (named > 1 or index == 0):
            best, known = index, named
    return _unknown_header(rows) if best is None else best


def _unknown_header(rows: list[list[str]]) -> int | None:
    """The first row, when each of the following holds an address where it holds a word."""
    if len(rows) < 2 or any(URLISH.match(cell) for cell in rows[0]):
        return None
    below = [column for column, cells in _sampled(rows[1:]).items() if _share(cells, URLISH.match) > MOST]
    return 0 if any(column < len(rows[0]) and rows[0][column] for column in below) else None


def _role(cell: str) -> Role | None:
    return ROLES.get(header_key(cell))


def _main_platform(cell: str) -> bool:
    return platform_named(cell) in MAIN


def _sampled(rows: list[list[str]]) -> dict[int, list[str]]:
    """The filled cells of each column, of rows spread over the whole table."""
    step = max(1, len(rows) // SAMPLE)
    columns: dict[int, list[str]] = {}
    for cells in rows[::step]:
        for column, cell in enumerate(cells):
            if not is_nothing(cell):
                columns.setdefault(column, []).append(cell)
    return columns


def _share(cells: list[str], test) -> float:
    return sum(bool(test(cell)) for cell in cells) / max(len(cells), 1)


def _reads(cell: str) -> bool:
    return isinstance(canonicalise(cell), Reading)


def _by_header(header: list[str], columns: dict[int, list[str]], first: int) -> Layout:
    found: dict[Role, int] = {}
    accounts: list[tuple[int, str]] = []
    for column, name in enumerate(header):
        role, platform = _role(name), platform_named(name)
        cells = columns.get(column, [])
        if role == Role.ADDRESS:
            accounts.append((column, ""))
        elif role == Role.UNIT and Role.PLATFORM not in found and _share(cells, platform_named) > MOST:
            # "Service" heads departments in one list and platforms in the next.
            found[Role.PLATFORM] = column
        elif role:
            found.setdefault(role, column)
        elif platform and _names_accounts(name, platform, cells):
            accounts.append((column, platform))
    return Layout(first, header, tuple(accounts), found)


def _names_accounts(header: str, platform: str, cells: list[str]) -> bool:
    """Whether a column under a platform's name holds its accounts, and not their followers or a remark."""
    if _share(cells, lambda cell: URLISH.match(cell) or cell.startswith("@")) > MOST:
        return True
    said = header_key(header) not in ORDINARY and platform in MAIN
    return said and _share(cells, NAME.fullmatch) > MOST


def _by_content(layout: Layout, columns: dict[int, list[str]], unit_names: frozenset[str]) -> Layout:
    accounts, found = layout.accounts, dict(layout.columns)
    reading = {column: _share(cells, _reads) for column, cells in columns.items()}
    if len(accounts) > 1:
        # An address that is never an account's stands beside those that are: the unit's own web site.
        accounts = tuple(pair for pair in accounts if pair[1] or reading.get(pair[0], 0))
    if not accounts and columns:
        accounts = _addresses(columns, reading)
        found = {role: at for role, at in found.items() if (at, "") not in accounts}
    taken = {column for column, _platform in accounts} | set(found.values())
    free = {column: cells for column, cells in columns.items() if column not in taken}
    # A header that says what it is for is believed; a country's code would pass for a language's.
    tests = {
        Role.LANGUAGES: is_language,
        Role.PLATFORM: _main_platform,
        Role.UNIT: lambda cell: fold_space(cell) in unit_names,
    }
    for role, test in tests.items() if not layout.header_known else ():
        wanted = 0 if role == Role.UNIT else MOST
        shares = {column: _share(cells, test) for column, cells in free.items()}
        best = max(shares, key=shares.get, default=None)
        if role not in found and best is not None and shares[best] > wanted:
            found[role] = best
            del free[best]
    if Role.TITLE not in found and not layout.header_known:
        title = _title(free)
        found |= {} if title is None else {Role.TITLE: title}
    return Layout(layout.first, layout.header, accounts, found)


def _addresses(columns: dict[int, list[str]], reading: dict[int, float]) -> tuple[tuple[int, str], ...]:
    """The columns most of whose cells read as accounts; else the one that is mostly written as addresses."""
    most = [column for column, share in reading.items() if share > MOST]
    if most:
        return tuple((column, "") for column in sorted(most))
    written = {column: _share(cells, URLISH.match) + reading[column] for column, cells in columns.items()}
    best = max(written, key=written.get)
    return ((best, ""),) if written[best] > MOST else ()


def _title(columns: dict[int, list[str]]) -> int | None:
    """Among columns of text, the one that is filled most often with the most different names."""
    texts = {
        column: len(set(cells))
        for column, cells in columns.items()
        if _share(cells, lambda cell: re.search(r"[^\W\d_]{2}", cell) and not URLISH.match(cell)) > MOST
    }
    return max(texts, key=texts.get, default=None)
