"""One embedded PostgreSQL: made when missing, joined when it runs, stopped by the last process that uses it.

What lies in its `home`: `cluster/` (PostgreSQL's data), `log`, and the two files of `holding`. The sockets lie in
a short private folder of /tmp, because the path of a socket may not pass 107 bytes; it is removed with the server.
"""

import hashlib
import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

import psycopg

from carrefour.embedded.binaries import programs, wheel
from carrefour.embedded.holding import Hold, alone, undisturbed
from carrefour.embedded.identity import Identity, identity, made
from carrefour.embedded.postmaster import PROCESSES, Postmaster, command_of, running
from carrefour.sentences import Unable

ROLE = "carrefour"
DATABASE = "carrefour"
PORT = "5432"
SHORT = Path("/tmp")  # noqa: S108  made private, and refused when it is somebody else's
CLEAN = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
# A shell that leaves a program behind and says its pid; the program's words go where the shell's errors go.
DETACHED = ("/bin/sh", "-c", '"$@" </dev/null >&2 & echo $!', "sh")
# What PostgreSQL says while the children of a killed server have not noticed yet; they take a moment.
STILL_THERE = "pre-existing shared memory block"
PATIENCE = 60
RETRIES = 10


@dataclass
class Cluster:
    """`home`: a folder of its own, made when missing. `options`: PostgreSQL settings by name, used at the start."""

    home: Path
    options: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.home = self.home.resolve()
        self.data = self.home / "cluster"
        key = hashlib.blake2s(os.fsencode(self.home), digest_size=5).hexdigest()
        self.room = SHORT / f"carrefour-{os.geteuid()}-{key}"
        self.sockets: Path | None = None
        self._hold = Hold(self.home / "users")

    def __enter__(self) -> "Cluster":
        self.join()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    @property
    def url(self) -> str:
        """Where the joined server is, for DATABASE_URL."""
        return f"postgres://{ROLE}@/{DATABASE}?host={quote(str(self.sockets), safe='')}&port={PORT}"

    def join(self) -> None:
        """Use the server of this folder: start it, or join the one that runs. Raises Unable with what is wrong."""
        if self._hold.descriptor is not None:
            return
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            with alone(self.home / "lock"):
                self._hold.take()
                if not running(self.data):
                    self._start()
                self.sockets = self._awaited().sockets
                self._make_database()
        except PermissionError as error:
            self._hold.release()
            raise Unable(
                f"{self.home} appartient à une autre personne : effacez ce dossier ou donnez DATABASE_URL ({error}).",
                f"{self.home} belongs to somebody else: remove that folder or set DATABASE_URL ({error}).",
            ) from error
        except BaseException:
            self.leave()
            raise

    def leave(self) -> None:
        """Stop using the server; the last one out stops it. Twice, or in a forked child, does nothing."""
        if self._hold.descriptor is None:
            return
        with undisturbed(), alone(self.home / "lock"):
            if self._hold.is_last():
                self.stop()
            self._hold.release()

    def stop(self) -> None:
        """Stop the server, whoever uses it."""
        server = running(self.data)
        if server:
            server.stop()
        shutil.rmtree(self.room, ignore_errors=True)

    def _start(self) -> None:
        """Nobody runs: what a killed server left in the room goes first, as its pid may be another program's by now."""
        shutil.rmtree(self.room, ignore_errors=True)
        runner = identity(self.data)
        made(self.room, 0o711, set())
        runner.own(self.room / "sockets")
        folder = programs(runner, self.room, wheel())
        if not (self.data / "PG_VERSION").exists():
            self._make(folder, runner)
        for _ in range(RETRIES):
            pid = self._launch(folder, runner)
            while command_of(pid):
                if running(self.data):
                    return
                time.sleep(0.01)
            if STILL_THERE not in self._last_words():
                break
            time.sleep(0.5)
        raise self._unable()

    def _awaited(self) -> Postmaster:
        """The server once it accepts sessions: it may be starting, or recovering from a crash."""
        limit = time.monotonic() + PATIENCE
        while (server := running(self.data)) and time.monotonic() < limit:
            if server.ready and answers(server.sockets):
                return server
            time.sleep(0.01)
        raise self._unable()

    def _make(self, folder: Path, runner: Identity) -> None:
        """Fill the data folder, beside its final place: an interrupted making leaves no half-made cluster."""
        draft = self.data.with_name("cluster.new")
        shutil.rmtree(draft, ignore_errors=True)
        runner.own(draft)
        command = [folder / "initdb", f"--username={ROLE}", "--auth=trust", "--locale=C.UTF-8", "--encoding=UTF8"]
        with (self.home / "log").open("ab") as log, reachable(draft, runner) as (path, kept):
            done = subprocess.run(  # noqa: S603  our own programs
                [*command, "--no-sync", "--no-instructions", "-D", path],
                cwd="/", env=CLEAN, stdin=subprocess.DEVNULL, stdout=log, stderr=log, pass_fds=kept, check=False,
                **runner.popen,
            )  # fmt: skip
        if done.returncode:
            raise self._unable()
        draft.rename(self.data)

    def _launch(self, folder: Path, runner: Identity) -> int:
        """Start the server, give back its pid. It is nobody's child and has its own session: Ctrl-C passes it by."""
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        sockets = str(self.room / "sockets")
        options = {"listen_addresses": "", "unix_socket_directories": sockets, "port": PORT, **self.options}
        settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        with (self.home / "log").open("ab") as log, reachable(self.data, runner) as (path, kept):
            started = subprocess.run(  # noqa: S603  our own programs
                [*DETACHED, folder / "postgres", "-D", path, *settings],
                cwd="/", env=CLEAN, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, pass_fds=kept,
                start_new_session=True, check=True, **runner.popen,
            )  # fmt: skip
        return int(started.stdout)

    def _make_database(self) -> None:
        with connect(self.sockets) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if not known:
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def _last_words(self) -> str:
        said = (self.home / "log").read_text(errors="replace").splitlines()
        return next((line for line in reversed(said) if "FATAL" in line or "error" in line), "")

    def _unable(self) -> Unable:
        log, last = self.home / "log", self._last_words()
        return Unable(
            f"PostgreSQL embarqué ne démarre pas ; voyez {log} : {last}",
            f"The embedded PostgreSQL does not start; see {log}: {last}",
        )


@contextmanager
def reachable(folder: Path, runner: Identity) -> Iterator[tuple[str, tuple[int, ...]]]:
    """A path to `folder` that works for `runner`, and the descriptors to pass to its processes.

    Under a closed home, whose rights are not ours to change, root opens the folder and the server enters it by that
    descriptor: /proc/self/fd leads to it without walking through the parents.
    """
    if runner.may_enter(folder) or not PROCESSES.joinpath("self", "fd").exists():
        yield str(folder), ()
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield f"/proc/self/fd/{descriptor}", (descriptor,)
    finally:
        os.close(descriptor)


def connect(sockets: Path) -> psycopg.Connection:
    """A session on the maintenance database; every parameter is given, so that no PG* variable counts."""
    return psycopg.connect(
        host=str(sockets), port=PORT, user=ROLE, dbname="postgres", connect_timeout=5, autocommit=True
    )


def answers(sockets: Path) -> bool:
    """Whether the server there accepts sessions already."""
    try:
        connect(sockets).close()
    except psycopg.OperationalError:
        return False
    return True
