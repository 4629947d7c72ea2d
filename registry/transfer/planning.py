"""Entries and the register as it is → the plan: what an import would do with each row, and nothing done yet. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from registry.language import Pair
from registry.transfer.entries import Entry, Said, note, refusal
from registry.transfer.words import Note, Row

Key = tuple[str, str]


class Outcome(StrEnum):
    """What becomes of a row; every row has exactly one."""

    CREATE = "create"
    CHANGE = "change"
    SAME = "same"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True)
class Held:
    """An account of the register, as far as an import compares it."""

    number: int
    display: str
    title_fr: str
    title_en: str
    languages: tuple[str, ...]
    unit: int
    official: bool
    impostor: bool
    ended: bool


@dataclass(frozen=True)
class Register:
    """The register as a plan sees it.

    `units`: exact name or slug → numbers of the units called so; `names`: number → name. `chosen`: the unit that every row
    goes to, whatever it says. `waiting`: the unit *to be assigned*, None while it does not exist. `allowed`: the units
    where the person may manage accounts (None: nobody was named, nothing is applied); `may_wait`: whether the person may
    leave accounts to be assigned.
    """

    accounts: dict[Key, Held] = field(default_factory=dict)
    units: dict[str, tuple[int, ...]] = field(default_factory=dict)
    names: dict[int, Pair] = field(default_factory=dict)
    chosen: int | None = None
    waiting: int | None = None
    allowed: frozenset[int] | None = None
    may_wait: bool = True


@dataclass(frozen=True)
class Line:
    """A row of the plan. `unit` None is the unit to be assigned; `changes` has column → (before, after)."""

    entry: Entry
    outcome: Outcome
    refused: Said | None = None
    unit: int | None = None
    number: int | None = None
    changes: dict[str, tuple[object, object]] = field(default_factory=dict)
    first: int | None = None
    notes: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The lines in the file's order."""

    lines: tuple[Line, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows, and how many of each outcome; the five add up to ``rows``."""
        found = Counter(line.outcome for line in self.lines)
        return {"rows": len(self.lines)} | {outcome.value: found[outcome] for outcome in Outcome}

    def only(self, *outcomes: Outcome) -> list[Line]:
        """The lines of these outcomes."""
        return [line for line in self.lines if line.outcome in outcomes]


TO_BE_ASSIGNED = Pair("À attribuer", "To be assigned")
COLUMN_NAMES = {
    "title_fr": Pair("nom", "name"),
    "title_en": Pair("nom anglais", "English name"),
    "languages": Pair("langues", "languages"),
    "unit": Pair("unité", "unit"),
}


def plan(entries: Iterable[Entry], register: Register) -> Plan:
    """What to do with each entry; rows of the same account are merged into the first of them."""
    entries = list(entries)
    groups: dict[Key, list[Entry]] = {}
    for entry in entries:
        if entry.reading:
            groups.setdefault(entry.key, []).append(entry)
    lines = []
    for entry in entries:
        group = groups.get(entry.key) if entry.reading else None
        if not group:
            lines.append(Line(entry, Outcome.REFUSED, entry.refused, notes=entry.notes))
        elif group[0] is not entry:
            lines.append(Line(entry, Outcome.DUPLICATE, first=group[0].line, notes=entry.notes))
        else:
            merged = _merged(group)
            lines.append(_decided(merged, register, _possibly_same(merged, groups, register)))
    return Plan(tuple(lines))


def _merged(group: list[Entry]) -> Entry:
    """The first row, completed by what only later ones say; an account listed once per language speaks them all."""
    first = group[0]
    spoken = dict.fromkeys(code for entry in group for code in entry.languages)
    said = {
        name: next((getattr(e, name) for e in group if getattr(e, name)), "") for name in ("title", "title_en", "unit")
    }
    return replace(first, languages=tuple(spoken), **said)


def _possibly_same(entry: Entry, groups: dict[Key, list[Entry]], register: Register) -> tuple[Said, ...]:
    keys = [(entry.reading.platform, key) for key in entry.reading.possibly_same]
    held = [register.accounts[key].display for key in keys if key in register.accounts]
    listed = [groups[key][0].reading.display for key in keys if key in groups]
    others = ", ".join(dict.fromkeys(held + listed))
    return (note(Note.POSSIBLY_SAME, others=others),) if others else ()


def _decided(entry: Entry, register: Register, notes: tuple[Said, ...]) -> Line:
    unit, unit_notes = _unit_of(entry, register)
    held = register.accounts.get(entry.key)
    line = Line(entry, Outcome.CREATE, unit=unit, notes=entry.notes + notes)
    if held is None:
        line = replace(line, notes=line.notes + unit_notes)
        if not _may_enter(unit, register):
            name = register.names[unit] if unit else TO_BE_ASSIGNED
            return _refused(line, refusal(Row.UNIT_NOT_YOURS, unit=name))
        return line
    return _compared(replace(line, number=held.number), held, register)


def _unit_of(entry: Entry, register: Register) -> tuple[int | None, tuple[Said, ...]]:
    """The unit that a row goes to (None: to be assigned), and what to say when its own word for it did not lead there."""
    if register.chosen:
        return register.chosen, ()
    if not entry.unit:
        return None, ()
    found = register.units.get(entry.unit, ())
    if len(found) == 1:
        return found[0], ()
    return None, (note(Note.UNIT_TWICE if found else Note.UNIT_UNKNOWN, said=entry.unit[:200]),)


def _may_enter(unit: int | None, register: Register) -> bool:
    if register.allowed is None:
        return True
    return register.may_wait if unit is None else unit in register.allowed


def _refused(line: Line, why: Said) -> Line:
    return replace(line, outcome=Outcome.REFUSED, refused=why, changes={})


def _compared(line: Line, held: Held, register: Register) -> Line:
    """The outcome for an account that the register has already."""
    if held.impostor:
        return _refused(line, refusal(Row.IMPOSTOR))
    changes = _differences(line.entry, held)
    if line.unit and line.unit != held.unit:
        if held.unit == register.waiting:
            changes["unit"] = (held.unit, line.unit)
        else:
            kept = note(
                Note.UNIT_KEPT, unit=register.names.get(held.unit, Pair("?", "?")), said=register.names[line.unit]
            )
            line = replace(line, notes=(*line.notes, kept))
    if not changes:
        return replace(line, outcome=Outcome.SAME)
    words = _in_words(changes)
    if held.ended:
        return _refused(line, refusal(Row.ENDED_DIFFERS, differences=words))
    if held.official and any(before for before, _after in changes.values()):
        return _refused(line, refusal(Row.OFFICIAL_DIFFERS, differences=words))
    touched = {held.unit} | ({line.unit} if "unit" in changes else set())
    if register.allowed is not None and not touched <= register.allowed:
        return _refused(line, refusal(Row.ACCOUNT_NOT_YOURS))
    return replace(line, outcome=Outcome.CHANGE, changes=changes)


def _differences(entry: Entry, held: Held) -> dict[str, tuple[object, object]]:
    """What the file says otherwise; what it does not say is no difference."""
    said = {"title_fr": entry.title, "title_en": entry.title_en}
    found = {name: (getattr(held, name), text) for name, text in said.items() if text and text != getattr(held, name)}
    if entry.languages and set(entry.languages) != set(held.languages):
        found["languages"] = (list(held.languages), list(entry.languages))
    return found


def _in_words(changes: dict[str, tuple[object, object]]) -> Pair:
    names = [COLUMN_NAMES[name] for name in changes]
    return Pair(", ".join(name.fr for name in names), ", ".join(name.en for name in names))
