"""The tools of the fault tests: clients that decide through the site, somebody who kills workers, and a mailbox."""

import os
import random
import re
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.deployment.processes import Process, children
from tests.deployment.visiting import Visitor

CLIENTS = 3
# The way of a request from submitted to approved: two decisions, and the taking between them.
WAY = (("endorse", "head"), ("take", "manager"), ("approve", "manager"))
DECISIONS = ("endorse", "approve")
TAKEN = re.compile(r"relay\[[\w-]+\] received")
MESSAGE = re.compile(r"^Message-ID: (\S+)$", re.MULTILINE)


@dataclass
class Answers:
    """What the clients met."""

    refused: list[tuple[str, int, str]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    made: Counter = field(default_factory=Counter)

    @property
    def decisions(self) -> int:
        """The decisions that were acknowledged."""
        return sum(self.made[name] for name in DECISIONS)


def decide(people: dict[str, Visitor], requests: Iterable[tuple[int, int]], answers: Answers) -> None:
    """Bring each request (its number and version) to approved, all clients at once."""

    def one(asked: tuple[int, int]) -> None:
        number, version = asked
        for offset, (move, who) in enumerate(WAY):
            path = f"/requests/{number}/{move}/"
            status, _headers, text, seconds = people[who].ask("POST", path, seen=version + offset)
            answers.seconds.append(seconds)
            if status in (302, 303):
                answers.made[move] += 1
            else:
                answers.refused.append((path, status, text[:300]))

    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(one, requests))


class Killer(threading.Thread):
    """Kills with -9 the worker under a supervisor: its parent process, and one time in four the child that works
    (which its parent only notices within five seconds).

    Each time it waits until the worker has taken a relay since the last kill, so that it dies over its work; but not
    for ever, as the broker may be down.
    """

    PATIENCE = 8

    def __init__(self, supervisor: Process, times: int) -> None:
        super().__init__(daemon=True)
        self.supervisor, self.times = supervisor, times
        self.killed: Counter = Counter()

    def run(self) -> None:
        """Until the last of the times."""
        taken = 0
        while sum(self.killed.values()) < self.times:
            limit = time.monotonic() + self.PATIENCE
            while time.monotonic() < limit and self._taken() <= taken:
                time.sleep(0.02)
            # Somewhere inside the relay, not always at its start.
            time.sleep(random.random() / 5)
            taken = self._taken()
            self._kill()

    def _taken(self) -> int:
        return len(TAKEN.findall(self.supervisor.words))

    def _kill(self) -> None:
        parents = children(self.supervisor.child.pid)
        offspring = [child for parent in parents for child in children(parent)]
        kind = "child" if sum(self.killed.values()) % 4 == 1 else "parent"
        victims = offspring if kind == "child" else parents
        with suppress(IndexError, ProcessLookupError):  # between two lives there is nobody to kill
            os.kill(victims[-1], signal.SIGKILL)
            self.killed[kind] += 1


def copies(folder: Path) -> Counter:
    """How often each Message-ID was handed to the mail server."""
    return Counter(found for file in folder.iterdir() for found in MESSAGE.findall(file.read_text(errors="replace")))
