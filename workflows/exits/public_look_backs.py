"""A closed look back as the public may read it: the figures of its page, and of accounts none by its name."""

from registry.language import Pair, pair_of
from workflows.exits.models import LookBack
from workflows.exits.public_words import pair, time, word
from workflows.exits.states import Outcome


def look_back(row: LookBack) -> dict[str, object]:
    """What followed, the lessons, and the figures that were kept; null for the figures of a row that kept none."""
    return {
        "outcome": word(Outcome(row.outcome)),
        "due_on": row.due_on.isoformat(),
        "closed_at": time(row.closed_at),
        "lessons": pair(pair_of(row, "lessons")),
        "figures": _figures(row.facts) if "whole" in row.facts else None,
    }


def _figures(facts: dict) -> dict[str, object]:
    expected = facts["expected"]
    return {
        "as_of": facts["as_of"],
        "effective": facts["effective_on"],
        "expected": expected["expected"],
        "observed": expected["observed"],
        "difference": expected["gap"],
        "channels_whole": _compared(facts["whole"]),
        "channels": [
            {"label": pair(Pair(row["fr"], row["en"])), "address": row["address"]} | _compared(row["whole"])
            for row in facts["channels"]
        ],
        "covered": _compared(facts["left"]),
    }


def _compared(said: dict) -> dict[str, object]:
    return {"before": _side(said["before"]), "since": _side(said["after"]), "change": said["change"]}


def _side(said: dict) -> dict[str, object]:
    """A sum with how many accounts it rests on; null where none is measured, which is not zero."""
    known = {name: said[name] for name in ("accounts", "counted", "first", "last")}
    return known | {"followers": said["followers"] if said["counted"] else None}
