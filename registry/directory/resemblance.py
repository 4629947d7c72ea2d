"""Which names pass for one another at a glance. Pure: bare skeletons (`lookalike.bare_skeleton`) in, yes or no out."""

from registry.platforms.likeness import SHORTEST_FOR_A_SLIP, name_of
from registry.platforms.lookalike import bare_skeleton, one_slip


def alike(handle: str, other: str) -> bool:
    """Whether two handles look alike, case, separators, servers and endings such as "_officiel" aside."""
    a, b = bare_skeleton(name_of(handle)), bare_skeleton(name_of(other))
    if not a or not b:
        return False
    return a == b or (min(len(a), len(b)) >= SHORTEST_FOR_A_SLIP and one_slip(a, b))
