"""Which names pass for one another at a glance. Pure: bare skeletons (`lookalike.bare_skeleton`) in, yes or no out."""

from registry.platforms.likeness import SHORTEST_FOR_A_SLIP, name_of
from registry.platforms.lookalike import bare_skeleton


def one_slip(name: str, other: str) -> bool:
    """Whether one letter more, less or other, or two neighbours swapped, turns one name into the other."""
    if name == other or abs(len(name) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(name), len(other)) and name[start] == other[start]:
        start += 1
    a, b = name[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def alike(handle: str, other: str) -> bool:
    """Whether two handles look alike, case, separators, servers and endings such as "_officiel" aside."""
    a, b = bare_skeleton(name_of(handle)), bare_skeleton(name_of(other))
    if not a or not b:
        return False
    return a == b or (min(len(a), len(b)) >= SHORTEST_FOR_A_SLIP and one_slip(a, b))
