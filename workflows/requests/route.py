"""By which way a request goes, and who endorses it. Pure: people and units are numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from registry.language import Pair
from workflows.requests.kinds import NATURES
from workflows.requests.states import Kind, Stage

# Where the institution has not made up its mind about a platform, its leadership has a say on each new page there.
UNSETTLED = frozenset({"evaluating", "silent"})
# Why a step is on the way, by the code kept in `Step.because`.
REASONS: dict[str, Pair] = {
    "head": Pair(
        "La direction de l’unité soutient la demande, ou la renvoie",
        "The head of the unit supports the request, or sends it back",
    ),
    "no_head": Pair(
        "Aucune direction d’unité n’est disponible : une seconde personne de la gestion avalise",
        "No head of the unit is available: a second manager endorses",
    ),
    "students": Pair(
        "La page s’occupe d’étudiants ou de mineurs : la protection des données est consultée",
        "The page deals with students or minors: data protection is consulted",
    ),
    "manager": Pair("La gestion de communauté décide", "The community manager decides"),
    "exception": Pair(
        "L’institution n’ouvre pas de page sur cette plateforme : sa direction tranche l’exception",
        "The institution opens no page on this platform: its leadership settles the exception",
    ),
    "unsettled": Pair(
        "La présence sur cette plateforme est en discussion : la direction de l’institution se prononce",
        "Being on this platform is under discussion: the institution’s leadership has its say",
    ),
}


@dataclass(frozen=True)
class Facts:
    """What the way depends on; ``position`` is the institution's stance on the platform, "" when it has none."""

    kind: str
    with_students: bool = False
    position: str = ""
    has_head: bool = True


@dataclass(frozen=True)
class Planned:
    """One stop of the way, and why it is there (a key of `REASONS`)."""

    stage: str
    because: str


def route(facts: Facts) -> tuple[Planned, ...]:
    """The stops in their order: endorsement, advice where students are concerned, decision, leadership where it matters."""
    stops = [Planned(Stage.ENDORSEMENT, "head" if facts.has_head else "no_head")]
    if facts.with_students:
        stops.append(Planned(Stage.ADVICE, "students"))
    stops.append(Planned(Stage.DECISION, "manager"))
    if facts.kind == Kind.EXCEPTION:
        stops.append(Planned(Stage.LEADERSHIP, "exception"))
    elif NATURES[facts.kind].opens and facts.position in UNSETTLED:
        stops.append(Planned(Stage.LEADERSHIP, "unsettled"))
    return tuple(stops)


def endorsing_unit(way_up: list[int], heads: Mapping[int, set[int]], authors: set[int]) -> int | None:
    """The nearest unit, from the request's own upwards, that has a head who is not among the authors.

    None: no such head up to the institution, so a second manager endorses instead (product rule: a head's own request
    goes to the parent unit's head or, where there is none, to a second manager).
    """
    return next((unit for unit in way_up if heads.get(unit, set()) - authors), None)
