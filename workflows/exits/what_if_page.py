"""A *what if* as it is read: today's answer and a kept one come from the same JSON, in the reader's language."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.accounts.audiences import Audience
from registry.accounts.models import Account
from registry.accounts.queries import language_name
from registry.accounts.status import Status
from registry.followers.states import Metric
from registry.language import Pair
from registry.platforms.catalog import CATALOG
from registry.platforms.positions import Position
from workflows.exits.impact_queries import EMERGENCY_WORDS
from workflows.exits.models import Scenario
from workflows.exits.states import Kind
from workflows.requests.states import Kind as RequestKind

# More rows than these are folded away.
SHOWN = 10

ALONE = {
    "units": (
        gettext_lazy("Unités sans autre canal"),
        gettext_lazy("Unités dont aucun autre compte actif n’est au registre."),
    ),
    "audiences": (
        gettext_lazy("Publics sans autre canal"),
        gettext_lazy("Publics qu’aucun autre compte actif de l’institution ne nomme."),
    ),
    "languages": (
        gettext_lazy("Langues sans autre canal"),
        gettext_lazy("Langues qu’aucun autre compte actif de l’institution ne parle."),
    ),
}


@dataclass(frozen=True)
class Row:
    """A named sum (a dict of `impact.Sum.as_json`); ``here`` is its part of the chosen units."""

    label: str
    sum: dict
    here: dict | None = None


@dataclass(frozen=True)
class Part:
    """What would have no other channel, by one question; ``unsaid`` accounts do not answer it."""

    key: str
    title: str
    note: str
    rows: list[Row]
    unsaid: int

    @property
    def first(self) -> list[Row]:
        """What is shown at once."""
        return self.rows[:SHOWN]

    @property
    def more(self) -> list[Row]:
        """What is folded away."""
        return self.rows[SHOWN:]


@dataclass(frozen=True)
class AccountRow:
    """One account with the figure that was counted; its name is today's."""

    account: Account
    sum: dict
    metric: str


@dataclass(frozen=True)
class Peer:
    """Where another institution stood, since when (where nobody dates it, when it was announced), after whom."""

    name: Pair
    position: str
    as_of: str
    announced_on: str
    source: str
    decision: Pair
    url: str


class Picture:
    """One answer; ``result`` is the JSON of `impact_queries.as_json`."""

    def __init__(self, result: dict) -> None:
        self.result = result
        self.as_of = result["as_of"]
        self.silences = result["silences"]
        self.touched = result["touched"]
        self.emergency = result["emergency"]
        self.ended = result["ended"]
        self.here_whole, self.elsewhere_whole = result["here_whole"], result["elsewhere_whole"]

    @cached_property
    def statuses(self) -> list[Row]:
        """The accounts touched, by what they are today."""
        return [Row(str(Status(key).label), sum_) for key, sum_ in self.result["statuses"].items()]

    @cached_property
    def elsewhere(self) -> list[Row]:
        """The reach that stays, by platform."""
        return [Row(_platform(row["platform"]), row["all"], row["here"]) for row in self.result["elsewhere"]]

    @cached_property
    def alone(self) -> list[Part]:
        """Units, audiences and languages that would have no other channel."""
        rows, unsaid = self.result["alone"], self.result["unsaid"]
        return [
            Part(key, str(title), str(note), [Row(NAMED[key](row), row) for row in rows[key]], unsaid.get(key, 0))
            for key, (title, note) in ALONE.items()
        ]

    @cached_property
    def requests(self) -> list[tuple[str, int]]:
        """The requests under way, by what they ask."""
        return [(str(RequestKind(kind).label), number) for kind, number in self.result["requests"].items()]

    @property
    def requests_whole(self) -> int:
        """How many requests there are in all."""
        return sum(self.result["requests"].values())

    @cached_property
    def peers(self) -> list[Peer]:
        """What the other institutions did, the newest first."""
        return [_peer(row) for row in self.result["peers"]]

    @property
    def emergency_words(self) -> str:
        """By which words an account of emergencies is known."""
        return ", ".join(EMERGENCY_WORDS)


def _platform(slug: str) -> str:
    return CATALOG[slug].name if slug in CATALOG else slug


def _unit(row: dict) -> str:
    return str(Pair(row["fr"], row["en"]))


def _audience(row: dict) -> str:
    return str(Audience(row["key"]).label)


def _language(row: dict) -> str:
    return language_name(row["key"]).capitalize()


NAMED = {"units": _unit, "audiences": _audience, "languages": _language}


def _peer(row: dict) -> Peer:
    return Peer(
        name=Pair(row["fr"], row["en"]),
        position=str(Position(row["position"]).label),
        as_of=row["as_of"],
        # Scenarios that were kept before the announcement was do not have it.
        announced_on=row.get("announced_on", ""),
        source=row["source"],
        decision=Pair(row["decision_label_fr"], row["decision_label_en"]),
        url=row["decision_url"],
    )


def account_rows(rows: Iterable[dict]) -> list[AccountRow]:
    """The accounts of an answer under their names of today, in one query."""
    rows = list(rows)
    named = Account.objects.with_names().in_bulk([row["account"] for row in rows])
    return [
        AccountRow(named[row["account"]], row, str(Metric(row["metric"]).label) if row["metric"] else "")
        for row in rows
    ]


@dataclass(frozen=True)
class Column:
    """One kept scenario among others."""

    scenario: Scenario
    picture: Picture

    @property
    def kind(self) -> str:
        """What would be done."""
        return str(Kind(self.scenario.kind).label)


@dataclass(frozen=True)
class Cell:
    """What one scenario says: a number with a word under it, or a ``sum`` of followers with its days."""

    column: Column
    value: int
    note: str = ""
    sum: dict | None = None


@dataclass(frozen=True)
class Measure:
    """One line of the comparison, a cell per scenario."""

    label: str
    cells: list[Cell]


def compared(scenarios: Iterable[Scenario]) -> tuple[list[Column], list[Measure]]:
    """Scenarios side by side, line by line, each with what its figures leave open."""
    columns = [Column(scenario, Picture(scenario.result)) for scenario in scenarios]

    def numbers(label: str, of: Callable[[Picture], int]) -> Measure:
        return Measure(label, [Cell(column, of(column.picture)) for column in columns])

    def sums(label: str, of: Callable[[Picture], dict]) -> Measure:
        return Measure(
            label, [Cell(column, of(column.picture)["followers"], sum=of(column.picture)) for column in columns]
        )

    def lost(number: int, label: str) -> Measure:
        parts = [(column, column.picture.alone[number]) for column in columns]
        return Measure(label, [Cell(column, len(part.rows), _named(part)) for column, part in parts])

    return columns, [
        numbers(_("Comptes touchés"), lambda picture: picture.touched["accounts"]),
        sums(_("Abonnés, somme"), lambda picture: picture.touched),
        *(lost(number, str(title)) for number, (title, _note) in enumerate(ALONE.values())),
        sums(_("Abonnés qui restent joints ailleurs, unités choisies"), lambda picture: picture.here_whole),
        sums(_("Abonnés qui restent joints ailleurs, institution"), lambda picture: picture.elsewhere_whole),
        numbers(_("Comptes d’urgence"), lambda picture: picture.emergency["accounts"]),
        numbers(_("Demandes en cours"), lambda picture: picture.requests_whole),
    ]


def _named(part: Part) -> str:
    return ", ".join(row.label for row in part.rows[:3]) + (", …" if len(part.rows) > 3 else "")
