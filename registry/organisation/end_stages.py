"""When an end that is coming is told: the days ahead of it, as a table. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum


class Stage(StrEnum):
    """Which of the notices of one end; the value is what the journal keeps."""

    FORTNIGHT = "fortnight"
    LAST_DAY = "last_day"


# stage → how many days before the last one it begins, the nearest first; it goes on until the next one begins.
# Fourteen: what gives a new token (a platform's review of an application, a colleague who runs the program) takes days, and
# ten of fourteen are working days; a fortnight's holidays are over before the end. Zero: tomorrow nothing is let in.
STAGES: Mapping[Stage, int] = {Stage.LAST_DAY: 0, Stage.FORTNIGHT: 14}
EARLIEST = max(STAGES.values())


def stage_of(last_day: date, today: date) -> Stage | None:
    """What is to be told today of something that works until ``last_day`` included; None too early, and once it has ended.

    A day on which nobody was there to tell is made up for on the next one: a stage lasts until another one begins.
    """
    left = (last_day - today).days
    return next((stage for stage, days in STAGES.items() if 0 <= left <= days), None)


def soon(today: date) -> date:
    """The last of the last days that are marked today: what works longer is told of later."""
    return today + timedelta(days=EARLIEST)
