"""The sum that the register can prove, beside the figure that was announced. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Proven:
    """``total`` is None when no line has a figure; ``counted`` and ``uncounted`` are numbers of covered lines."""

    total: int | None
    counted: int
    uncounted: int


def proven(figures: Iterable[int | None]) -> Proven:
    """Add up the covered lines' figures; a missing one is counted as missing, never as zero."""
    given = list(figures)
    known = [figure for figure in given if figure is not None]
    return Proven(sum(known) if known else None, len(known), len(given) - len(known))


def gap(stated: int | None, sum_proven: Proven) -> int | None:
    """What was announced less what can be proven; below zero when the register proves more. None when either is missing."""
    if stated is None or sum_proven.total is None:
        return None
    return stated - sum_proven.total
