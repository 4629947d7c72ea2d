"""The headers of a file of figures: which column holds the day, the figure, what is counted, and where it was read. Pure."""

from enum import StrEnum

from registry.followers.states import Metric
from registry.transfer.columns import header_key


class Part(StrEnum):
    """What a column of figures is for, beside the columns that name the account (`registry.transfer.columns.Role`)."""

    DAY = "day"
    VALUE = "value"
    METRIC = "metric"
    EXACT = "exact"
    ROUNDED = "rounded"
    SOURCE = "source"


def _named(text: str) -> frozenset[str]:
    return frozenset(header_key(name) for name in text.split(","))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NAMES: dict[Part, frozenset[str]] = {
    Part.DAY: _named(
        "date,jour,day,date du relevé,jour du relevé,relevé le,date relevé,date de relevé,date de mesure,mesuré le,"
        "date of count,count date,counted on,date sampled,sampled,sample date,sampled on,date collected,collected on,"
        "date measured,measured on,as of,as of date,en date du,snapshot,snapshot date,timestamp,date time,datetime,"
        "date et heure,observed on,observation date,date d’observation,retrieved,retrieved on,date retrieved,week,semaine,"
        "report date,reporting date,measured at,counted at,sampled at,collected at,fetched at,fetched on,observed at"
    ),
    Part.METRIC: _named(
        "metric,métrique,mesure,ce qui est compté,what is counted,type de chiffre,indicateur,indicator"
    ),
    Part.EXACT: _named("exact,exacte,chiffre exact,is exact,exact figure"),
    Part.ROUNDED: _named("arrondi,arrondie,rounded,is rounded,chiffre arrondi"),
    Part.SOURCE: _named(
        "source,sources,lu sur,read at,origine,source du chiffre,source url,source address,adresse source"
    ),
}
PARTS: dict[str, Part] = {name: part for part, names in NAMES.items() for name in names}

WORDS: dict[str, str] = {
    **dict.fromkeys(("followers", "follower", "abonnes", "abonne", "abonnees", "suiveurs"), Metric.FOLLOWERS.value),
    **dict.fromkeys(("subscribers", "subscriber"), Metric.SUBSCRIBERS.value),
    **dict.fromkeys(("members", "membres", "member", "membre"), Metric.MEMBERS.value),
    **dict.fromkeys(("likes", "like", "aime"), Metric.LIKES.value),
}
COUNTING = _words(
    "nombre nb nbr number count counts valeur value values chiffre chiffres total audience fans visits downloads"
)
BETWEEN = _words("of de d des du la le les l j mentions mention chaine channel page pages s no n sur on lu read")
SAID: dict[str, str] = {header_key("Abonnés de la chaîne"): Metric.SUBSCRIBERS.value}
SAID |= {metric.value: metric.value for metric in Metric}
YES = _words("oui yes vrai true 1 x exact exacte o y")
NO = _words("non no faux false 0 arrondi arrondie rounded n approx")


def part_of(header: str) -> Part | None:
    """What a column is for by its header, or None for one that this table does not know."""
    key = header_key(header)
    if key in PARTS:
        return PARTS[key]
    words = key.split()
    counts = [word for word in words if word in WORDS or word in COUNTING]
    return Part.VALUE if counts and all(word in WORDS or word in COUNTING | BETWEEN for word in words) else None


def metric_of(text: str) -> str:
    """The metric (`states.Metric`) that a header or a cell names, "" when it names none or several."""
    key = header_key(text)
    if key in SAID:
        return SAID[key]
    found = {WORDS[word] for word in key.split() if word in WORDS}
    return found.pop() if len(found) == 1 else ""


def exact_said(text: str, part: Part) -> bool | None:
    """Whether a cell under *exact* or *rounded* says that the figure is exact; None for a word that says neither."""
    word = header_key(text)
    if word not in YES | NO:
        return None
    if word in {"arrondi", "arrondie", "rounded"}:
        return False
    return (word in YES) == (part == Part.EXACT)
