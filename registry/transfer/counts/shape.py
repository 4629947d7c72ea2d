"""How a table of figures is laid out: one row per figure, one column per day, or one column per account. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from registry.platforms.canonical import Reading, canonicalise
from registry.transfer.columns import ROLES, header_key
from registry.transfer.counts.amounts import Number, number_of
from registry.transfer.counts.days import SERIALS, is_day
from registry.transfer.counts.headings import Part, metric_of, part_of
from registry.transfer.layout import URLISH
from registry.transfer.reading import Table

# A header stands under at most this many lines of title.
PREAMBLE = 12
SAMPLE = 300
MOST = 0.5


class Kind(StrEnum):
    """``LONG``: a row per figure, ``WIDE``: per account with a column per day, ``TALL``: a row per day a column per account."""

    LONG = "long"
    WIDE = "wide"
    TALL = "tall"


@dataclass(frozen=True)
class Shape:
    """Where a table's parts stand; columns are numbered from 0, ``first`` is the first row of figures.

    ``figures`` are the columns that hold figures; in a wide table their headers are days, in a tall one accounts. ``who``
    are the columns that may name the account.
    """

    kind: Kind
    first: int
    header: list[str]
    figures: tuple[int, ...]
    who: tuple[int, ...] = ()
    parts: dict[Part, int] = field(default_factory=dict)

    def metric(self, column: int) -> str:
        """The metric that a column of figures is headed with, "" when its header names none."""
        return metric_of(self.header[column]) if self.kind == Kind.LONG and column < len(self.header) else ""

    @property
    def unread(self) -> list[str]:
        """The headers that nothing is taken from."""
        read = {*self.figures, *self.who, *self.parts.values()}
        return [name for column, name in enumerate(self.header) if name and column not in read]


def shape_of(table: Table) -> Shape | None:
    """The layout of a table, or None where there are no figures of a day."""
    rows = [[cell.strip() for cell in cells] for _line, cells in table.rows]
    # The last row is no header, unless it is all there is: it would be read instead of the figures above it.
    for index, cells in enumerate(rows[: max(1, min(PREAMBLE, len(rows) - 1))]):
        shape = _wide(index, cells, rows) or _headed(index, cells, rows)
        if shape:
            return shape
        if _holds_figures(cells):
            break
    return _bare(rows)


def _holds_figures(cells: list[str]) -> bool:
    """Whether a row is one of figures, which no header may stand below: it would be passed over."""
    return any(URLISH.match(cell) for cell in cells) and any(_is_number(cell) for cell in cells)


def is_day_header(cell: str, *, serials: bool) -> bool:
    """Whether a header is a day; a spreadsheet's serial number only where ``serials`` says that figures cannot stand."""
    return is_day(cell) or (serials and cell.isascii() and cell.isdigit() and int(cell) in SERIALS)


def _wide(index: int, cells: list[str], rows: list[list[str]]) -> Shape | None:
    named = any(header_key(cell) in ROLES for cell in cells)
    days = [column for column, cell in enumerate(cells) if is_day_header(cell, serials=named)]
    if any(URLISH.match(cell) for cell in cells) or len(days) < (1 if named else 2):
        return None
    parts = _parts(cells)
    if Part.DAY in parts:
        return None
    body = _sampled(rows[index + 1 :])
    # A column of numbers under something that is no day is read too: its figures are refused by name, not passed over.
    unclear = [
        column
        for column in range(days[0] + 1, max(len(cells), max(body, default=0) + 1))
        if column not in days and column not in parts.values() and _share(body.get(column, []), _is_number) > MOST
    ]
    figures = tuple(sorted([*days, *unclear]))
    who = tuple(column for column in range(len(cells)) if column not in figures and column not in parts.values())
    return Shape(Kind.WIDE, index + 1, cells, figures, who, parts) if who else None


