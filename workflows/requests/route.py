"""Who endorses a request. Pure: people and units are numbers."""

from collections.abc import Mapping


def endorsing_unit(way_up: list[int], heads: Mapping[int, set[int]], authors: set[int]) -> int | None:
    """The nearest unit, from the request's own upwards, that has a head who is not among the authors.

    None: no such head up to the institution, so a second manager endorses instead (product rule: a head's own request
    goes to the parent unit's head or, where there is none, to a second manager).
    """
    return next((unit for unit in way_up if heads.get(unit, set()) - authors), None)
