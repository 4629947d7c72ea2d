"""What an institution would lose and keep if accounts fell silent: sums of what was measured, nothing else. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from registry.followers.ageing import is_old
from workflows.exits.states import Treatment

# Under these treatments an account goes on as it was, or speaks again.
SPEAKING_ON = frozenset({Treatment.UNCHANGED, Treatment.ACTIVE})
# By what "no other channel" is asked: the cut of the accounts that would fall silent → the cut of those that would not.
ALONE = {"units": ("unit", "other_unit"), "audiences": ("audience", "other_audience")} | {
    "languages": ("language", "other_language")
}


class Sum(NamedTuple):
    """Accounts, how many have a figure, an old one, a rounded one; their followers; the oldest and newest day (ISO, or "").

    An account without a figure adds nothing to ``followers``; it is in ``missing``.
    """

    accounts: int = 0
    counted: int = 0
    old: int = 0
    rounded: int = 0
    followers: int = 0
    first: str = ""
    last: str = ""

    @property
    def missing(self) -> int:
        """The accounts without a figure."""
        return self.accounts - self.counted

    def plus(self, other: "Sum") -> "Sum":
        """Both together, of different accounts."""
        numbers = (mine + theirs for mine, theirs in zip(self[:5], other[:5], strict=True))
        first = min(filter(None, (self.first, other.first)), default="")
        return Sum(*numbers, first, max(self.last, other.last))

    def as_json(self) -> dict[str, int | str]:
        """Every number by its name."""
        return self._asdict() | {"missing": self.missing}


# Cut → key → sums: ``touched`` and ``emergency`` have the key "", the others a status, platform, unit, audience or language.
Cuts = Mapping[str, Mapping[str, Sum]]


def of_one(value: int | None, day: date | None, today: date, *, is_exact: bool = True) -> Sum:
    """The sum of one account: its last figure, or none."""
    if value is None or day is None:
        return Sum(accounts=1)
    said = day.isoformat()
    return Sum(1, 1, int(is_old(day, today)), int(not is_exact), value, said, said)


def together(sums: Iterable[Sum]) -> Sum:
    """The sum of sums of different accounts."""
    whole = Sum()
    for one in sums:
        whole = whole.plus(one)
    return whole


def alone(silent: Mapping[str, Sum], others: Mapping[str, Sum]) -> dict[str, Sum]:
    """What only accounts that fall silent reach, the most followed first. The key "" (nothing is said) is left out."""
    left = {key: sum_ for key, sum_ in silent.items() if key and not others.get(key, Sum()).accounts}
    return dict(sorted(left.items(), key=lambda row: (-row[1].followers, -row[1].accounts, row[0])))


@dataclass(frozen=True)
class Impact:
    """The answer to *what if*, as of a day. ``here`` are the platforms' accounts of the chosen units, ``elsewhere`` all.

    ``alone`` is by `ALONE`; ``unsaid`` counts the accounts falling silent that say no audience, or no language.
    """

    as_of: date
    silences: bool
    touched: Sum
    statuses: dict[str, Sum]
    ended: int
    emergency: Sum
    elsewhere: dict[str, Sum]
    here: dict[str, Sum]
    alone: dict[str, dict[str, Sum]] = field(default_factory=dict)
    unsaid: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """What is kept of it; it names accounts and people nowhere."""
        return {
            "as_of": self.as_of.isoformat(),
            "silences": self.silences,
            "touched": self.touched.as_json(),
            "statuses": {status: sum_.as_json() for status, sum_ in self.statuses.items()},
            "ended": self.ended,
            "emergency": self.emergency.as_json(),
            "elsewhere": [
                {"platform": slug, "here": self.here.get(slug, Sum()).as_json(), "all": sum_.as_json()}
                for slug, sum_ in self.elsewhere.items()
            ],
            "here_whole": together(self.here.values()).as_json(),
            "elsewhere_whole": together(self.elsewhere.values()).as_json(),
            "alone": {
                what: [{"key": key} | sum_.as_json() for key, sum_ in rows.items()] for what, rows in self.alone.items()
            },
            "unsaid": dict(self.unsaid),
        }


def impact_of(cuts: Cuts, *, as_of: date, treatment: str) -> Impact:
    """Put the sums of the cuts together; under a treatment of `SPEAKING_ON` nobody loses a channel."""
    silences = treatment not in SPEAKING_ON

    def cut(name: str) -> Mapping[str, Sum]:
        return cuts.get(name, {})

    def whole(name: str) -> Sum:
        return cut(name).get("", Sum())

    return Impact(
        as_of=as_of,
        silences=silences,
        touched=whole("touched"),
        statuses=dict(sorted(cut("status").items())),
        ended=whole("ended").accounts,
        emergency=whole("emergency"),
        elsewhere=dict(sorted(cut("platform").items(), key=lambda row: (-row[1].followers, row[0]))),
        here=dict(cut("platform_here")),
        alone={what: alone(cut(silent), cut(others)) if silences else {} for what, (silent, others) in ALONE.items()},
        unsaid={
            what: cut(silent).get("", Sum()).accounts for what, (silent, _others) in ALONE.items() if what != "units"
        },
    )
