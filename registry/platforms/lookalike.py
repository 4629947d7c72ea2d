"""Names that the eye takes for one another: the skeleton of a handle or host, after UTS 39 and with pairs of our own."""

import unicodedata
from functools import cache

from confusable_homoglyphs.confusables import confusables_data

# Applied after folding. UTS 39 leaves out pairs of small letters that screens do not tell apart; "i" joins the l family
# because capital I does and case is gone by then.
LETTERS = str.maketrans(
    {"i": "l", "1": "l", "|": "l", "!": "l", "0": "o", "5": "s", "$": "s", "ı": "l", "ø": "o", "ß": "b"}
)
PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
SUFFIXES = (
    *("officielle", "officiel", "official", "oficial", "offiziell", "ufficiale"),
    *("verified", "verifie", "support", "aide", "help", "real"),
)
SEPARATORS = "._-"


@cache
def _latin() -> dict[int, str]:
    """Each non-ASCII character that is confusable with an ASCII one or two → these."""
    table = {}
    for char, others in confusables_data.items():
        if len(char) != 1 or char.isascii():
            continue
        likes = [
            other["c"] for other in others if other["c"].isascii() and other["c"].isalnum() and len(other["c"]) < 3
        ]
        if likes:
            table[ord(char)] = min(likes, key=lambda like: (len(like), not like.islower(), like))
    return table


def skeleton(handle: str) -> str:
    """What the eye keeps of a name: two names with one skeleton look alike. Never shown, only compared."""
    if not handle.isascii():
        handle = handle.translate(_latin())
        handle = unicodedata.normalize("NFKD", handle).translate(_latin())
        handle = "".join(c for c in handle if unicodedata.category(c) not in ("Mn", "Me", "Cf", "Cc", "Co", "Cn", "Cs"))
    handle = handle.casefold().translate(LETTERS)
    for pair, one in PAIRS:
        handle = handle.replace(pair, one)
    return handle


def bare_skeleton(handle: str) -> str:
    """The skeleton without the separators and the endings that impostors add ("_officiel", "-support")."""
    name = handle.casefold().strip(SEPARATORS)
    for suffix in SUFFIXES:
        shorter = name.removesuffix(suffix).rstrip(SEPARATORS)
        if shorter != name and len(shorter) > 2:
            name = shorter
            break
    return "".join(c for c in skeleton(name) if c not in SEPARATORS)


def one_slip(name: str, other: str) -> bool:
    """Whether one letter more, less or other, or two neighbours swapped, turns one name into the other."""
    if name == other or abs(len(name) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(name), len(other)) and name[start] == other[start]:
        start += 1
    a, b = name[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def slips(name: str) -> set[str]:
    """The name and each way to write it with one letter less: names one slip apart have one of these in common."""
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}
