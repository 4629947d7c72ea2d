"""What became of a decision: figures before and after its effect, what was foreseen beside what is seen. Pure.

A missing figure stays missing: nothing is carried over from one side to the other, nothing counts as zero.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum

from registry.partial_dates import is_exact
from workflows.exits.impact import Sum, of_one, together
from workflows.exits.runbook import LOOK_BACK

# From the effect of a decision to the day on which it is looked back at: the day of the runbook's own step.
AFTER = timedelta(days=LOOK_BACK[2])
# A look back that a person opened from here on stands for the one that would open by itself.
NEARLY = AFTER / 2
# The accounts of a channel that are kept one by one, the most followed first; the sums count them all.
KEPT = 50


class Found(StrEnum):
    """How a successor channel is known to the register."""

    ADDRESS = "address"  # its address is an account of the institution
    PLATFORM = "platform"  # it names a platform only: the institution's official active accounts there
    UNKNOWN = "unknown"  # its address is none of the institution's accounts
    SITE = "site"  # a page of the web, which nobody follows


@dataclass(frozen=True)
class Sides:
    """The two days that are compared: ``effect`` is the first day that the decision's date can mean, None without one."""

    effect: date | None
    today: date


@dataclass(frozen=True)
class Figure:
    """A measurement of the register: how many of which ``metric``, on which day, after whom."""

    value: int
    day: date
    source: str
    metric: str
    is_exact: bool = True

    def as_json(self) -> dict[str, object]:
        """The same with its day in ISO."""
        return asdict(self) | {"day": self.day.isoformat()}


@dataclass(frozen=True)
class Followed:
    """One account by its number (None: accounts that have no name in the register), before the effect and since."""

    account: int | None
    before: Figure | None = None
    after: Figure | None = None

    @property
    def change(self) -> int | None:
        """After less before; None when a side is missing, or when each side counts something else."""
        if not self.before or not self.after or self.before.metric != self.after.metric:
            return None
        return self.after.value - self.before.value

    def as_json(self) -> dict[str, object]:
        """Both figures, or None where there is no measure."""
        sides = {"before": self.before, "after": self.after}
        said = {name: figure.as_json() if figure else None for name, figure in sides.items()}
        return {"account": self.account, "change": self.change} | said


@dataclass(frozen=True)
class Channel:
    """Where followers were sent, in both languages, with what is followed there."""

    fr: str
    en: str
    address: str
    platform: str
    found: Found
    accounts: tuple[Followed, ...] = ()

    def as_json(self, sides: Sides) -> dict[str, object]:
        """Its sums, and its most followed accounts one by one."""
        rows = sorted(self.accounts, key=_most_followed)[:KEPT]
        said = {
            "fr": self.fr,
            "en": self.en,
            "address": self.address,
            "platform": self.platform,
            "found": self.found.value,
        }
        return said | {"whole": compared(self.accounts, sides), "accounts": [row.as_json() for row in rows]}


def _most_followed(row: Followed) -> tuple[int, int, int]:
    return (-(row.after.value if row.after else -1), -(row.before.value if row.before else -1), row.account or 0)


def compared(rows: Iterable[Followed], sides: Sides) -> dict[str, object]:
    """Both sums, their figures aged by the day of their side, and the change of those accounts alone that have both figures.

    ``both`` is how many they are; ``change`` is None when there is none of them.
    """
    rows = list(rows)
    changes = [row.change for row in rows if row.change is not None]
    return {
        "before": _sum((row.before for row in rows), sides.effect or sides.today).as_json(),
        "after": _sum((row.after for row in rows), sides.today).as_json(),
        "both": len(changes),
        "change": sum(changes) if changes else None,
    }


def _sum(figures: Iterable[Figure | None], day: date) -> Sum:
    return together(
        of_one(figure.value, figure.day, day, is_exact=figure.is_exact) if figure else Sum(accounts=1)
        for figure in figures
    )


def since(figure: Figure | None, effect: date | None) -> Figure | None:
    """The last figure, unless it was taken on or before the day of the effect: then nothing has been measured since."""
    return figure if figure and (effect is None or figure.day > effect) else None


def whole(channels: Iterable[Channel], sides: Sides) -> dict[str, object]:
    """All the channels together; an account that two of them lead to counts once."""
    accounts = {row.account: row for channel in channels for row in channel.accounts}
    return compared(accounts.values(), sides)


def predicted(expected: int | None, observed: dict[str, object]) -> dict[str, object]:
    """What was foreseen beside what is seen on the successor channels (`whole`), and the second less the first.

    ``observed`` is None where no channel is measured; ``missing`` accounts make it a minimum.
    """
    after = observed["after"]
    seen = after["followers"] if after["counted"] else None
    gap = None if expected is None or seen is None else seen - expected
    return {
        "expected": expected,
        "observed": seen,
        "gap": gap,
        "counted": after["counted"],
        "missing": after["missing"],
    }


def due_on(effective_on: str) -> date | None:
    """The day on which a decision effective on this partial date is looked back at; None unless it names a day."""
    return date.fromisoformat(effective_on) + AFTER if is_exact(effective_on) else None


def opens(effective_on: str, earlier: Iterable[date], today: date) -> bool:
    """Whether a look back opens by itself today, after those that were due on ``earlier`` days.

    One that a person opened shortly after the effect does not stand for it.
    """
    due = due_on(effective_on)
    return due is not None and due <= today and all(day < due - AFTER + NEARLY for day in earlier)
