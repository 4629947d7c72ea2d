"""A server that dies: each order on its standard input is one request, answered by a child that is killed on the way.

An order is a line of JSON, `Order`; the answer is one line, `Fate`. The children come from a process without threads and without
connections, so that each has its own connection to PostgreSQL and leaves nothing behind but what it sent there.
"""

import json
import os
import select
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass

import django
from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.db.transaction import Atomic
from django.test import Client


@dataclass(frozen=True)
class Order:
    """POST ``data`` to ``path`` in the session ``key``, and die.

    ``death`` is "" (none), "killed" or "cut off" (PostgreSQL's end of the connection is terminated), both at the ``at``-th step:
    before a statement or a COMMIT, or right after a COMMIT; or "shot" from outside after ``after`` seconds. ``torn`` takes the
    transactions away.
    """

    path: str
    data: dict
    key: str
    death: str = ""
    at: int = 0
    after: float = 0
    torn: bool = False


@dataclass(frozen=True)
class Fate:
    """The status of the answer, 0 when none came; how many steps there were; how long it took, in seconds."""

    status: int
    steps: int
    seconds: float
    died: bool


class Clock:
    """Counts the steps of this process, and lets one of them be the last."""

    def __init__(self, order: Order) -> None:
        self.order, self.count = order, 0
        self._commit = connection._commit

    def wind(self) -> None:
        """From now on."""
        connection.ensure_connection()
        connection.execute_wrappers.append(self._statement)
        connection._commit = self._last

    def _statement(self, execute: Callable, *arguments: object) -> object:
        self._tick()
        return execute(*arguments)

    def _last(self) -> None:
        self._tick()
        self._commit()
        self._tick()

    def _tick(self) -> None:
        self.count += 1
        if self.count == self.order.at and self.order.death in DEATHS:
            DEATHS[self.order.death]()


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _cut_off() -> None:
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
    other.close()


DEATHS = {"killed": _kill, "cut off": _cut_off}


def _tear() -> None:
    """Every statement is its own transaction: what a program without `atomic` does."""
    Atomic.__enter__ = Atomic.__exit__ = lambda *_arguments: None
    QuerySet.select_for_update = lambda rows, **_options: rows


def _answer(order: Order, pipe: int) -> None:
    if order.torn:
        _tear()
    clock, client = Clock(order), Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = order.key
    clock.wind()
    answer = client.post(order.path, order.data)
    os.write(pipe, f"{answer.status_code} {clock.count}".encode())


def _fate(order: Order) -> Fate:
    reading, writing = os.pipe()
    start = time.monotonic()
    child = os.fork()
    if not child:
        with suppress(Exception):
            _answer(order, writing)
        os._exit(0)
    os.close(writing)
    if order.death == "shot" and not select.select([reading], [], [], order.after)[0]:
        os.kill(child, signal.SIGKILL)
    _child, ended = os.waitpid(child, 0)
    status, count = (os.read(reading, 100) or b"0 0").split()
    os.close(reading)
    return Fate(int(status), int(count), time.monotonic() - start, os.WIFSIGNALED(ended))


def main() -> None:
    """Until the standard input ends."""
    django.setup()
    Client(raise_request_exception=False).get("/")  # what every process loads once is not loaded by each child
    connection.close()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(asdict(_fate(Order(**json.loads(line))))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
