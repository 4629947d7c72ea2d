"""The written policy of requests (docs/requests-policy.md), read as a reader does: its tables, row by row."""

import re
from dataclasses import dataclass

from registry.organisation.models import Role
from tests.tree import ROOT

PAGE = ROOT / "docs" / "requests-policy.md"
NAMED = re.compile(r"`(\w+)`")
# What the page calls people → the roles that they hold on the request's unit or above it.
GROUPS: dict[str, set[str]] = {
    "the unit's people": {Role.MEMBER, Role.STEWARD, Role.HEAD},
    "the unit's head": {Role.HEAD},
    "managers": {Role.MANAGER},
    "the leadership": {Role.LEADERSHIP},
    "nobody": set(),
}
SAID = {"yes": True, "no": False, "–": False}


@dataclass(frozen=True)
class Line:
    """One row for one place: a state, and what else holds there ("" for the state alone)."""

    state: str
    given: str
    moves: frozenset[str]
    roles: frozenset[str]
    by_author: bool
    fresh: bool
    stand_in: bool


def _lines(row: str) -> list[Line]:
    where, what, whom, fresh, stand_in = (cell.strip() for cell in row.strip("|").split("|"))
    given = where.rpartition("`")[2].lstrip(", ")
    rest = {
        "moves": frozenset(NAMED.findall(what)),
        "roles": frozenset(GROUPS[whom]),
        "by_author": whom == "the unit's people",
        "fresh": SAID[fresh],
        "stand_in": SAID[stand_in],
    }
    return [Line(state, given, **rest) for state in NAMED.findall(where)]


def lines() -> list[Line]:
    """Every row of the page's tables, once per state that it names."""
    rows = [row for row in PAGE.read_text().splitlines() if row.startswith("| `")]
    return [line for row in rows for line in _lines(row)]


POLICY = lines()
PLACES = list(dict.fromkeys((line.state, line.given) for line in POLICY))


@dataclass(frozen=True)
class Asker:
    """Somebody who tries every move: a role, whose name they answer in, and what they have to do with the request."""

    person: str
    role: str
    absent: str = ""
    own: str = ""
    absent_wrote: bool = False

    @property
    def eyes_are_fresh(self) -> bool:
        """By the policy's words, for both pairs of eyes."""
        return not self.own and not self.absent_wrote


def written(state: str, given: str, asker: Asker) -> set[str]:
    """The moves that the page allows."""
    allowed = set()
    for line in POLICY:
        if (line.state, line.given) != (state, given) or (line.fresh and not asker.eyes_are_fresh):
            continue
        in_own_name = not asker.absent and asker.role in line.roles
        in_absence = asker.absent and line.stand_in and asker.role in line.roles
        if in_own_name or in_absence or (line.by_author and asker.own == "author"):
            allowed |= line.moves
    return allowed
