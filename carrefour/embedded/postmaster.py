"""The running server as its `postmaster.pid` tells it; a stale file is not a running server."""

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

PROCESSES = Path("/proc")
# PostgreSQL's own: SIGINT ends the sessions and shuts down cleanly, SIGQUIT at once (recovery at the next start).
GENTLY_THEN_NOT = ((signal.SIGINT, 30), (signal.SIGQUIT, 5), (signal.SIGKILL, 5))


@dataclass(frozen=True)
class Postmaster:
    """The process that serves the folder `cluster`; `sockets` is where it listens, which counts once it is `ready`."""

    cluster: Path
    pid: int
    sockets: Path
    ready: bool

    @property
    def alive(self) -> bool:
        """Whether that process exists and works in that folder: after a crash the pid may be anybody's."""
        if not PROCESSES.joinpath("self").exists():
            return str(self.cluster).encode() in command_of(self.pid)
        try:
            return PROCESSES.joinpath(str(self.pid), "cwd").samefile(self.cluster)
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            return False

    def stop(self) -> None:
        """Shut the server down and wait until its process is gone."""
        for number, patience in GENTLY_THEN_NOT:
            try:
                os.kill(self.pid, number)
            except ProcessLookupError:
                return
            if self._gone_within(patience):
                return

    def _gone_within(self, seconds: float) -> bool:
        limit = time.monotonic() + seconds
        while self.alive:
            if time.monotonic() > limit:
                return False
            time.sleep(0.02)
        return True


def command_of(pid: int) -> bytes:
    """The command line of a process; empty for a dead one and for a zombie."""
    if PROCESSES.joinpath("self").exists():
        try:
            return PROCESSES.joinpath(str(pid), "cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            return b""
    shown = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, check=False)  # noqa: S603, S607
    return shown.stdout


def running(cluster: Path) -> Postmaster | None:
    """The live server of a cluster folder, ready or still starting; None where there is none.

    The file grows line by line: 1 the pid, 5 the folder of the sockets, 8 the state (PostgreSQL's miscadmin.h).
    """
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return None
    if not lines:
        return None
    lines += [""] * 8
    found = Postmaster(cluster, int(lines[0]), Path(lines[4]), lines[7].strip() == "ready")
    return found if found.alive else None