def _headed(index: int, cells: list[str], rows: list[list[str]]) -> Shape | None:
    """A long table by its header, or a tall one: days below one header, accounts in the others."""
    parts = _parts(cells)
    body = _sampled(rows[index + 1 :])
    values = [column for column, cell in enumerate(cells) if part_of(cell) == Part.VALUE]
    days = [column for column in _columns(body, is_day) if column not in values]
    if values and Part.DAY not in parts and len(days) == 1:
        parts[Part.DAY] = days[0]
    if Part.DAY not in parts:
        return _tall(index, cells, body, parts, values)
    if values:
        taken = {*values, *parts.values()}
        return Shape(Kind.LONG, index + 1, cells, tuple(values), _naming(cells, body, taken), parts)
    tall = _tall(index, cells, body, parts, values)
    if tall:
        return tall
    numbers = [c for c in _columns(body, _is_number) if c not in parts.values() and c < len(cells)]
    if len(numbers) == 1:
        who = tuple(column for column in range(len(cells)) if column not in {*numbers, *parts.values()})
        return Shape(Kind.LONG, index + 1, cells, tuple(numbers), who, parts)
    return None


def _naming(cells: list[str], body: dict[int, list[str]], taken: set[int]) -> tuple[int, ...]:
    """The columns that may name the account; those of other numbers ("Publications") do not, and are said to be unread."""
    left = [column for column in range(len(cells)) if column not in taken]
    return tuple(c for c in left if header_key(cells[c]) in ROLES or _share(body.get(c, []), _is_number) <= MOST)


def _tall(
    index: int, cells: list[str], body: dict[int, list[str]], parts: dict[Part, int], values: list[int]
) -> Shape | None:
    day = parts.get(Part.DAY, 0)
    if values or _share(body.get(day, []), is_day) <= MOST or (cells and day < len(cells) and is_day(cells[day])):
        return None
    others = [column for column, cell in enumerate(cells) if cell and column != day]
    named = [column for column in others if isinstance(canonicalise(cells[column]), Reading)]
    numbers = named or others
    numeric = all(_share(body.get(column, []), _is_number) > MOST for column in numbers if body.get(column))
    by_name = Part.DAY in parts and not any(header_key(cells[column]) in ROLES for column in others)
    if not others or not (named or (by_name and len(others) > 1)) or not numeric:
        return None
    return Shape(Kind.TALL, index + 1, cells, tuple(others), (), {Part.DAY: day})


def _bare(rows: list[list[str]]) -> Shape | None:
    """A long table without a header: one column of days, one of numbers."""
    body = _sampled(rows)
    days, numbers = _columns(body, is_day), _columns(body, _is_number)
    if len(days) != 1 or len(numbers) != 1:
        return None
    who = tuple(column for column in body if column not in {*days, *numbers})
    return Shape(Kind.LONG, 0, [], (numbers[0],), who, {Part.DAY: days[0]}) if who else None


def _parts(cells: list[str]) -> dict[Part, int]:
    found: dict[Part, int] = {}
    for column, cell in enumerate(cells):
        part = part_of(cell)
        if part and part != Part.VALUE:
            found.setdefault(part, column)
    return found


def _sampled(rows: list[list[str]]) -> dict[int, list[str]]:
    """The filled cells of each column, of rows spread over the whole table."""
    step = max(1, len(rows) // SAMPLE)
    columns: dict[int, list[str]] = {}
    for cells in rows[::step]:
        for column, cell in enumerate(cells):
            if cell:
                columns.setdefault(column, []).append(cell)
    return columns


def _columns(body: dict[int, list[str]], test) -> list[int]:
    return [column for column, cells in body.items() if _share(cells, test) > MOST]


def _share(cells: Iterable[str], test) -> float:
    cells = list(cells)
    return sum(bool(test(cell)) for cell in cells) / max(len(cells), 1)


def _is_number(cell: str) -> bool:
    return isinstance(number_of(cell), Number) and not is_day(cell)


def days_in(table: Table, shape: Shape) -> list[str]:
    """Every cell of a table that should be a day, as it is written."""
    if shape.kind == Kind.WIDE:
        return [shape.header[column] for column in shape.figures if column < len(shape.header)]
    column = shape.parts[Part.DAY]
    return [
        cells[column] for _line, cells in table.rows[shape.first :] if column < len(cells) and cells[column].strip()
    ]
