"""A plan of figures in words: what its page and the row that stays show. Pure."""

from collections import Counter

from registry.followers.states import Doubt
from registry.transfer.counts.cells import Found, Refused, default
from registry.transfer.counts.planning import Plan


def refusals(lines: list[Refused]) -> list[dict]:
    """The refusals as JSON, in the file's order."""
    ordered = sorted(lines, key=lambda one: (one.sheet, one.line))
    return [
        {
            "sheet": one.sheet,
            "line": one.line,
            "value": one.value,
            "code": str(one.said.code),
            "fr": one.said.sentence.fr,
            "en": one.said.sentence.en,
            "points": one.points,
        }
        for one in ordered
    ]


def groups(plan: Plan) -> list[dict]:
    """The days that are asked about as a whole, in their order: doubt, day, metric, how many, and the year that would fit."""
    whole = Counter(
        (one.cell.run.day, default(one.cell.run.metric), one.suspicion.doubt, one.year, one.snapshot)
        for one in plan.asked
        if one.snapshot
    )
    ordered = sorted(whole.items(), key=lambda pair: (pair[0][0], pair[0][4]))
    return [
        {"day": day, "metric": metric, "doubt": Doubt(doubt), "year": year, "points": points, "snapshot": snapshot}
        for (day, metric, doubt, year, snapshot), points in ordered
    ]


def alone(plan: Plan) -> list[dict]:
    """The figures that are asked about one by one, by account and day, each with the one that it is doubted beside."""
    found = [one for one in plan.asked if not one.snapshot]
    return [
        {
            "title": one.held.title,
            "display": one.held.display,
            "day": one.cell.run.day,
            "value": one.cell.value,
            "label": Doubt(one.suspicion.doubt).label,
            "beside": one.suspicion.beside,
        }
        for one in sorted(found, key=lambda one: (one.held.title, one.held.number, one.cell.run.day))
    ]


def span(plan: Plan) -> dict[str, str]:
    """The first and the last day of what is kept or asked; empty for nothing."""
    days = [cell.run.day for _held, cell in plan.kept] + [one.cell.run.day for one in plan.asked]
    return {"first_day": min(days).isoformat(), "last_day": max(days).isoformat()} if days else {}


def columns(found: list[Found]) -> list[dict]:
    """How each table was read: its layout, how many columns or rows of figures, and the headers left aside."""
    return [
        {
            "name": one.name,
            "kind": one.shape.kind.value,
            "figures": len(one.cells),
            "days": len({cell.run.day for cell in one.cells}),
            "unread": one.shape.unread,
        }
        for one in found
    ]
