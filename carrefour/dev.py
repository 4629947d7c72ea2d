"""`bin/dev`: everything a clone needs to be seen in a browser, stopped by one Ctrl-C."""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Sequence

from carrefour import reach
from carrefour.serve import DEVELOPMENT, ROOT, database_held, listen, run

HOST = "127.0.0.1"
INTERRUPTED = 130


def stop(number: int, frame: object) -> None:
    """What Ctrl-C and a polite kill do while things are being prepared; gunicorn has its own way later."""
    raise SystemExit(INTERRUPTED)


def prepared(*, demonstration: bool) -> str:
    """Migrate, fill, and give back what is to be said about the demonstration's people."""
    sys.stderr.write("Préparation de la base… / Preparing the database…\n")
    command = [sys.executable, "-m", "carrefour.prepare", *(["demonstration"] if demonstration else [])]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603  ourselves
    try:
        said, _nothing = process.communicate()
    finally:
        process.terminate()
        process.wait()
    if process.returncode:
        raise SystemExit(process.returncode)
    return said


def options(argv: Sequence[str]) -> argparse.Namespace:
    """The command line; everything else comes from PORT, DATABASE_URL and REDIS_URL."""
    parser = argparse.ArgumentParser(prog="bin/dev", description=__doc__)
    parser.add_argument(
        "--demo",
        action="store_true",
        help="fill the empty database of DATABASE_URL too with the demonstration / remplir aussi la base de DATABASE_URL",
    )
    return parser.parse_args(argv)


def main(argv: Sequence[str]) -> None:
    """Check what can be missing first, then start what must run, in that order; never returns."""
    chosen = options(argv)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", DEVELOPMENT)
    reach.drop_empty()
    own = "DATABASE_URL" not in os.environ
    port = os.environ.get("PORT", "8000")
    listener = listen(HOST, port)
    if not own:
        reach.database(os.environ["DATABASE_URL"])
    if "REDIS_URL" in os.environ:
        reach.broker(os.environ["REDIS_URL"])
    with database_held():
        people = prepared(demonstration=own or chosen.demo)
        run(listener, reload=True, when_up=lambda: announce(f"http://{HOST}:{port}", people))


def announce(address: str, people: str) -> None:
    """The last words before the server's own: where, and as whom."""
    sys.stdout.write(f"\n{people}\nCarrefour : {address}\nCtrl-C pour arrêter / to stop\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
