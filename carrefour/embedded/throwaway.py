"""A PostgreSQL for one run: quick because it may lose everything, in a temporary folder, gone at the end.

As a program it gives the rest of its command line to Python with DATABASE_URL set:
`bin/setup -m carrefour.embedded.throwaway manage.py migrate`
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from carrefour.embedded.cluster import Cluster
from carrefour.embedded.holding import Hold

PREFIX = "carrefour-test-"
OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "300"}
OUTSIDE = ("DATABASE_URL", "REDIS_URL")
ROOT = Path(__file__).resolve().parents[2]
YOUNG = 60
# After Ctrl-C the terminal has told the child as well: it is told again only when it does not end by itself.
PATIENCE = {signal.SIGINT: 3, signal.SIGTERM: 0, signal.SIGHUP: 0}


@contextmanager
def throw_away() -> Iterator[str]:
    """The DATABASE_URL of a new cluster; sweeps first those that killed runs have left."""
    sweep()
    home = Path(tempfile.mkdtemp(prefix=PREFIX))
    home.chmod(0o711)
    try:
        with Cluster(home, OPTIONS) as cluster:
            yield cluster.url
    finally:
        shutil.rmtree(home, ignore_errors=True)


def sweep() -> None:
    """Stop and remove the clusters of runs that were killed: nobody holds their lock."""
    for home in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        found = home.lstat()
        if found.st_uid != os.geteuid() or time.time() - found.st_mtime < YOUNG:
            continue
        hold = Hold(home / "users")
        hold.take()
        if hold.is_last():
            Cluster(home).stop()
            shutil.rmtree(home, ignore_errors=True)
        hold.release()


def run(arguments: Sequence[str], url: str, **variables: str) -> int:
    """Run this Python with that database and wait for it, passing on signals; the child's code, or 128 + signal."""
    environment = {name: value for name, value in os.environ.items() if not foreign(name)}
    environment |= {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "carrefour.settings.test", **variables}
    process = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=environment)  # noqa: S603  ourselves
    return waited(process)


def foreign(name: str) -> bool:
    """Whether a variable of the outside could lead the run to somebody's real database or broker."""
    return name in OUTSIDE or name.startswith("PG")


def waited(process: "subprocess.Popen[bytes]") -> int:
    """The code of the child; on a signal it is asked to end as by Ctrl-C, and killed when it does not."""
    try:
        return process.wait()
    except Interrupted as interrupted:
        number = signal.Signals(interrupted.args[0])
        for patience, then in ((PATIENCE[number], signal.SIGINT), (10, signal.SIGKILL), (None, signal.SIGKILL)):
            try:
                process.wait(patience)
                break
            except subprocess.TimeoutExpired:
                process.send_signal(then)
        return 128 + number


class Interrupted(BaseException):
    """A signal, as an exception that unwinds to where things are cleaned up."""


@contextmanager
def interruptible() -> Iterator[None]:
    """Within, the first signal raises Interrupted and the next ones are ignored, so that the clean-up is not cut short."""

    def interrupt(number: int, frame: object) -> None:
        for each in PATIENCE:
            signal.signal(each, signal.SIG_IGN)
        raise Interrupted(number)

    for each in PATIENCE:
        signal.signal(each, interrupt)
    try:
        yield
    except Interrupted as interrupted:
        raise SystemExit(128 + interrupted.args[0]) from None


def main(arguments: Sequence[str]) -> None:
    """Run Python's command line on a new cluster."""
    with interruptible(), throw_away() as url:
        code = run(arguments, url)
    sys.exit(code)


if __name__ == "__main__":
    main(sys.argv[1:])
