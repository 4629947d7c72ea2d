"""What of a name is indexed so that names one slip apart are found by equality: its traces. Pure.

Two bare skeletons that are equal, or one slip apart (a letter more, less or other, two neighbours swapped), have a trace in
common: the skeleton itself, or one that lacks a letter. The reverse does not hold: what shares a trace is to be compared.
"""

from zlib import crc32

from registry.platforms.lookalike import bare_skeleton, slips

# A slip in a shorter name makes another name rather than a look-alike.
SHORTEST_FOR_A_SLIP = 5


def name_of(handle: str) -> str:
    """The handle without its server, where it has one ("biblio@social.example.org" → "biblio")."""
    return handle.partition("@")[0] or handle


def traces(handle: str) -> list[int]:
    """The traces of a handle, sorted, as 32-bit signed numbers; none for a name that has no letter or digit."""
    bare = bare_skeleton(name_of(handle))
    if not bare:
        return []
    names = slips(bare) if len(bare) >= SHORTEST_FOR_A_SLIP else {bare}
    return sorted({crc32(name.encode("utf-8", "surrogatepass")) - 2**31 for name in names})
