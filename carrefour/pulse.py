"""The sign of life of a worker (a task taken from the queue is done) and of a beat (the broker took a task).

It is the age of a file, so that it is seen from another process and survives whatever hangs. `carrefour.supervise`
names the file in PULSE_FILE; elsewhere nothing is written.
"""

import os
import tempfile
import time
from pathlib import Path

from celery.signals import after_task_publish, task_postrun

NAME = "PULSE_FILE"
# A relay each 10 s, each at most 60 s long: past this something hangs.
LIMIT_SECONDS = float(os.environ.get("PULSE_LIMIT_SECONDS") or 120)


def place() -> Path:
    """Where the file is: as PULSE_FILE says, else one per machine (a container has one process to watch)."""
    return Path(os.environ.get(NAME) or Path(tempfile.gettempdir(), "carrefour.pulse"))


def give(**_signal: object) -> None:
    """Say that this process is alive."""
    if os.environ.get(NAME):
        place().touch()


def age(file: Path) -> float:
    """Seconds since the last sign; without any, infinite."""
    try:
        return time.time() - file.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def listen() -> None:
    """Give a sign at every task done and every task sent from now on; called once, with the Celery application."""
    task_postrun.connect(give, dispatch_uid="carrefour.pulse")
    after_task_publish.connect(give, dispatch_uid="carrefour.pulse")
