"""How many unknown decision links one caller may try: whoever guesses is stopped, whoever has a mail never notices."""

import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from registry.directory.pace import HOUR, caller_of


def is_crowded(request: HttpRequest) -> bool:
    """Whether the caller has tried all the unknown links that an hour allows."""
    return cache.get(_place(request, settings.BAD_LINKS_PER_HOUR - 1)) is not None


def count_unknown(request: HttpRequest) -> None:
    """One more; `add` takes each numbered place once, whatever the cache and however many processes there are."""
    any(cache.add(_place(request, number), 1, HOUR) for number in range(settings.BAD_LINKS_PER_HOUR))


def _place(request: HttpRequest, number: int) -> str:
    return f"bad-link:{caller_of(request)}:{int(time.time()) // HOUR}:{number}"
