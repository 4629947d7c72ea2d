"""Hosts that pass for one of the catalogue's. Asked before an unlisted host is read as a server of the fediverse."""

import unicodedata

from registry.platforms.catalog.elsewhere import IMITATED, OWNED
from registry.platforms.hosts import ALWAYS, EXACT, INSTANCES, PARENTS, UNDER
from registry.platforms.lookalike import one_slip, skeleton, slips
from registry.platforms.reading import readable_host

# Scripts with letters that a screen shows as Latin ones.
DOUBLES = {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "GEORGIAN", "MATHEMATICAL"}
_KNOWN = (*EXACT, *UNDER, *INSTANCES)
# Without the prefixes that each host has: "my.mail.ru" is no slip from "m.mail.ru".
_BARE = {host for host in _KNOWN if not host.startswith(ALWAYS[1:])}
SKELETONS = {skeleton(host) for host in _KNOWN}
# A slip in a shorter name makes another name ("mas.to" and "mast.to" are two honest servers).
SHORTEST_FOR_A_SLIP = 6
# Second levels that stand where a name usually does: "github.co.uk".
SECOND_LEVELS = ("co", "com", "org", "net", "ac", "gov", "edu")


def _split(host: str) -> tuple[str, str]:
    name, _, end = skeleton(host).rpartition(".")
    return name, end


def _slipped() -> dict[tuple[str, str], set[str]]:
    """One letter taken from the name of a known host, with its ending → the names that it was taken from."""
    table: dict[tuple[str, str], set[str]] = {}
    for name, end in {_split(host) for host in _BARE}:
        for slip in slips(name) if len(name) >= SHORTEST_FOR_A_SLIP else ():
            table.setdefault((slip, end), set()).add(name)
    return table


SLIPPED = _slipped()


def _disguised(label: str) -> bool:
    """Whether a label mixes Latin letters with a script made of their doubles, or spells a Latin word in that script."""
    if label.isascii():
        return False
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in label if letter.isalpha()}
    return bool(scripts & DOUBLES) and ("LATIN" in scripts or skeleton(label).isascii())


def _slips_from_known(host: str) -> bool:
    """Whether one slip in its name, with the same ending, makes it a host of the catalogue: "mastodom.social"."""
    name, end = _split(host)
    near = (other for slip in slips(name) for other in SLIPPED.get((slip, end), ()))
    return any(one_slip(name, other) for other in near)


def imitates(host: str) -> bool:
    """Whether an ASCII host that no entry names passes for one of them.

    It does when it has the skeleton of a known host, disguises its letters, holds a known host or a great name, bears a
    platform's name under another ending, or is one slip away.
    """
    readable = readable_host(host).removeprefix("www.")
    if skeleton(readable) in SKELETONS or any(_disguised(label) for label in readable.split(".")):
        return True
    # "facebook.com.evil.example", "facebook.com-login.example": a known host with something after it.
    labels = host.replace("-", ".").split(".")
    inner = (".".join(labels[start:end]) for start in range(len(labels) - 2) for end in range(start + 2, len(labels)))
    if any(part in PARENTS for part in inner):
        return True
    above = skeleton(readable).split(".")[:-1]
    while len(above) > 1 and above[-1] in SECOND_LEVELS:
        above.pop()
    if above[-1] in OWNED or _slips_from_known(readable):
        return True
    parts = {part for label in skeleton(readable).split(".")[:-1] for part in (label, *label.split("-"))}
    return any(brand in part or one_slip(part, brand) for part in parts if len(part) > 4 for brand in IMITATED)
