"""How often one caller may ask: generous, exact to a block across all processes, and free for whoever asks a few times.

Every process grants each caller a block of questions a minute by itself. Beyond, it takes further blocks out of those that
the caller has in the cache, where `add` takes a numbered block once whatever the cache is. (Counting there question by
question would cost more than answering, and the database cache cannot increment atomically.)
"""

import ipaddress
import time
from threading import Lock

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

BLOCK = 100
MINUTE = 60
HOUR = 3600
MOST_CALLERS = 20_000


class Pace:
    """The callers of the present minute in this process: for each, the questions left and the next block to try.

    ``most`` names the setting that says how many questions a minute are answered.
    """

    def __init__(self, name: str = "verify", most: str = "VERIFY_PER_MINUTE") -> None:
        self.name, self.most = name, most
        self.minute = 0
        self.callers: dict[str, tuple[int, int]] = {}
        self.lock = Lock()

    def wait(self, request: HttpRequest) -> int:
        """0 when the request may be answered, else the seconds after which to ask again."""
        return self.wait_of(caller_of(request))

    def wait_of(self, caller: str) -> int:
        """The same for a caller who is known by another name than an address."""
        now = int(time.time())
        with self.lock:
            if now // MINUTE != self.minute or len(self.callers) > MOST_CALLERS:
                self.minute, self.callers = now // MINUTE, {}
            left, block = self.callers.get(caller, (BLOCK, 0))
            if left == 0:
                left, block = self._taken(caller, block)
            self.callers[caller] = (max(left - 1, 0), block)
        return 0 if left else MINUTE - now % MINUTE

    def _taken(self, caller: str, block: int) -> tuple[int, int]:
        """The questions of the first block from this one on that nobody had taken (0: none), and the block after it."""
        blocks = getattr(settings, self.most) // BLOCK
        for number in range(block, blocks):
            if cache.add(f"{self.name}:{caller}:{self.minute}:{number}", 1, 2 * MINUTE):
                return BLOCK, number + 1
        return 0, blocks


def caller_of(request: HttpRequest) -> str:
    """Whom a request is counted for: the address, of version 6 its network of 64 bits, which one home has to itself.

    Behind `PROXY_COUNT` proxies of ours, the one that the outermost of them saw; what stands before it anyone can write.
    """
    given = request.META.get("REMOTE_ADDR", "")
    if settings.PROXY_COUNT and (seen := request.META.get("HTTP_X_FORWARDED_FOR")):
        given = seen.split(",")[-settings.PROXY_COUNT :][0].strip()[:60]
    if ":" not in given:
        return given
    try:
        return str(ipaddress.ip_network(f"{given.partition('%')[0]}/64", strict=False).network_address)
    except ValueError:
        return given


def may_report(request: HttpRequest) -> bool:
    """Whether the caller may tell of one more account this hour."""
    hour = int(time.time()) // HOUR
    return any(
        cache.add(f"report:{caller_of(request)}:{hour}:{number}", 1, HOUR)
        for number in range(settings.REPORTS_PER_HOUR)
    )


PACE = Pace()
