"""What a file of figures is judged beside: the register's accounts by their names, and what it has of each. Pure."""

from dataclasses import dataclass, field
from datetime import date

from registry.followers.implausible import Point
from registry.transfer.counts.who import Who
from registry.transfer.counts.words import Why, refused
from registry.transfer.entries import Said

# The number of an account, and a metric of it.
Series = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Held:
    """An account that the person counts; ``ended`` is the day (or month, or year) after which a figure is doubted, "" none.

    ``display`` is its short address: an institution bears one title on several platforms.
    """

    number: int
    title: str = ""
    ended: str = ""
    display: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """Who bears a name of a platform: the account that has it now, and the one that had it until a day.

    None is nobody, or nobody whose followers the person counts; ``taken`` says that somebody has it now.
    """

    now: Held | None = None
    taken: bool = False
    before: Held | None = None
    until: date | None = None

    def on(self, day: date) -> Held | None:
        """Whose the name was on a day."""
        if self.until and (day <= self.until or not self.taken):
            return self.before
        return self.now


@dataclass
class Accounts:
    """The register's accounts as a file names them: by (platform, key), and by a page's slug or an exact name, folded."""

    by_key: dict[tuple[str, str], Named] = field(default_factory=dict)
    by_name: dict[str, list[tuple[str, Held]]] = field(default_factory=dict)

    def of(self, who: Who, day: date) -> Held | Said:
        """The account that a row means by its name on a day, or why there is none."""
        if who.reading:
            named = self.by_key.get((who.reading.platform, who.reading.key))
            return (named and named.on(day)) or refused(Why.UNKNOWN_ACCOUNT)
        found = {
            held.number: held
            for name in who.names
            for platform, held in self.by_name.get(name, ())
            if who.platform in ("", platform)
        }
        if len(found) > 1:
            return refused(Why.ACCOUNT_TWICE)
        return next(iter(found.values()), None) or who.said


@dataclass
class Figures:
    """What the register has of these accounts: its series, and what is or was asked (each with whether it still waits)."""

    series: dict[Series, dict[date, tuple[int, bool]]] = field(default_factory=dict)
    asked: dict[Series, dict[tuple[date, int], bool]] = field(default_factory=dict)

    def points(self, metric: str) -> dict[int, list[Point]]:
        """The series of a metric, each sorted by day."""
        return {
            account: [Point(day, value) for day, (value, _exact) in sorted(known.items())]
            for (account, name), known in self.series.items()
            if name == metric
        }

    def waiting(self, metric: str) -> dict[int, list[Point]]:
        """The figures of a metric that wait for an answer."""
        return {
            account: [Point(day, value) for (day, value), waits in asked.items() if waits]
            for (account, name), asked in self.asked.items()
            if name == metric
        }
