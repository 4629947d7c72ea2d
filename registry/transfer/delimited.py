"""The text of a CSV file → numbered rows, whatever its delimiter and line ends. Pure."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from registry.transfer import limits
from registry.transfer.words import Unreadable

DELIMITERS = ",;\t|"
SAMPLE = 60
# A delimiter counts when at least this share of the rows holds it: in a list of plain addresses none does.
SHARE = 0.3

Rows = list[tuple[int, list[str]]]


def rows_of(text: str, size: limits.Size = limits.ACCOUNTS) -> Rows:
    """(line where the row starts, its cells) of every row that is not blank. Raises `Unreadable`."""
    # The reader's own limit is the process's; ours is on the file.
    csv.field_size_limit(limits.BYTES)
    declared = _declared(text)
    delimiter = declared or _guessed(text)
    try:
        rows = list(_read(text, delimiter, size, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise Unreadable("open_quote", line=_last_start(text, delimiter)) from error
        # A quotation mark followed by something else than the delimiter: take it as it stands.
        rows = list(_read(text, delimiter, size, strict=False))
    return rows[1:] if declared and rows else rows


def _declared(text: str) -> str:
    """Excel's own first line, "sep=;"."""
    first = text[:6].lower()
    return first[4] if first.startswith("sep=") and first[4:5] in DELIMITERS and first[5:6] in "\r\n" else ""


def _read(text: str, delimiter: str, size: limits.Size, *, strict: bool) -> Iterator[tuple[int, list[str]]]:
    # newline="" keeps every kind of line end for the reader, a lone carriage return included.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    start = 1
    found = 0
    for cells in reader:
        if any(cell.strip() for cell in cells):
            found += 1
            if found > size.rows:
                raise Unreadable("too_many_rows", limit=size.rows)
            if len(cells) > size.columns:
                raise Unreadable("too_many_columns", limit=size.columns)
            yield start, cells
        start = reader.line_num + 1


def _last_start(text: str, delimiter: str) -> int:
    """The line on which the reader was when the text ended inside quotation marks."""
    start = 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for _cells in reader:
            start = reader.line_num + 1
    except csv.Error:
        return start
    return start


def _guessed(text: str) -> str:
    """The delimiter that cuts the first rows most evenly; a comma when none does."""
    lines = io.StringIO(text, newline="")
    sample = "".join(line for line, _n in zip(lines, range(SAMPLE), strict=False))
    return max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> float:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    widths = Counter(len(cells) for cells in reader if any(cells))
    total = widths.total()
    cut = total - widths[1]
    if not total or cut < SHARE * total:
        return 0
    width, times = max(((width, times) for width, times in widths.items() if width > 1), key=lambda pair: pair[1])
    return times / total + width / 1000
