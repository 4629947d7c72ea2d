"""The rows of a table → entries: one account each, as the file describes it, or the reason why there is none. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from registry.language import Pair
from registry.platforms.canonical import Reading, Reason, Refusal, canonicalise
from registry.platforms.catalog import CATALOG
from registry.platforms.reading import addresses
from registry.transfer import limits
from registry.transfer.columns import Role, platform_named
from registry.transfer.layout import Layout, fold_space, is_nothing, names_nothing
from registry.transfer.reading import Table
from registry.transfer.safe import is_formula, plain_cell
from registry.transfer.tongues import codes_of, is_language
from registry.transfer.words import NOTES, ROWS, Note, Row

TITLE = 160
SHOWN = 200


@dataclass(frozen=True)
class Said:
    """A coded sentence about a row: why it is refused, or what was noted."""

    code: str
    sentence: Pair


@dataclass(frozen=True)
class Entry:
    """What one row says of one account. `value` is the cell that names it, as it came; empty facts are not said.

    Either `reading` or `refused` is set. A row with several addresses gives several entries of the same line.
    """

    sheet: str
    line: int
    value: str = ""
    reading: Reading | None = None
    refused: Said | None = None
    title: str = ""
    title_en: str = ""
    languages: tuple[str, ...] = ()
    unit: str = ""
    notes: tuple[Said, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What tells accounts apart; only of an entry that was read."""
        return self.reading.platform, self.reading.key


def refusal(code: Row, **values: object) -> Said:
    """A row's refusal with its sentence."""
    return Said(code, ROWS[code].format(**values))


def note(code: Note, **values: object) -> Said:
    """A note with its sentence."""
    return Said(code, NOTES[code].format(**values))


def clean(text: str) -> str:
    """A text for people: white space folded, characters that do not show taken out."""
    return "".join(c for c in fold_space(text) if c.isprintable())


def entries_of(table: Table, layout: Layout) -> Iterator[Entry]:
    """The entries of a table in its order; each row gives at least one."""
    used = [*layout.columns.values(), *(column for column, _platform in layout.accounts)]
    for line, cells in table.rows[layout.first :]:
        start = Entry(table.name, line, value=_first_filled(cells, layout))
        stop = _unfit(cells, used)
        if stop:
            yield replace(start, value=stop[1][:SHOWN], refused=stop[0])
        else:
            yield from _row([plain_cell(cell).strip() for cell in cells], layout, start)


def _unfit(cells: list[str], used: list[int]) -> tuple[Said, str] | None:
    """Why a row is not read at all, with the cell that is the cause."""
    for column in used:
        cell = cells[column] if column < len(cells) else ""
        if len(cell) > limits.CELL:
            return refusal(Row.CELL_TOO_LONG, limit=limits.CELL), cell
        if is_formula(cell):
            return refusal(Row.FORMULA), cell
    return None


def _first_filled(cells: list[str], layout: Layout) -> str:
    named = [cells[column] for column, _platform in layout.accounts if column < len(cells)]
    return next((cell.strip()[:SHOWN] for cell in [*named, *cells] if cell.strip()), "")


def _row(cells: list[str], layout: Layout, start: Entry) -> Iterator[Entry]:
    def said(role: Role) -> str:
        column = layout.columns.get(role, len(cells))
        text = cells[column] if column < len(cells) else ""
        # "no" is Norwegian where languages are listed.
        blank = is_nothing(text) and not (role == Role.LANGUAGES and is_language(text))
        return "" if blank else text

    described = _described(start, said)
    named = [(cells[c], platform) for c, platform in layout.accounts if c < len(cells) and not names_nothing(cells[c])]
    hint, handle = said(Role.PLATFORM), said(Role.HANDLE)
    if not named and hint and handle:
        named = [(handle, "")]
    if not named:
        yield replace(described, refused=refusal(Row.NO_ADDRESS))
    for text, platform in named:
        for piece in _pieces(text):
            yield _read(replace(described, value=piece[:SHOWN]), piece, platform or hint, handle)


def _described(start: Entry, said) -> Entry:
    title, title_en = clean(said(Role.TITLE)), clean(said(Role.TITLE_EN))
    codes, strange = codes_of(said(Role.LANGUAGES))
    notes = [note(Note.LANGUAGE_UNKNOWN, said=", ".join(strange)[:SHOWN])] if strange else []
    if max(len(title), len(title_en)) > TITLE:
        notes.append(note(Note.TITLE_CUT, limit=TITLE))
    return replace(
        start,
        title=title[:TITLE].strip(),
        title_en=title_en[:TITLE].strip(),
        languages=codes,
        unit=fold_space(said(Role.UNIT)),
        notes=tuple(notes),
    )


def _pieces(text: str) -> list[str]:
    """The addresses of a cell: one, unless it lists several."""
    read = canonicalise(text)
    several = isinstance(read, Refusal) and read.reason == Reason.SEVERAL
    return addresses(text) if several else [text]


def _read(entry: Entry, text: str, hint: str, handle: str) -> Entry:
    """The entry with its account. What the address says goes before what a column says, and the difference is noted."""
    platform = platform_named(hint)
    read = canonicalise(text)
    if isinstance(read, Refusal):
        read = _helped(read, text, platform, handle)
    if isinstance(read, Refusal):
        unknown = hint and not platform and read.reason == Reason.NO_PLATFORM
        read = Refusal(Reason.UNKNOWN_PLATFORM) if unknown else read
        return replace(entry, refused=Said(read.reason, read.sentence))
    notes = list(entry.notes)
    if platform and platform != read.platform:
        name = CATALOG[read.platform].name
        notes.append(note(Note.PLATFORM_DIFFERS, said=clean(hint)[:SHOWN], platform=name))
    if handle and text != handle and _contradicts(handle, read):
        notes.append(note(Note.HANDLE_DIFFERS, said=clean(handle)[:SHOWN], handle=read.handle))
    return replace(entry, reading=read, notes=tuple(notes))


def _helped(refused: Refusal, text: str, platform: str | None, handle: str) -> Reading | Refusal:
    """What the platform's and the handle's columns make of an address that does not say enough."""
    tries = [text] + ([handle] if handle and refused.reason == Reason.NO_HANDLE else [])
    reads = [canonicalise(one, platform) for one in tries] if platform else []
    return next((read for read in reads if isinstance(read, Reading)), refused)


def _contradicts(handle: str, read: Reading) -> bool:
    named = canonicalise(handle, read.platform)
    return isinstance(named, Reading) and named.key != read.key and named.key not in read.possibly_same
