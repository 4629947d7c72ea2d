"""The figures of one account as a whole file and the register have them, to ask where it stood on a day. Pure."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from math import log
from operator import itemgetter
from statistics import median

from registry.followers.track import KNOWN_FROM, SOFT


class History:
    """Built from (day, value, number of the snapshot that brought it or `REGISTER`), in any order."""

    REGISTER = -1

    __slots__ = ("days", "levels", "places", "values")

    def __init__(self, rows: Iterable[tuple[date, int, int]]) -> None:
        ordered = sorted(rows, key=itemgetter(0))
        self.days = [row[0] for row in ordered]
        self.values = [row[1] for row in ordered]
        self.levels = [log(value + SOFT) for value in self.values]
        self.places = {row[2]: place for place, row in enumerate(ordered)}

    def misfit(self, value: int, day: date, *, without: int) -> float | None:
        """How far a value lies from where the account may have stood on a day, as all snapshots but one have it.

        Before the day, after it and between the two count each for themselves, because a platform's cleaning falls between
        two days, not evenly; beyond its ends the account goes on at its pace. None for fewer than two figures.
        """
        days, levels = self.days, self.levels
        own = self._place_of(without)
        count = len(days) - (own is not None)
        if count < 2:
            return None
        place = bisect_left(days, day)
        # The places of the neighbours, stepping over the snapshot that is left out.
        earlier, later = place - 1, place
        if own is not None:
            earlier -= earlier == own
            later += later == own
        level = log(value + SOFT)
        if earlier >= 0 and later < len(days):
            before, after = levels[earlier], levels[later]
            share = (day - days[earlier]).days / max((days[later] - days[earlier]).days, 1)
            between = before * (1 - share) + after * share
            return min(abs(level - before), abs(level - after), abs(level - between))
        end = earlier if earlier >= 0 else later
        return abs(level - (levels[end] + self._rate(own) * (day - days[end]).days))

    def _place_of(self, number: int) -> int | None:
        return self.places.get(number)

    def _rate(self, own: int | None) -> float:
        """The median step a day of all figures but one; 0 while too few show no pattern."""
        places = [place for place in range(len(self.days)) if place != own]
        if len(places) <= KNOWN_FROM:
            return 0.0
        values, days = self.values, self.days
        return median(
            log((values[b] + SOFT) / (values[a] + SOFT)) / max((days[b] - days[a]).days, 1) for a, b in pairwise(places)
        )
