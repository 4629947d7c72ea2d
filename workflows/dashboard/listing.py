"""The accounts behind a number: the same state of the same day, filtered, a page at a time."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db import connection

from registry.accounts.models import Account
from registry.accounts.status import Standing, Status
from registry.followers.states import Metric
from registry.organisation.models import Unit
from workflows.dashboard.as_of import Moment
from workflows.dashboard.counting import COLUMNS, Sum
from workflows.dashboard.list_sums import NONE, cell, part
from workflows.dashboard.queries import kept_sums
from workflows.policies.names import RuleName
from workflows.policies.numbers import rules_of

# Fewer people than the institution's rule wants, whoever answers first among them; of accounts that are its own and live.
FEW = "administrators < %(administrators)s AND counts"
# name of a filter → what it asks of a row of `state`; the value is the parameter of that name, unless a choice fixes it.
CONDITIONS: dict[str, str | dict[str, str]] = {
    "counts": {"yes": "counts"},
    "platform": "platform = %(platform)s",
    "unit": "starts_with(path, %(unit_path)s)",
    "direct": {True: "path = %(unit_path)s"},
    "standing": "standing = %(standing)s",
    "status": "status = %(status)s",
    "figure": {
        "any": "value IS NOT NULL",
        "missing": "value IS NULL",
        "old": "old",
        "fresh": "value IS NOT NULL AND NOT old",
    },
    "stewards": {NONE: "stewards = 0", "one": "stewards = 1", "more": "stewards > 1", "few": FEW},
    "silent": {True: "silent"},
    "both": {True: "earlier IS NOT NULL"},
    "unsaid": {True: "unsaid"},
}
_SUMS = f"SELECT {COLUMNS} FROM state"  # noqa: S608  our own words
_ROWS = """
SELECT id, unit_id, standing, status, value, day, metric, is_exact, old, earlier, stewards, languages, unsaid
FROM state"""
_LANGUAGES = """
SELECT DISTINCT unnest(a.languages) FROM registry_account a JOIN registry_unit u ON u.id = a.unit_id
WHERE starts_with(u.path, %s)"""
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")


@dataclass(frozen=True)
class Row:
    """An account as it was on the day; ``earlier`` is what it is compared with, None where it is not."""

    account: Account
    unit: Unit
    standing: str
    status: str
    value: int | None
    day: date | None
    metric: str | None
    is_exact: bool | None
    old: bool
    earlier: int | None
    stewards: int
    languages: list[str]
    unsaid: bool

    def get_standing_display(self) -> str:
        """The standing, in the active language."""
        return str(Standing(self.standing).label)

    def get_status_display(self) -> str:
        """The status, in the active language."""
        return str(Status(self.status).label)

    @property
    def metric_words(self) -> str:
        """What the figure counts."""
        return str(Metric(self.metric).label) if self.metric else ""

    @property
    def grown(self) -> int | None:
        """By how much it grew over the period, None where it was not read at both ends."""
        return None if self.earlier is None else self.value - self.earlier


class Rows:
    """The accounts of a moment that filters leave, in the order of their names: what Django's Paginator takes for a list."""

    def __init__(self, moment: Moment, filters: Mapping[str, object], unit: Unit | None = None) -> None:
        self.moment, self.filters, self.unit = moment, filters, unit
        self.params = dict(filters) | moment.params() | {"unit_path": unit.path if unit else ""}
        if filters.get("stewards") == "few":
            self.params["administrators"] = rules_of(moment.unit.institution_id)[RuleName.ADMINISTRATORS]
        self.where = " AND ".join(_conditions(filters)) or "true"

    @cached_property
    def sums(self) -> Sum:
        """What the list counts: as a picture of the moment has it, where one is kept that has it."""
        where = cell(self.filters, self.moment.unit, self.unit)
        sums = kept_sums(self.moment) if where else None
        known = part(sums, where, self.filters) if where and sums is not None else None
        return self.counted() if known is None else known

    def counted(self) -> Sum:
        """The same from the rows themselves."""
        return Sum(*next(self._fetch(f"{_SUMS} WHERE {self.where}")))

    def count(self) -> int:
        """How many accounts there are."""
        return self.sums.accounts

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, wanted: slice) -> list[Row]:
        if not wanted.stop > (wanted.start or 0):
            return []
        window = f"ORDER BY sort_key, id OFFSET {int(wanted.start or 0)} LIMIT {int(wanted.stop - (wanted.start or 0))}"
        return self._whole(list(self._fetch(f"{_ROWS} WHERE {self.where} {window}", in_order=True)))

    def every(self) -> list[Row]:
        """All of them, for an export."""
        return self._whole(list(self._fetch(f"{_ROWS} WHERE {self.where} ORDER BY sort_key, id")))

    def _whole(self, rows: list[tuple]) -> list[Row]:
        accounts = Account.objects.with_names().in_bulk({number for number, *_rest in rows})
        units = Unit.objects.in_bulk({unit for _number, unit, *_rest in rows})
        return [Row(accounts[number], units[unit], *rest) for number, unit, *rest in rows]

    def _fetch(self, select: str, *, in_order: bool = False) -> Iterator[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(self.moment.statement(select, in_order=in_order), self.params)
            yield from cursor.fetchall()


def languages_of(unit: Unit, asked: str) -> list[str]:
    """The codes of the languages that the accounts of a unit speak now, and the one ``asked`` for: they may have spoken it."""
    with connection.cursor() as cursor:
        cursor.execute(_LANGUAGES, [unit.path])
        spoken = {code for (code,) in cursor.fetchall()}
    return sorted(spoken | ({asked} if LANGUAGE.fullmatch(asked) else set()))


def _conditions(filters: Mapping[str, object]) -> Iterator[str]:
    for name, value in filters.items():
        known = CONDITIONS.get(name)
        if name == "language":
            yield "cardinality(languages) = 0" if value == NONE else "%(language)s = ANY (languages)"
        elif isinstance(known, dict):
            yield known[value]
        elif known:
            yield known
