"""The path of a unit in its tree, as text: "/1/5/12/" is unit 12 under 5 under institution 1. Pure."""

from collections.abc import Mapping


def path_of(parent_path: str, number: int) -> str:
    """The path of unit ``number`` under a parent's path ("" for an institution)."""
    return f"{parent_path or '/'}{number}/"


def numbers(path: str) -> list[int]:
    """The units on the way from the institution down to the unit itself."""
    return [int(part) for part in path.strip("/").split("/") if part]


def institution_of(path: str) -> int:
    """The number of the institution that a path starts from."""
    return numbers(path)[0]


def nearest_first(path: str) -> list[int]:
    """The unit itself, then its parent, up to the institution."""
    return numbers(path)[::-1]


def covers(upper_path: str, path: str) -> bool:
    """Whether the unit at ``upper_path`` is the one at ``path`` or above it."""
    return path.startswith(upper_path)


def reading_order(units: Mapping[int, tuple[str, str]]) -> list[int]:
    """The given units (number → path and sort key), each after the unit above it, sisters by their sort keys.

    A unit whose upper units are not among the given ones stands as a root.
    """
    keys = {number: sort_key for number, (_path, sort_key) in units.items()}
    return sorted(units, key=lambda n: [(keys[upper], upper) for upper in numbers(units[n][0]) if upper in keys])


def slug_to_be_assigned(institution_slug: str) -> str:
    """The slug of an institution's unit *to be assigned*, whether it exists yet or not."""
    return f"{institution_slug[:60]}-to-be-assigned"
