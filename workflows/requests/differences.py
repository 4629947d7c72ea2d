"""What changed in a request between two of its versions. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """A field of the request whose value is no longer what it was."""

    field: str
    before: object
    after: object


def changes(before: Mapping[str, object], after: Mapping[str, object], fields: Iterable[str]) -> list[Change]:
    """The fields whose values differ, in the order given; a field that one side does not know counts as empty there."""
    empty = ("", [], None)
    found = [Change(name, before.get(name), after.get(name)) for name in fields]
    return [
        change
        for change in found
        if change.before != change.after and not (change.before in empty and change.after in empty)
    ]


def as_of(contents: Iterable[tuple[int, Mapping[str, object]]], version: int) -> Mapping[str, object]:
    """What the request said at ``version``, from its (version, content) pairs in any order; {} before the first."""
    said = [pair for pair in contents if pair[0] <= version]
    return max(said, key=lambda pair: pair[0])[1] if said else {}
