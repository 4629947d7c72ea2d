"""A plan in words: one JSON for the terminal, the pages and the row that stays, one CSV for a person to take away. Pure."""

import csv
import io
from collections import Counter

from registry.language import Pair
from registry.platforms.catalog import CATALOG
from registry.transfer.columns import COLUMNS, Role
from registry.transfer.entries import Said
from registry.transfer.layout import Layout
from registry.transfer.planning import COLUMN_NAMES, TO_BE_ASSIGNED, Line, Outcome, Plan
from registry.transfer.safe import safe_cell
from registry.transfer.words import Note

HEADERS: dict[Role, Pair] = {column.role: column.header for column in COLUMNS}
OUTCOMES: dict[str, Pair] = {
    Outcome.CREATE: Pair("à créer", "to create"),
    Outcome.CHANGE: Pair("à changer", "to change"),
    Outcome.SAME: Pair("déjà au registre", "already in the register"),
    Outcome.DUPLICATE: Pair("en double", "duplicate"),
    Outcome.REFUSED: Pair("refusée", "refused"),
}
DONE: dict[str, Pair] = OUTCOMES | {
    Outcome.CREATE: Pair("créé", "created"),
    Outcome.CHANGE: Pair("changé", "changed"),
}
SAME_ACCOUNT = Pair("Même compte que la ligne {line}.", "Same account as line {line}.")
CSV_HEADERS = [
    Pair("Feuille", "Sheet"),
    Pair("Ligne", "Line"),
    Pair("Résultat", "Outcome"),
    Pair("Donnée", "Given"),
    Pair("Compte", "Account"),
    Pair("Nom", "Name"),
    Pair("Code", "Code"),
    Pair("Raison", "Reason"),
    Pair("Remarques", "Notes"),
]


def report_of(plan: Plan, layouts: tuple[tuple[str, Layout], ...], names: dict[int, Pair]) -> dict:
    """The whole plan as JSON: `counts`, `tables` (how their columns were read), `lines` and `unknown_units`."""
    unknown = Counter(line.entry.unit for line in plan.lines for said in line.notes if said.code == Note.UNIT_UNKNOWN)
    return {
        "counts": plan.counts,
        "tables": [_table(name, layout) for name, layout in layouts],
        "lines": [_line(line, names) for line in plan.lines],
        "unknown_units": unknown.most_common(),
    }


def summary(report: dict) -> dict:
    """What `import_accounts --json` prints: the counts, then each refusal, then what was noted."""
    lines = report["lines"]
    return report["counts"] | {
        "refusals": [
            _placed(line) | {"reason": line["code"], "fr": line["why"][0], "en": line["why"][1], "value": line["value"]}
            for line in lines
            if line["outcome"] == Outcome.REFUSED
        ],
        "duplicates": [
            _placed(line) | {"first": line["first"]} for line in lines if line["outcome"] == Outcome.DUPLICATE
        ],
        "notes": [
            _placed(line) | {"note": code, "fr": fr, "en": en}
            for line in lines
            for code, fr, en in line["notes"]
            if code != Note.UNIT_UNKNOWN
        ],
        "unknown_units": dict(report["unknown_units"]),
        "tables": report["tables"],
    }


def as_csv(lines: list[dict], *, done: bool) -> str:
    """The lines as a CSV in the active language, no cell of which a spreadsheet would run; ``done``: it was applied."""
    outcomes = DONE if done else OUTCOMES
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([str(header) for header in CSV_HEADERS])
    for line in lines:
        notes = " ".join(str(Pair(fr, en)) for _code, fr, en in line["notes"])
        cells = [line["sheet"], str(line["line"]), str(outcomes[line["outcome"]]), line["value"], line["display"]]
        cells += [line["title"], line["code"], str(Pair(*line["why"])), notes]
        writer.writerow([safe_cell(cell) for cell in cells])
    return out.getvalue()


def _placed(line: dict) -> dict:
    return {"line": line["line"]} | ({"sheet": line["sheet"]} if line["sheet"] else {})


def _table(name: str, layout: Layout) -> dict:
    read = [(column, HEADERS[Role.ADDRESS]) for column, _platform in layout.accounts]
    read += [(column, HEADERS[role]) for role, column in layout.columns.items()]
    return {
        "name": name,
        "header": bool(layout.header),
        "used": layout.names_accounts,
        "read": [
            {"column": column + 1, "header": _header(layout, column), "fr": role.fr, "en": role.en}
            for column, role in sorted(read, key=lambda pair: pair[0])
        ],
        "unread": layout.unread,
    }


def _header(layout: Layout, column: int) -> str:
    return layout.header[column] if column < len(layout.header) else ""


def _line(line: Line, names: dict[int, Pair]) -> dict:
    entry, reading = line.entry, line.entry.reading
    why = line.refused or _same_account(line)
    goes = line.outcome in (Outcome.CREATE, Outcome.CHANGE)
    unit = names[line.unit] if line.unit else TO_BE_ASSIGNED
    return {
        "sheet": entry.sheet,
        "line": entry.line,
        "outcome": line.outcome.value,
        "value": entry.value,
        "display": reading.display if reading else "",
        "platform": CATALOG[reading.platform].name if reading else "",
        "mark": CATALOG[reading.platform].mark if reading else "",
        "title": entry.title,
        "unit": [unit.fr, unit.en] if goes else None,
        "code": why.code if why else "",
        "why": [why.sentence.fr, why.sentence.en] if why else ["", ""],
        "notes": [[said.code, said.sentence.fr, said.sentence.en] for said in line.notes],
        "first": line.first,
        "changes": [_change(name, *values, names) for name, values in line.changes.items()],
    }


def _same_account(line: Line) -> Said | None:
    return Said("", SAME_ACCOUNT.format(line=line.first)) if line.first else None


def _change(name: str, before: object, after: object, names: dict[int, Pair]) -> dict:
    column = COLUMN_NAMES[name]
    return {"column": [column.fr, column.en], "before": _value(before, names), "after": _value(after, names)}


def _value(value: object, names: dict[int, Pair]) -> str:
    if isinstance(value, int):
        return str(names.get(value, value))
    return ", ".join(value) if isinstance(value, list) else str(value)
