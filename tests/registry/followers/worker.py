"""A worker of the round as a process of its own, which can be killed; it knows one server as all platforms.

    python -m tests.registry.followers.worker 127.0.0.1:port [--seconds 60] [--calls 300 --window 300] [--lease 120]
                                              [--torn lease|limit] [--orders]

With ``--orders`` it reads lines of JSON (`tests.faults.mortal.Order`): each is one reading, by a child that may die on the way.
"""

import argparse
import json
import os
import signal
import sys
import time
from contextlib import suppress
from datetime import timedelta

import django
from django.conf import settings
from django.db import connection
from django.utils import timezone

SLUGS = ("mastodon", "github", "bluesky", "peertube")


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("server")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--calls", type=int, default=1000)
    parser.add_argument("--window", type=float, default=1.0)
    parser.add_argument("--lease", type=float, default=120.0)
    parser.add_argument("--torn", default="")
    parser.add_argument("--orders", action="store_true")
    return parser.parse_args()


given = arguments()
django.setup()

from registry.followers import collectors, pacing, performing, rounds  # noqa: E402  after the settings are known
from registry.followers.allowances import Place  # noqa: E402
from registry.followers.collectors.base import Limit  # noqa: E402
from tests.faults.mortal import Clock, Fate, Order  # noqa: E402


def prepare() -> None:
    """One server for all platforms, its limit, waits as short as a test, and what is taken away for a red control."""
    settings.COLLECTOR_BASES = {slug: f"http://{given.server}/{slug}" for slug in SLUGS}
    settings.OUTBOUND_OPEN = (given.server,)
    settings.COLLECTOR_SECONDS = 5.0
    for module in collectors.MODULES:
        module.LIMIT = Limit(given.calls, given.window)
    pacing.FIRST, pacing.LONGEST = timedelta(seconds=1), timedelta(seconds=4)
    rounds.LEASE = timedelta(seconds=given.lease)
    if given.torn == "lease":
        rounds.LEASE = timedelta(0)
    if given.torn == "limit":
        performing.reserve = lambda *_words, **_more: Place(timedelta(0), True)


def fate(order: Order) -> Fate:
    """One reading by a child of this process."""
    reading, writing = os.pipe()
    start = time.monotonic()
    child = os.fork()
    if not child:
        with suppress(Exception):
            clock = Clock(order)
            clock.wind()
            asked = sum(performing.perform(taken) for taken in rounds.take(timezone.now()))
            os.write(writing, f"{asked} {clock.count}".encode())
        os._exit(0)
    os.close(writing)
    _child, ended = os.waitpid(child, 0)
    asked, steps = (os.read(reading, 100) or b"0 0").split()
    os.close(reading)
    return Fate(int(asked), int(steps), time.monotonic() - start, os.WIFSIGNALED(ended))


def main() -> None:
    """Work until the time is over, or obey."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    prepare()
    if given.orders:
        connection.close()
        for line in sys.stdin:
            sys.stdout.write(json.dumps(fate(Order(**json.loads(line))).__dict__) + "\n")
            sys.stdout.flush()
        return
    until = time.monotonic() + given.seconds
    while time.monotonic() < until:
        performing.work(1.0)
        time.sleep(0.02)


if __name__ == "__main__":
    main()
