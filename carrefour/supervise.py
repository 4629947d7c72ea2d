"""`python -m carrefour.supervise worker` (or `beat`): Celery, started again when it dies or gives no sign of life.

A worker can die when Redis restarts under traffic, and can hang without dying, which no restart policy sees. What was
in hand lies in PostgreSQL, so a kill loses nothing.
"""

import logging
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

from carrefour import pulse

PROGRAMS = {
    "worker": ("worker", "--loglevel=INFO", "--without-gossip", "--without-mingle", "--concurrency"),
    # Its schedule is a table in the code: there is nothing to keep on a disk.
    "beat": ("beat", "--loglevel=INFO", "--pidfile=", "--scheduler", "celery.beat:Scheduler"),
}
PAUSE = 1
LOOK = 0.2
# A worker asked to end gives its task 20 s (CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT).
GRACE = 25
log = logging.getLogger("carrefour.supervise")


class Supervisor:
    """One Celery process in a process group of its own. `end` may be called at any moment, by a signal."""

    def __init__(self, program: str) -> None:
        self.command = [sys.executable, "-m", "celery", "-A", "carrefour", *PROGRAMS[program]]
        if program == "worker":
            self.command.append(os.environ.get("WORKER_PROCESSES") or "2")
        self.file = pulse.place()
        self.began = 0.0
        self.ending = False

    def end(self, *_signal: object) -> None:
        """Ask for the end."""
        self.ending = True

    def run(self) -> None:
        """Keep it running until `end`."""
        while not self.ending:
            child = self._started()
            self._watch(child)
            if self.ending:
                child.terminate()
                with suppress(subprocess.TimeoutExpired):
                    child.wait(GRACE)
            _kill(child)
            if not self.ending:
                time.sleep(PAUSE)

    def _started(self) -> "subprocess.Popen[bytes]":
        self.began = time.time()
        variables = {pulse.NAME: str(self.file), "REMAP_SIGTERM": "SIGQUIT"}
        return subprocess.Popen(self.command, env=os.environ | variables, start_new_session=True)  # noqa: S603  ourselves

    def _watch(self, child: "subprocess.Popen[bytes]") -> None:
        """Return once it is dead or silent, or the end was asked for."""
        while not self.ending:
            if child.poll() is not None:
                log.warning("%s ended with %s; it is started again", self.command[5], child.returncode)
                return
            # A full allowance to begin with: the old sign of a process that is gone says nothing about this one.
            if min(pulse.age(self.file), time.time() - self.began) > pulse.LIMIT_SECONDS:
                log.warning("%s gave no sign for %s s; it is started again", self.command[5], pulse.LIMIT_SECONDS)
                return
            time.sleep(LOOK)


def _kill(child: "subprocess.Popen[bytes]") -> None:
    """The whole group: the processes of a worker that was killed must not go on beside the next one's."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def main(program: str) -> None:
    """Supervise until SIGTERM or SIGINT."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s %(message)s")
    supervisor = Supervisor(program)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, supervisor.end)
    supervisor.run()


if __name__ == "__main__":
    if sys.argv[1:2] == [] or sys.argv[1] not in PROGRAMS:
        sys.exit(f"python -m carrefour.supervise {'|'.join(PROGRAMS)}")
    main(sys.argv[1])
