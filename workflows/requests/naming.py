"""How an institution's account should be called: advice on a wished name, which forbids nothing. Pure.

The rules are those of published naming guides: the institution's name in it, nobody's own name, nothing that ages, no
claim that only the register can make, and one form that every platform accepts.
"""

import re
from dataclasses import dataclass

from registry.folding import fold
from registry.language import Pair
from registry.platforms.likeness import name_of

YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")
CLAIMS = ("officiel", "official", "oficial", "offiziell", "ufficiale", "verified", "verifie")
# X gives fifteen characters, LinkedIn and YouTube no underscore, X no stop.
EVERYWHERE = 15
PLAIN = re.compile(r"[A-Za-z0-9]+")
WORD = re.compile(r"[a-z]+")
# Shorter, a word of somebody's name is found in too many other words.
SHORTEST_NAME = 4
SHORTEST_INSIDE = 6


@dataclass(frozen=True)
class Around:
    """What a name is read against.

    ``institution``: how the institution is called in names, the best known first; ``people``: full names of those who
    will hold the account; ``unit``: the unit's own name; ``elsewhere``: (platform, handle) of the unit's other accounts.
    """

    institution: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    unit: str = ""
    elsewhere: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Advice:
    """One rule of naming and whether the name follows it."""

    kept: bool
    sentence: Pair


def compact(name: str) -> str:
    """Letters and digits alone, without accents: "Génie.Hydro_" → "geniehydro"."""
    return "".join(char for char in fold(name) if char.isalnum())


def advice(handle: str, around: Around) -> list[Advice]:
    """What can be said of a handle, in the order of importance; the server of a federated one is left out."""
    name = name_of(handle.removeprefix("@"))
    said = [
        _institution(compact(name), around.institution),
        _people(name, around),
        _claim(compact(name)),
        _year(name),
        _same_elsewhere(compact(name), around.elsewhere),
        _everywhere(name),
    ]
    return [one for one in said if one]


def _institution(name: str, known_as: tuple[str, ...]) -> Advice | None:
    if not known_as:
        return None
    kept = any(compact(short) in name for short in known_as)
    if kept:
        return Advice(True, Pair("Le nom contient celui de l’institution", "The institution’s name is in it"))
    sentence = Pair(
        "Le nom ne contient pas celui de l’institution, par exemple « {short} » : on ne saura pas d’où il parle",
        "The institution’s name, “{short}” say, is not in it: nobody will know where it speaks from",
    )
    return Advice(False, sentence.format(short=known_as[0]))


def _people(name: str, around: Around) -> Advice:
    whole, pieces = compact(name), set(WORD.findall(fold(name)))
    unit = set(WORD.findall(fold(around.unit)))
    for full_name in around.people:
        for word in WORD.findall(fold(full_name)):
            inside = len(word) >= SHORTEST_INSIDE and word in whole
            if word not in unit and len(word) >= SHORTEST_NAME and (inside or word in pieces):
                sentence = Pair(
                    "Le nom est celui d’une personne ({person}) : le compte lui survivra",
                    "It is a person’s name ({person}): the account will outlive their time here",
                )
                return Advice(False, sentence.format(person=full_name))
    return Advice(True, Pair("Le nom n’est celui de personne", "It is nobody’s own name"))


def _claim(name: str) -> Advice:
    said = next((word for word in CLAIMS if word in name), "")
    if not said:
        return Advice(True, Pair("Le nom ne se dit pas « officiel »", "It does not call itself “official”"))
    sentence = Pair(
        "« {said} » dans un nom ne prouve rien, et les imposteurs s’en servent : c’est le registre qui le dit",
        "“{said}” in a name proves nothing, and impostors use it: the register is what says so",
    )
    return Advice(False, sentence.format(said=said))


def _year(name: str) -> Advice:
    year = YEAR.search(name)
    if not year:
        return Advice(True, Pair("Le nom ne vieillira pas", "It will not age"))
    sentence = Pair("Avec {year}, le nom sera vite passé", "With {year} in it, the name will soon be out of date")
    return Advice(False, sentence.format(year=year[0]))


def _same_elsewhere(name: str, elsewhere: tuple[tuple[str, str], ...]) -> Advice | None:
    if not elsewhere:
        return None
    if any(compact(name_of(handle)) == name for _platform, handle in elsewhere):
        return Advice(True, Pair("L’unité porte déjà ce nom ailleurs", "The unit already has this name elsewhere"))
    platform, handle = elsewhere[0]
    sentence = Pair(
        "L’unité s’appelle « {handle} » sur {platform} : une seule forme partout se retrouve mieux",
        "The unit is called “{handle}” on {platform}: one form everywhere is easier to find",
    )
    return Advice(False, sentence.format(handle=handle, platform=platform))


def _everywhere(name: str) -> Advice:
    if PLAIN.fullmatch(name) and len(name) <= EVERYWHERE:
        return Advice(True, Pair("Toutes les plateformes acceptent cette forme", "Every platform accepts this form"))
    sentence = Pair(
        "Toutes les plateformes n’acceptent pas cette forme : {most} lettres et chiffres au plus, sans point ni tiret, "
        "tiennent partout",
        "Not every platform accepts this form: at most {most} letters and digits, no stop nor dash, fit everywhere",
    )
    return Advice(False, sentence.format(most=EVERYWHERE))
