"""When a platform is asked: a night spread over its accounts, calls within a documented limit, waits after a failure. Pure.

Moments are aware datetimes, waits are timedeltas; whatever is drawn by lot comes in from outside.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

FIRST = timedelta(seconds=30)
LONGEST = timedelta(hours=1)
A_DAY = 86_400.0
# A window is taken longer than the platform says, by a part and by a moment: calls do not travel at one speed.
PART, MOMENT = 1.05, 1.0
# In a window as long as this a part of the calls may follow each other closely: a night is shorter than it.
LONG_WINDOW = 6 * 3600.0


class Documented(Protocol):
    """A platform's limit as it documents it: so many calls in any window of so many seconds."""

    calls: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Pace:
    """A limit as it is kept: ``burst`` calls may follow each other closely, all others come ``interval`` apart.

    A reading makes ``together`` calls at once.
    """

    interval: timedelta
    burst: int
    together: int

    @property
    def slack(self) -> timedelta:
        """How far the theoretical moment of the next call may lie ahead of the clock when a reading begins."""
        return self.interval * (self.burst - self.together)


def pace_of(limit: Documented, together: int = 1) -> Pace:
    """The pace at which no window of the limit ever holds more than its calls; ``ValueError`` when one reading passes it.

    A bucket of B that fills once in I lets at most B + ⌊window ÷ I⌋ calls into any window: I is chosen so that this is the limit.
    """
    if not 1 <= together <= limit.calls:
        raise ValueError(f"{together} calls at once in a limit of {limit.calls}")
    burst = max(limit.calls // 2 if limit.seconds >= LONG_WINDOW else 1, together)
    window = limit.seconds * PART + MOMENT
    return Pace(timedelta(seconds=window / (limit.calls - burst + 1)), burst, together)


def free_from(next_at: datetime | None, closed_until: datetime | None, pace: Pace, at: datetime) -> datetime:
    """The first moment from ``at`` on at which a reading may begin. ``next_at`` is None before the first one."""
    free = max(at, next_at - pace.slack) if next_at else at
    return max(free, closed_until) if closed_until else free


def after_reading(next_at: datetime | None, free: datetime, pace: Pace) -> datetime:
    """What ``next_at`` becomes once a reading is to begin at ``free`` (generic cell rate algorithm)."""
    return (max(next_at, free) if next_at else free) + pace.interval * pace.together


def spread(queues: Mapping[str, Sequence[int]], start: datetime, hours: float, seed: str) -> dict[int, datetime]:
    """When each account is due in a night of so many hours: those of one queue evenly, in an order drawn by ``seed``.

    ``queues`` holds the numbers of the accounts by what they share a limit in. The same input gives the same moments.
    """
    due: dict[int, datetime] = {}
    for name, numbers in queues.items():
        lot = random.Random(f"{seed}:{name}")  # noqa: S311  spreads calls, hides nothing
        shuffled = sorted(numbers)
        lot.shuffle(shuffled)
        step = timedelta(hours=hours) / max(len(shuffled), 1)
        due |= {number: start + step * (place + lot.random()) for place, number in enumerate(shuffled)}
    return due


def wait(attempts: int, share: float, *, asked: float | None = None) -> timedelta:
    """How long after the ``attempts``-th failure: full jitter over a doubling bound, ``share`` in [0, 1) of it.

    ``asked`` is the platform's own ``Retry-After`` in seconds: never sooner, and those who were told the same come apart.
    """
    bound = min(FIRST * 2 ** min(max(attempts - 1, 0), 10), LONGEST)
    drawn = max(bound * share, timedelta(seconds=1))
    return drawn if asked is None else timedelta(seconds=min(max(asked, 0.0), A_DAY)) + drawn / 10
