"""A move table: from which states a move starts, where it leads, and what its maker must be allowed. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass

from registry.language import Pair


class Refused(Exception):
    """An action that cannot be done now; `sentence` tells the person why, in both languages."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(en)
        self.sentence = Pair(fr, en)


@dataclass(frozen=True)
class Move:
    """A named way from some states to one; ``needs`` is the ability that its maker must hold on the subject's unit."""

    name: str
    sources: frozenset[str]
    target: str
    needs: str


def move(name: str, sources: Iterable[str], target: str, *, needs: str) -> Move:
    """One row of a `Machine`."""
    return Move(name, frozenset(sources), target, needs)


class Machine:
    """The moves of one kind of subject, by name."""

    def __init__(self, moves: Iterable[Move]) -> None:
        self.moves = {row.name: row for row in moves}

    def step(self, name: str, state: str) -> Move:
        """The move ``name`` from ``state``; raises `Refused` when the table does not have it."""
        found = self.moves[name]
        if state not in found.sources:
            raise Refused(
                "Cela n’est plus possible : le dossier n’en est pas (ou plus) à cette étape.",
                "This is not possible now: the file is not (or no longer) at that step.",
            )
        return found

    def open_from(self, state: str) -> list[Move]:
        """The moves that start from ``state``, in the table's order: what a page may offer."""
        return [row for row in self.moves.values() if state in row.sources]
