"""Which moments were asked for before anybody had counted them: remembered beside the database, since pages do not write."""

from django.core.cache import cache

from workflows.dashboard.as_of import Moment

PLACE, MOST, HOUR = "presence:asked", 200, 3600

# The numbers of a moment: its unit, and its two days in ISO.
Key = tuple[int, str, str]


def ask(moments: list[Moment]) -> None:
    """Wish that they be kept at the next turn (`tasks`). Two at once may forget one: whoever asks again wishes again."""
    keys = [(moment.unit.pk, moment.as_of.isoformat(), moment.since.isoformat()) for moment in moments]
    known = [tuple(key) for key in cache.get(PLACE, [])]
    cache.set(PLACE, [*dict.fromkeys([*known, *keys])][-MOST:], HOUR)


def wished() -> list[Key]:
    """What was asked for since the last turn; it is forgotten here."""
    keys = cache.get(PLACE, [])
    cache.delete(PLACE)
    return [tuple(key) for key in keys]
