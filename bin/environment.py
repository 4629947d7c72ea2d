"""The second half of bin/setup: .venv and its locked packages. Standard library only, and no part of the product."""

import fcntl
import hashlib
import os
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKED = ROOT / "requirements-dev.txt"
STAMP = VENV / "locked.sha256"
INTERRUPTED = 130


def fail(*sentences: str) -> None:
    """One sentence per language, and a code that is not zero."""
    sys.exit("\n".join(sentences))


def make() -> None:
    """The virtual environment itself, unless this very Python is the one inside."""
    if Path(sys.prefix) == VENV:
        return
    if not (find_spec("venv") and find_spec("ensurepip")):
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        fail(
            f"Le module venv manque à {sys.executable} ; sous Debian : apt-get install {package}",
            f"The venv module of {sys.executable} is missing; on Debian: apt-get install {package}",
        )
    run("environnement Python / Python environment", [sys.executable, "-m", "venv", "--clear", str(VENV)])


def install() -> None:
    """The locked packages, each checked against its hash; stamped once all are there."""
    wanted = hashlib.sha256(LOCKED.read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    sys.stderr.write("Installation des paquets, une à trois minutes… / Installing packages, one to three minutes…\n")
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    run("paquets / packages", [*command, "--require-hashes", "-r", str(LOCKED)])
    STAMP.write_text(wanted)


def run(what: str, command: list[str]) -> None:
    """One step; its own words stay on the screen when it fails."""
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=sys.stderr)  # noqa: S603  named above
    try:
        code = process.wait()
    except BaseException:
        process.terminate()
        process.wait()
        raise
    if code:
        fail(
            f"{what} : échec ; corrigez ce qui est dit ci-dessus et relancez.",
            f"{what}: failed; correct what is said above and run this again.",
        )


def stop(number: int, frame: object) -> None:
    """Ctrl-C and a polite kill end what was started, without a traceback."""
    sys.exit(INTERRUPTED)


def main(arguments: list[str]) -> None:
    """One person at a time per clone; the lock is on the folder and goes away with the process."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        make()
        install()
    except PermissionError as error:
        fail(
            f"Impossible d’écrire dans {VENV} : ce dossier est à une autre personne ({error}).",
            f"Cannot write into {VENV}: it belongs to somebody else ({error}).",
        )
    os.close(folder)
    if arguments:
        os.chdir(ROOT)
        os.execv(PYTHON, [str(PYTHON), *arguments])  # noqa: S606  our own Python


if __name__ == "__main__":
    main(sys.argv[1:])
