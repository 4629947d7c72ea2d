"""The cells of a table of figures: each filled one is a figure of an account and a day, or refused by name. Pure."""

import re
from dataclasses import dataclass, field
from datetime import date

from registry.followers.states import Metric
from registry.transfer import limits
from registry.transfer.counts.amounts import Number, number_of
from registry.transfer.counts.days import Order, day_of
from registry.transfer.counts.headings import Part, exact_said, metric_of
from registry.transfer.counts.shape import Kind, Shape
from registry.transfer.counts.who import Naming, Who, who_heads
from registry.transfer.counts.words import Why, refused
from registry.transfer.entries import Said, clean
from registry.transfer.reading import Table
from registry.transfer.safe import is_formula, plain_cell

SHOWN = 80
# What stands beyond the header when a comma has cut a number in two.
CUT = re.compile(r"\d{3}")
SOURCE = 300
FOLLOWERS = Metric.FOLLOWERS.value


@dataclass(frozen=True, slots=True)
class Line:
    """Where a figure stands, whom it is about, and what its row says of where it was read ("": nothing)."""

    sheet: str
    number: int
    who: Who
    source: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Figures of one day that the file has together: a column, or rows that follow each other; ``metric`` "" is not said."""

    day: date
    metric: str
    place: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure."""

    line: Line
    run: Run
    value: int
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """Cells that are no figures, and why: one, or all of an account that is not known."""

    sheet: str
    line: int
    value: str
    said: Said
    points: int = 1


@dataclass
class Found:
    """What a table holds: each filled cell of a column of figures is in ``cells`` or ``refused``."""

    name: str
    shape: Shape
    cells: list[Cell] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    blank: int = 0
    rows: int = 0


def read(table: Table, shape: Shape, order: Order) -> Found:
    """Every figure of a table; ``order`` settles what 03/04/2024 means."""
    found = Found(table.name, shape, rows=len(table.rows) - shape.first)
    READERS[shape.kind](table, shape, order, found)
    return found


def _long(table: Table, shape: Shape, order: Order, found: Found) -> None:
    naming = Naming(table, shape.header, shape.first, shape.who)
    runs: dict[int, Run] = {}
    place = 0
    for number, cells in table.rows[shape.first :]:
        if not any(_at(cells, column) for column in shape.figures):
            found.blank += len(shape.figures)
            continue
        line = Line(table.name, number, naming(number, cells), clean(_part(cells, shape, Part.SOURCE))[:SOURCE])
        day = _day(_part(cells, shape, Part.DAY), order)
        exact, cut = _exact(cells, shape), _cut(cells, table, shape)
        for column in shape.figures:
            metric = _metric(cells, shape, column)
            wrong = next((one for one in (cut, day, exact, metric) if isinstance(one, Said)), None)
            if wrong is None and (column not in runs or (runs[column].day, runs[column].metric) != (day, metric)):
                place += 1
                runs[column] = Run(day, metric, place)
            _put(found, line, runs.get(column), _at(cells, column), wrong, exact)


def _wide(table: Table, shape: Shape, order: Order, found: Found) -> None:
    naming = Naming(table, shape.header, shape.first, shape.who)
    runs = {}
    for column in shape.figures:
        day = _day(shape.header[column] if column < len(shape.header) else "", order)
        runs[column] = day if isinstance(day, Said) else Run(day, "", column)
    for number, cells in table.rows[shape.first :]:
        source = clean(_part(cells, shape, Part.SOURCE))[:SOURCE]
        exact, metric = _exact(cells, shape), _metric(cells, shape, -1)
        line = Line(table.name, number, naming(number, cells), source)
        wrong = next((one for one in (_cut(cells, table, shape), exact, metric) if isinstance(one, Said)), None)
        for column, run in runs.items():
            stop = wrong or (run if isinstance(run, Said) else None)
            if metric and not stop:
                run = Run(run.day, metric, run.place)
            _put(found, line, run, _at(cells, column), stop, exact)


def _tall(table: Table, shape: Shape, order: Order, found: Found) -> None:
    heads = {column: who_heads(shape.header[column]) for column in shape.figures}
    for place, (number, cells) in enumerate(table.rows[shape.first :]):
        day = _day(_part(cells, shape, Part.DAY), order)
        wrong = day if isinstance(day, Said) else None
        run = None if wrong else Run(day, "", place)
        for column, who in heads.items():
            _put(found, Line(table.name, number, who), run, _at(cells, column), wrong, None)


READERS = {Kind.LONG: _long, Kind.WIDE: _wide, Kind.TALL: _tall}


def _put(found: Found, line: Line, run: Run | None, text: str, wrong: Said | None, exact: bool | Said | None) -> None:
    """One cell of a column of figures where it belongs: a figure, a refusal, or a blank, which is no figure and not zero."""
    if not text:
        found.blank += 1
        return
    number = Why.FORMULA if is_formula(text) else number_of(text)
    if isinstance(number, Number) and not wrong:
        found.cells.append(
            Cell(line, run, number.value, number.is_exact if exact is None else exact and number.is_exact)
        )
        return
    said = wrong if isinstance(number, Number) else refused(number, said=text[:SHOWN])
    found.refused.append(Refused(line.sheet, line.number, f"{line.who.shown} · {text[:SHOWN]}"[: limits.CELL], said))


def _at(cells: list[str], column: int) -> str:
    return plain_cell(cells[column]).strip() if column < len(cells) else ""


def _part(cells: list[str], shape: Shape, part: Part) -> str:
    return _at(cells, shape.parts[part]) if part in shape.parts else ""


def _day(text: str, order: Order) -> date | Said:
    if not text:
        return refused(Why.NO_DAY)
    day = Why.FORMULA if is_formula(text) else day_of(text, order)
    return refused(day, day=text[:SHOWN]) if isinstance(day, Why) else day


def _cut(cells: list[str], table: Table, shape: Shape) -> Said | None:
    """Three figures beyond the header of a CSV: those before them cannot be trusted to stand where they should."""
    beyond = cells[len(shape.header) :] if shape.header and not table.name else []
    return refused(Why.CUT) if any(CUT.fullmatch(cell.strip()) for cell in beyond) else None


def _exact(cells: list[str], shape: Shape) -> bool | Said | None:
    """What a column of its own says of the figure; None where there is none, or it is left blank."""
    part = next((part for part in (Part.EXACT, Part.ROUNDED) if part in shape.parts), None)
    text = _part(cells, shape, part) if part else ""
    if not text:
        return None
    said = exact_said(text, part)
    return refused(Why.EXACT_UNKNOWN, said=text[:SHOWN]) if said is None else said


def _metric(cells: list[str], shape: Shape, column: int) -> str | Said:
    """The metric that the row says, else the column's header; "" where neither does."""
    text = _part(cells, shape, Part.METRIC)
    if not text:
        return shape.metric(column)
    return metric_of(text) or refused(Why.METRIC_UNKNOWN, said=text[:SHOWN])


def default(metric: str) -> str:
    """The metric of figures that do not say theirs."""
    return metric or FOLLOWERS
