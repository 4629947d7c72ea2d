"""Which sum of a picture a list counts: the numbers of a picture lead to lists that need not be counted again."""

from collections.abc import Callable, Mapping

from registry.organisation.models import Unit
from workflows.dashboard.counting import Sum, Sums

NONE = "none"
# A dimension and a key of `Sums`.
Cell = tuple[str, str]

# The filters that choose accounts → the dimension that they name, and the filter that says the key ("" where there is one key).
CUTS: dict[frozenset[str], tuple[str, str]] = {
    frozenset(): ("register", ""),
    frozenset({"standing"}): ("standing", "standing"),
    frozenset({"status"}): ("status", "status"),
    frozenset({"unsaid"}): ("unsaid", ""),
    frozenset({"counts"}): ("reach", ""),
    frozenset({"counts", "platform"}): ("platform", "platform"),
    frozenset({"counts", "language"}): ("language", "language"),
    frozenset({"counts", "stewards"}): ("stewards", "stewards"),
    frozenset({"counts", "silent"}): ("silent", ""),
}
CHOOSING = frozenset().union(*CUTS, {"unit", "direct"})
# What a value is called as a key, where it is not itself; "few" depends on a rule and is no key.
KEYS = {("language", NONE): "", ("stewards", NONE): "0", ("stewards", "one"): "1", ("stewards", "more"): "2"}


def cell(filters: Mapping[str, object], top: Unit, unit: Unit | None) -> Cell | None:
    """The cut that these filters ask for in a picture of ``top``; ``unit`` is the one filtered by. None: no picture has it."""
    chosen = CHOOSING & set(filters)
    if unit and chosen - {"direct"} == {"counts", "unit"}:
        return _place(top, unit, direct="direct" in chosen)
    if chosen not in CUTS or filters.get("stewards") == "few":
        return None
    dimension, key = CUTS[chosen]
    value = str(filters[key]) if key else ""
    return dimension, KEYS.get((key, value), value)


def _place(top: Unit, unit: Unit, *, direct: bool) -> Cell | None:
    if unit == top:
        return ("unit", "") if direct else ("reach", "")
    return ("unit", str(unit.pk)) if unit.parent_id == top.pk and not direct else None


def part(sums: Sums, where: Cell, filters: Mapping[str, object]) -> Sum | None:
    """What a list counts in a cell that its filters `figure` and `both` may cut once more.

    None where the sums do not tell it: both at once, or sums that were kept before they knew of old figures apart.
    """
    cut = PARTS.get((str(filters.get("figure", "")), bool(filters.get("both"))))
    dimension, key = where
    numbers = sums.get(dimension, {}).get(key, [0] * len(Sum._fields))
    known = all(len(row) == len(Sum._fields) for row in sums.get("register", {}).values())
    return cut(Sum(*numbers)) if cut and known else None


def _read(of: Sum) -> Sum:
    return of._replace(accounts=of.counted)


def _old(of: Sum) -> Sum:
    amounts = (of.old_followers, of.old_both, of.old_before, of.old_after)
    return Sum(of.old, of.old, of.old, *amounts, *amounts)


def _fresh(of: Sum) -> Sum:
    return Sum(*(read - old for read, old in zip(_read(of), _old(of), strict=True)))


def _both(of: Sum) -> Sum:
    old = (of.old_after, of.old_both, of.old_before, of.old_after)
    return Sum(of.both, of.both, of.old_both, of.after, of.both, of.before, of.after, *old)


# What `figure` and `both` say → what they leave of a sum.
PARTS: dict[tuple[str, bool], Callable[[Sum], Sum]] = {
    ("", False): lambda of: of,
    ("missing", False): lambda of: Sum(of.missing),
    ("any", False): _read,
    ("old", False): _old,
    ("fresh", False): _fresh,
    ("", True): _both,
}
