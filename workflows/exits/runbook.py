"""Draws what is to be done for a decision: which steps, for which accounts, on which days. Values in, values out.

Days are counted from the day of effect, T. It must be an exact one: of a month or a year nothing is drawn, since every day
would be invented, and somebody would be told of being late for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from registry.partial_dates import is_exact
from workflows.exits.keep_alive_rhythms import days_between
from workflows.exits.states import HandleFate, Kind, Step, Treatment

# (step, occurrence, days from the effect)
Row = tuple[Step, int, int]

LOOK_BACK: Row = (Step.LOOK_BACK, 0, 180)
DEPARTURE: tuple[Row, ...] = ((Step.ANNOUNCE, 0, -28), (Step.RECALL, 0, -14), (Step.RECALL, 1, -2), LOOK_BACK)

# Once for all accounts. Whoever stays, comes, returns or only opens no more accounts has no departure to announce.
FOR_ALL: dict[str, tuple[Row, ...]] = {
    Kind.SUSPEND: DEPARTURE,
    Kind.DORMANT: DEPARTURE,
    Kind.ARCHIVE: DEPARTURE,
    Kind.REDIRECT_ONLY: DEPARTURE,
    Kind.EMERGENCY_ONLY: DEPARTURE,
    Kind.LEAVE: DEPARTURE,
    Kind.DELETE: DEPARTURE,
    Kind.RESTRICT: (LOOK_BACK,),
    Kind.STAY: (LOOK_BACK,),
    Kind.ADOPT: (LOOK_BACK,),
    Kind.RETURN: (LOOK_BACK,),
}

_PIN, _BIO = (Step.PIN_LAST_POST, 0, 0), (Step.CHANGE_BIO, 0, 0)
_STOP, _APPS = (Step.STOP_SCHEDULED, 0, 0), (Step.REVOKE_APPS, 0, 0)
_EXPORT = (Step.EXPORT_ARCHIVE, 0, 7)
_SILENT = (_PIN, _BIO, _STOP, _APPS, _EXPORT)

# For each account, by what becomes of it: a line may be treated otherwise than the kind of the decision says.
BY_TREATMENT: dict[str, tuple[Row, ...]] = {
    Treatment.SUSPENDED: _SILENT,
    Treatment.DORMANT: _SILENT,
    Treatment.ARCHIVED: _SILENT,
    Treatment.REDIRECT: _SILENT,
    Treatment.CLOSED: _SILENT,
    # It still speaks in an emergency, perhaps through an application; its archive is not finished.
    Treatment.EMERGENCY: (_PIN, _BIO, _STOP),
    # Nothing is left to pin, and nothing to export once it is gone: a week before, as a platform takes days to give it.
    Treatment.DELETED: (_STOP, _APPS, (Step.EXPORT_ARCHIVE, 0, -7)),
    Treatment.UNCHANGED: (),
    # What the bio said of the departure is taken back.
    Treatment.ACTIVE: (_BIO,),
}
# The account stays on the platform, silent: somebody must log in, or its name is given to another.
SLEEPING = frozenset(
    {Treatment.SUSPENDED, Treatment.DORMANT, Treatment.ARCHIVED, Treatment.REDIRECT, Treatment.EMERGENCY}
    | {Treatment.CLOSED}
)


@dataclass(frozen=True)
class Covered:
    """An account that the decision covers: its number, its platform's slug, and what becomes of it and of its name.

    ``exists``: whether it is still there for somebody to log in to.
    """

    number: int
    platform: str
    treatment: str
    handle_fate: str
    exists: bool = True


@dataclass(frozen=True)
class Planned:
    """A task with the ``day`` that the count from T gives; no ``account``: for all of them."""

    step: Step
    occurrence: int
    day: date
    account: int | None = None


def plan(kind: str, effect: str, accounts: Iterable[Covered]) -> list[Planned]:
    """Every task of a decision of this kind whose effect is on that (maybe partial, maybe empty) date; none without a day.

    Of the log-ins, which have no end, only the first: the next one is drawn when it is done (`next_log_in`).
    """
    if not is_exact(effect):
        return []
    start = date.fromisoformat(effect)
    common = [Planned(step, occurrence, start + timedelta(days)) for step, occurrence, days in FOR_ALL[kind]]
    return [*common, *(task for account in accounts if account.exists for task in _of(account, start))]


def _of(account: Covered, start: date) -> list[Planned]:
    rows = list(BY_TREATMENT[account.treatment])
    if keeps_alive(account):
        rows.append((Step.KEEP_ALIVE, 0, days_between(account.platform)))
    return [Planned(step, number, start + timedelta(days), account.number) for step, number, days in rows]


def keeps_alive(account: Covered) -> bool:
    """Whether somebody must log in from time to time: the name is to be kept (said, not supposed), the account exists."""
    return account.exists and account.treatment in SLEEPING and account.handle_fate == HandleFate.KEPT


def next_log_in(platform: str, done: date) -> date:
    """The day of the log-in that follows one of the day ``done``."""
    return done + timedelta(days_between(platform))


def due_on(task: Planned, today: date, present: date | None = None) -> date | None:
    """The day on which a task drawn ``today`` is due; ``present`` is when it was due until now, if it was drawn before.

    A day to come is that day. One that is past is due at once, as nobody could know of it; but what was late stays late. A
    recall whose day is past is not drawn (None): the announcement, due at once, says the same thing that very day.
    """
    if task.day >= today:
        return task.day
    if present is None and task.step == Step.RECALL:
        return None
    return min(present or today, today)
