"""What changed in a request between two of its versions. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

EMPTY = ("", [], None)


@dataclass(frozen=True)
class Change:
    """A field of the request whose value is no longer what it was."""

    field: str
    before: object
    after: object


def changes(before: Mapping[str, object], after: Mapping[str, object], fields: Iterable[str]) -> list[Change]:
    """The fields whose values differ, in the order given; a field that one side does not know counts as empty there."""
    found = [Change(name, before.get(name), after.get(name)) for name in fields]
    return [
        change
        for change in found
        if change.before != change.after and not (_says_nothing(change.before) and _says_nothing(change.after))
    ]


def _says_nothing(value: object) -> bool:
    """Whether nobody has answered, or ticked the box."""
    return value is False or value in EMPTY


def as_of(contents: Iterable[tuple[int, Mapping[str, object]]], version: int) -> Mapping[str, object]:
    """What the request said at ``version``, from its (version, content) pairs in any order; {} before the first."""
    said = [pair for pair in contents if pair[0] <= version]
    return max(said, key=lambda pair: pair[0])[1] if said else {}


def handed_in(contents: Iterable[tuple[int, int, Mapping[str, object]]], number: int) -> Mapping[str, object]:
    """What submission ``number`` said, from the request's (round, version, content) triples: the last one written for it.

    A request that is handed in again as it was has nothing of its own in that round: it says what it said before.
    """
    said = [triple for triple in contents if triple[0] <= number]
    return max(said, key=lambda triple: triple[:2])[2] if said else {}
