"""Real processes for tests: a redis-server to be mistreated, and the services of docker-compose.yml without Docker."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import redis

from tests.deployment.files import Service

LONG = 120
PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


def free_port() -> int:
    """A port that nobody has now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def until(holds: Callable[[], object], what: str, seconds: float = LONG) -> None:
    """Wait until it holds; fails with the words when it never does."""
    limit = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > limit:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(0.05)


def database_url(database: str, role: str = "") -> str:
    """Another database of the suite's server, as the suite's role or as `name:password`."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    known, _at, host = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{role or known}@{host}", path=f"/{database}"))


def children(pid: int) -> list[int]:
    """The processes that this one started, oldest first."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(place.read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(place.parent.name))
    return sorted(found)


class Process:
    """A command in its own session, its words in a file. Used in a `with`, it is ended at the end."""

    def __init__(self, command: list[str], environment: dict[str, str], folder: Path, log: Path) -> None:
        self.command, self.environment, self.folder, self.log = command, environment, folder, log

    def __enter__(self) -> "Process":
        with self.log.open("ab") as log:
            self.child = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env={"PATH": PATH, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        return self

    def __exit__(self, *_error: object) -> None:
        self.end()

    @property
    def words(self) -> str:
        """What it has said."""
        return self.log.read_text(errors="replace")

    def signal(self, number: int) -> None:
        """Send a signal to it alone."""
        self.child.send_signal(number)

    def end(self) -> int:
        """Ask politely, then not; its code."""
        with suppress(ProcessLookupError):
            self.child.send_signal(signal.SIGCONT)
            self.child.terminate()
        try:
            return self.child.wait(LONG)
        except subprocess.TimeoutExpired:
            self.child.kill()
            return self.child.wait()


class Redis:
    """A redis-server on a free port, with the options that the compose file gives it."""

    def __init__(self, service: Service, folder: Path) -> None:
        self.port = free_port()
        program = os.environ.get("REDIS_SERVER") or service.command[0]
        own = ["--bind", "127.0.0.1", "--port", str(self.port), "--dir", str(folder)]
        self.process = Process([program, *service.command[1:], *own], {}, folder, folder / "redis.log")
        self.client = redis.Redis(port=self.port, socket_timeout=5)

    @property
    def url(self) -> str:
        """For REDIS_URL."""
        return f"redis://127.0.0.1:{self.port}/0"

    def __enter__(self) -> "Redis":
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.process.end()
        self.client.close()

    def answers(self) -> bool:
        """Whether it takes commands."""
        try:
            return self.client.ping()
        except redis.RedisError:
            return False

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self.process.__enter__()
        until(self.answers, "redis-server answers")

    def stop(self) -> None:
        """Stop it: the port refuses from now on."""
        self.process.end()

    def hang(self) -> None:
        """It takes connections (the system does) and answers nothing."""
        self.process.signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """It answers again, beginning with all that was asked meanwhile."""
        self.process.signal(signal.SIGCONT)

    def crash_and_start(self) -> None:
        """Killed, and there again at once, empty."""
        self.process.child.kill()
        self.process.child.wait()
        self.start()


def run(command: list[str] | str, environment: dict[str, str], folder: Path) -> subprocess.CompletedProcess:
    """A command that ends by itself; a string is given to a shell, as RUN does."""
    return subprocess.run(
        ["/bin/sh", "-c", command] if isinstance(command, str) else command,
        cwd=folder,
        env={"PATH": PATH, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=2 * LONG,
        check=False,
    )
