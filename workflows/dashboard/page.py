"""A picture of the presence: its cuts and numbers, each with the list that it counts. What the page, CSV and XLSX share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.accounts.queries import language_name
from registry.accounts.status import Standing, Status
from registry.followers.charts import Bars, Curve, bars, curve
from registry.organisation.models import Unit
from registry.platforms.catalog import CATALOG
from workflows.dashboard.addresses import address
from workflows.dashboard.as_of import Moment
from workflows.dashboard.counting import Sum
from workflows.dashboard.list_sums import NONE
from workflows.dashboard.queries import Reading
from workflows.dashboard.rules import Concentration, concentration

# Of more rows than this the chart draws the first ones; the table has them all.
BARS = 10


@dataclass(frozen=True)
class Number:
    """A number and the list that it counts; ``of`` is what it says of the list: a field or property of `Sum`."""

    value: int | None
    url: str
    of: str = "accounts"


@dataclass(frozen=True)
class Line:
    """One row of a cut: its sums, its numbers with their lists, its share of the followers, and where it is shown alone."""

    label: str
    sum: Sum
    accounts: Number
    missing: Number
    old: Number
    followers: Number
    grown: Number
    both: Number
    share: float | None = None
    inside: str = ""

    @property
    def percent(self) -> float | None:
        """The share, as it is said."""
        return None if self.share is None else round(100 * self.share, 1)


@dataclass(frozen=True)
class Cut:
    """The presence cut one way, the largest row first; ``whole`` is the row below it."""

    key: str
    title: str
    what: str
    note: str
    lines: list[Line]
    whole: Line

    @cached_property
    def bars(self) -> Bars | None:
        """The followers of its first rows, drawn; None when there is nothing to compare."""
        drawn = [(line.label, line.sum.followers) for line in self.lines if line.sum.followers][:BARS]
        return bars(drawn) if len(drawn) > 1 else None

    @property
    def cut_short(self) -> bool:
        """Whether the chart leaves rows out."""
        return sum(1 for line in self.lines if line.sum.followers) > BARS


OVERLAP = gettext_lazy(
    "Une personne qui suit plusieurs comptes est comptée plusieurs fois : la somme dit une portée, pas un nombre de personnes."
)
OF_THE_REACH: dict[str, tuple[Promise, Promise, str]] = {
    "platform": (gettext_lazy("Par plateforme"), gettext_lazy("Plateforme"), ""),
    "unit": (
        gettext_lazy("Par unité"),
        gettext_lazy("Unité"),
        gettext_lazy("Chaque ligne compte l’unité et celles qui sont au-dessous."),
    ),
    "language": (
        gettext_lazy("Par langue"),
        gettext_lazy("Langue"),
        gettext_lazy("Un compte qui parle deux langues figure dans les deux lignes."),
    ),
}
OF_THE_REGISTER = gettext_lazy("Tout le registre, y compris ce qui n’est pas dans la portée.")
REGISTER: dict[str, tuple[Promise, Promise, Callable[[str], str]]] = {
    "standing": (gettext_lazy("Par rattachement"), gettext_lazy("Rattachement"), lambda key: str(Standing(key).label)),
    "status": (gettext_lazy("Par statut"), gettext_lazy("Statut"), lambda key: str(Status(key).label)),
}


class Picture:
    """Everything that is shown of a moment; ``units`` are the unit itself and those right below it."""

    def __init__(self, moment: Moment, reading: Reading, units: Iterable[Unit]) -> None:
        self.moment, self.reading = moment, reading
        self.units = {str(unit.pk): unit for unit in units}

    def line(self, label: str, sum_: Sum, **filters: object) -> Line:
        """A row with its links; ``filters`` are those of the list that it counts."""

        def number(value: int | None, of: str = "accounts", **more: str) -> Number:
            return Number(value, address("accounts", self.moment, **filters, **more), of)

        whole = self.reach_sum.followers
        return Line(
            label=label,
            sum=sum_,
            accounts=number(sum_.accounts),
            missing=number(sum_.missing, figure="missing"),
            old=number(sum_.old, figure="old"),
            followers=number(sum_.followers if sum_.counted else None, "followers", figure="any"),
            grown=number(sum_.grown, "grown", both="on"),
            both=number(sum_.both, both="on"),
            # Where no account was counted, the share is unknown; it is not nothing.
            share=sum_.followers / whole if whole and sum_.counted and "counts" in filters else None,
        )

    @cached_property
    def reach_sum(self) -> Sum:
        """The sums of the institution's own living accounts."""
        return self.reading.of("reach")

    @cached_property
    def reach(self) -> Line:
        """The same with its lists."""
        return self.line(_("Toute la portée"), self.reach_sum, counts="yes")

    @cached_property
    def register(self) -> Line:
        """Every account of the register."""
        return self.line(_("Tout le registre"), self.reading.of("register"))

    @cached_property
    def before(self) -> Number:
        """The followers of the reach at the beginning of the period."""
        return self._at(self.moment.since, self.reading.earlier[self.moment.since])

    @cached_property
    def cuts(self) -> list[Cut]:
        """By platform, unit and language over the reach; by standing and status over the register."""
        labelled = {"platform": self._platform, "unit": self._unit, "language": self._language}
        reach = [
            self._cut(key, title, what, note, labelled[key], self.reach)
            for key, (title, what, note) in OF_THE_REACH.items()
        ]
        return reach + [
            self._cut(key, title, what, OF_THE_REGISTER, self._of_register(key, words), self.register)
            for key, (title, what, words) in REGISTER.items()
        ]

    def _cut(self, key: str, title: object, what: object, note: object, label: Callable, whole: Line) -> Cut:
        sums = {name: Sum(*numbers) for name, numbers in self.reading.sums.get(key, {}).items()}
        lines = [label(name, sum_) for name, sum_ in sums.items()]
        lines.sort(key=lambda line: (-line.sum.followers, -line.sum.accounts, line.label))
        return Cut(key, str(title), str(what), str(note), lines, whole)

    def _platform(self, slug: str, sum_: Sum) -> Line:
        return self.line(CATALOG[slug].name if slug in CATALOG else slug, sum_, counts="yes", platform=slug)

    def _unit(self, number: str, sum_: Sum) -> Line:
        if number == "":
            label = _("{unit}, directement").format(unit=self.moment.unit.name)
            return self.line(label, sum_, counts="yes", unit=self.moment.unit.slug, direct="on")
        unit = self.units[number]
        line = self.line(unit.name, sum_, counts="yes", unit=unit.slug)
        return replace(line, inside=address("home", replace(self.moment, unit=unit)))

    def _language(self, code: str, sum_: Sum) -> Line:
        label = language_name(code).capitalize() if code else _("Non dite")
        return self.line(label, sum_, counts="yes", language=code or NONE)

    def _of_register(self, key: str, words: Callable[[str], str]) -> Callable[[str, Sum], Line]:
        return lambda value, sum_: self.line(words(value), sum_, **{key: value})

    @cached_property
    def concentration(self) -> Concentration | None:
        """Of the reach over the platforms."""
        return concentration(Sum(*row).followers for row in self.reading.sums.get("platform", {}).values())

    @cached_property
    def care(self) -> dict[str, Number]:
        """What asks for somebody: nobody answers, one person does, fallen silent, not known to the journal on that day."""
        lists = {
            "nobody": ("stewards", "0", {"counts": "yes", "stewards": NONE}),
            "one": ("stewards", "1", {"counts": "yes", "stewards": "one"}),
            "silent": ("silent", "", {"counts": "yes", "silent": "on"}),
            "unsaid": ("unsaid", "", {"unsaid": "on"}),
        }
        return {
            name: Number(self.reading.of(cut, key).accounts, address("accounts", self.moment, **filters))
            for name, (cut, key, filters) in lists.items()
        }

    @cached_property
    def points(self) -> list[tuple[object, Number, Sum]]:
        """The days of the curve, each with the followers of the reach and the list of that day."""
        days = self.reading.earlier | {self.moment.as_of: self.reach_sum}
        return [(day, self._at(day, sum_), sum_) for day, sum_ in sorted(days.items())]

    @cached_property
    def curve(self) -> Curve | None:
        """The followers of the reach over the period; None without two days that have figures."""
        points = [(day, sum_.followers) for day, _number, sum_ in self.points if sum_.counted]
        return curve(points) if len(points) > 1 else None

    def _at(self, day: object, sum_: Sum) -> Number:
        there = replace(self.moment, as_of=day, since=min(day, self.moment.since))
        value = sum_.followers if sum_.counted else None
        return Number(value, address("accounts", there, counts="yes", figure="any"), "followers")
