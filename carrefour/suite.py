"""`bin/test`: pytest on a throw-away PostgreSQL, on all processors, saying what it leaves out and why."""

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from carrefour import reach
from carrefour.embedded.throwaway import interruptible, run, throw_away
from carrefour.sentences import Unable

LEFT_OUT = "CARREFOUR_LEFT_OUT"
ALONE = ("--pdb", "-n", "--collect-only", "--co")


@dataclass(frozen=True)
class Piece:
    """A program that the tests of one marker need. `variable` tells them where it is."""

    marker: str
    commands: tuple[str, ...]
    variable: str
    package: str

    @property
    def path(self) -> str | None:
        """Where the program is: as the variable says, else the first found on the PATH."""
        named = os.environ.get(self.variable)
        return shutil.which(named) if named else next(filter(None, map(shutil.which, self.commands)), None)


PIECES = (
    # The one without windows comes first: the same engine, for a quarter of the work.
    Piece("chromium", ("chromium-headless-shell", "chromium", "chromium-browser"), "CHROMIUM", "chromium"),
    Piece("redis", ("redis-server",), "REDIS_SERVER", "redis-server"),
)


def processors() -> int:
    """Those that this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def command(arguments: Sequence[str]) -> list[str]:
    """pytest's command line: what is given comes last, so that it wins."""
    parallel = (
        [] if any(word.startswith(ALONE) for word in arguments) else ["-n", str(processors()), "--dist", "worksteal"]
    )
    return ["-m", "pytest", "-p", "tests.left_out", *parallel, *arguments]


def surroundings() -> dict[str, str]:
    """The programs for the tests, and the markers that are left out: none when CI_REQUIRE_ALL asks for everything."""
    missing = [piece for piece in PIECES if not piece.path]
    if missing and os.environ.get("CI_REQUIRE_ALL"):
        packages = " ".join(piece.package for piece in missing)
        raise Unable(
            f"Rien ne doit être laissé de côté, et il manque : {packages} (apt-get install {packages}).",
            f"Nothing may be left out, and this is missing: {packages} (apt-get install {packages}).",
        )
    found = {piece.variable: piece.path for piece in PIECES if piece.path}
    return found | {LEFT_OUT: " ".join(f"{piece.marker}:{piece.package}" for piece in missing)}


def main(arguments: Sequence[str]) -> None:
    """Run the suite; only TEST_DATABASE_URL can lead it to another server, never DATABASE_URL."""
    variables = surroundings()
    other = os.environ.get("TEST_DATABASE_URL")
    with interruptible():
        if other:
            reach.database(other)
            code = run(command(arguments), other, **variables)
        else:
            with throw_away() as url:
                code = run(command(arguments), url, **variables)
    sys.exit(code)


if __name__ == "__main__":
    main(sys.argv[1:])
