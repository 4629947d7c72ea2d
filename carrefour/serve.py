"""`manage.py serve`: the web server with a Celery worker and beat in the same process, for one machine.

gunicorn's master stays light: it holds the embedded PostgreSQL and the listening socket, and loads neither Django nor
the product. Its only worker process loads them after the fork, so that it can be replaced (a crash, a changed file).
"""

import argparse
import glob
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from gunicorn import util
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from carrefour import reach
from carrefour.embedded.cluster import Cluster
from carrefour.sentences import Unable

ROOT = Path(__file__).resolve().parents[1]
EMBEDDED = ROOT / ".data" / "postgres"
DEVELOPMENT = "carrefour.settings.dev"
THREADS = 8
GRACE = 5
WATCHED = ("templates/**/*.html", "templates/**/*.txt", "locale/**/*.mo")


class Server(BaseApplication):
    """gunicorn with our options only: neither its command line, its environment nor a configuration file is read."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Take the options as they are."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The WSGI application, imported in the worker process."""
        return util.import_app("carrefour.wsgi:application")


def listen(host: str, port: str) -> socket.socket:
    """A bound socket, before anything else is started. Raises Unable when the port is taken, forbidden or no port."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, int(port)))
        listener.listen()
    except (OSError, OverflowError, ValueError) as error:
        listener.close()
        raise Unable(
            f"Impossible d’écouter sur {host}:{port} ({reason(error)}) : choisissez un autre port, PORT=8001 bin/dev.",
            f"Cannot listen on {host}:{port} ({reason(error)}): choose another port, PORT=8001 bin/dev.",
        ) from error
    return listener


def reason(error: Exception) -> str:
    """The system's words without their number, or the ports that exist."""
    return os.strerror(error.errno) if isinstance(error, OSError) and error.errno else "0–65535"


@contextmanager
def database_held() -> Iterator[None]:
    """Keep the embedded PostgreSQL up for all processes of this server, where the settings use it."""
    if "DATABASE_URL" in os.environ or os.environ["DJANGO_SETTINGS_MODULE"] != DEVELOPMENT:
        yield
        return
    with Cluster(EMBEDDED):
        yield


def close_with_the_terminal(arbiter: Arbiter) -> None:
    """A closed terminal stops the server; gunicorn would take it as the wish to load everything again."""
    signal.signal(signal.SIGHUP, lambda number, frame: arbiter.signal(signal.SIGTERM, frame))


def run(listener: socket.socket, *, reload: bool, when_up: Callable[[], None]) -> None:
    """Serve until a signal; ends by SystemExit, as gunicorn does. `when_up` is called once, in the worker process."""
    background = []

    def begin(worker: Any) -> None:
        background.append(import_module("carrefour.background").Background())
        background[0].start()
        if worker.age == 1:
            when_up()

    def end(arbiter: Arbiter, worker: Any) -> None:
        for threads in background:
            threads.stop()

    options = {
        "bind": f"fd://{listener.detach()}",
        "workers": 1,
        "worker_class": "gthread",
        "threads": THREADS,
        "graceful_timeout": GRACE,
        "loglevel": "warning",
        "control_socket_disable": True,
        "reload": reload,
        "reload_extra_files": [f"{glob.escape(str(ROOT))}/{pattern}" for pattern in WATCHED if any(ROOT.glob(pattern))],
        "when_ready": close_with_the_terminal,
        "post_worker_init": begin,
        "worker_exit": end,
    }
    Server(options).run()


def serve(argv: Sequence[str]) -> None:
    """The command: `--host`, `--port` (PORT, 8000). Migrations and people are the concern of others."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", DEVELOPMENT)
    reach.drop_empty()
    parser = argparse.ArgumentParser(prog="manage.py serve", description=__doc__.splitlines()[0])
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", default=os.environ.get("PORT", "8000"))
    chosen = parser.parse_args(argv)
    listener = listen(chosen.host, chosen.port)
    with database_held():
        run(listener, reload=False, when_up=lambda: announce(f"http://{chosen.host}:{chosen.port}"))


def announce(address: str) -> None:
    """Say where, once it can be asked."""
    sys.stdout.write(f"Carrefour : {address}\n")
    sys.stdout.flush()
