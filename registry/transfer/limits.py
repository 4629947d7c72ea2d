"""How much of a file is accepted; beyond, it is refused with a sentence. Pure."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024

BYTES = 5 * MEGABYTE
ROWS = 10_000
COLUMNS = 100
CELL = 2_000


@dataclass(frozen=True)
class Size:
    """How many rows and columns a file may have."""

    rows: int
    columns: int


ACCOUNTS = Size(ROWS, COLUMNS)
# A week a column for seven years, or a row for each figure of 300 accounts every week of three years.
FIGURES = Size(50_000, 400)
# A file of figures is judged while somebody waits for the page: some 20 µs a cell.
CELLS = 400_000

# Of a workbook, which is a zip (trust: the central directory is checked before anything is opened).
UNPACKED = 50 * MEGABYTE
RATIO = 100
ENTRIES = 200
# A reader lays a sheet out as a full rectangle: one cell at its far corner would cost millions of empty ones.
RECTANGLE = 2_000_000
