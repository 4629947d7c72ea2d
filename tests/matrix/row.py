"""A row of the matrix, and the people of its columns by what they have in common."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.scene import VISITOR, Scene

POLY = frozenset({"author", "colleague", "head", "steward", "manager", "manager2", "adviser"}) | frozenset(
    {"leader", "leader2", "auditor", "admin", "neighbour"}
)
ABROAD = frozenset({"stranger", "other_head", "other_manager", "other_leader", "other_admin"})
SIGNED_IN = POLY | ABROAD | {"nobody"}
EVERYONE = SIGNED_IN | {VISITOR}

HYDRO = frozenset({"author", "colleague", "head", "steward"})
MANAGERS = frozenset({"manager", "manager2"})
LEADERS = frozenset({"leader", "leader2"})
ONLOOKERS = frozenset({"adviser", "auditor"})
READERS = HYDRO | MANAGERS | LEADERS | ONLOOKERS
EXIT_READERS = MANAGERS | LEADERS | ONLOOKERS
ADMINS = frozenset({"admin", "other_admin"})


@dataclass(frozen=True)
class Row:
    """One address with one thing, and the answers. ``args`` and ``data`` are worked out on the scene."""

    name: str
    what: str = ""
    args: Callable[[Scene], dict] = lambda scene: {}
    method: str = "GET"
    data: Callable[[Scene], dict] = lambda scene: {}
    answers: dict[int, frozenset[str] | set[str]] = field(default_factory=dict)
    otherwise: int = 404
    visitor: int = 302
    as_json: bool = False

    @property
    def id(self) -> str:
        """How the row is called in a report."""
        return " ".join(part for part in (self.method, self.name, self.what) if part)

    def expected(self) -> dict[str, int]:
        """The answer to every person."""
        said = {person: status for status, people in self.answers.items() for person in people}
        return {person: said.get(person, self.otherwise) for person in SIGNED_IN} | {
            VISITOR: said.get(VISITOR, self.visitor)
        }


def public(name: str, what: str = "", **row: object) -> Row:
    """An address that anyone may read."""
    return Row(name, what, answers={200: EVERYONE}, **row)


def reserved(name: str, allowed: frozenset[str] | set[str], *, otherwise: int = 403, **row: object) -> Row:
    """An address for some; the others are told so, or find nothing."""
    return Row(name, answers={200: allowed}, otherwise=otherwise, **row)
