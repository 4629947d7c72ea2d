"""How well an existing account would serve instead of a new page. Pure: values in, a score and its reasons out."""

from collections.abc import Collection
from dataclasses import dataclass

# What counts, and how much: the same public first, since an account followed by it reaches it already.
AUDIENCE, PLATFORM, LANGUAGE, NEAR = 4, 3, 1, 2


@dataclass(frozen=True)
class Wanted:
    """What is asked for: a platform's number, publics, languages, and the way up from the unit (numbers, own first)."""

    platform: int
    audiences: frozenset[str]
    languages: frozenset[str]
    way_up: tuple[int, ...]


@dataclass(frozen=True)
class Offered:
    """An account in the same terms; ``unit`` is the number of the unit that has it."""

    platform: int
    audiences: frozenset[str]
    languages: frozenset[str]
    unit: int


def score(wanted: Wanted, offered: Offered) -> int:
    """The higher the better; 0 for an account that shares no public, which cannot serve whatever else it shares."""
    shared = len(wanted.audiences & offered.audiences)
    if not shared:
        return 0
    return (
        AUDIENCE * shared
        + PLATFORM * (wanted.platform == offered.platform)
        + LANGUAGE * bool(wanted.languages & offered.languages)
        + NEAR * (offered.unit in wanted.way_up[:2])
    )


def best(wanted: Wanted, found: Collection[tuple[int, Offered]], most: int) -> list[int]:
    """The numbers of the accounts that could serve, the best first, at most ``most``."""
    scored = [(score(wanted, offered), number) for number, offered in found]
    return [number for points, number in sorted(scored, key=lambda pair: (-pair[0], pair[1])) if points][:most]
