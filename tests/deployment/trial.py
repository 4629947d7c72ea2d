"""A deployment without Docker: what docker-compose.yml and the Dockerfile say, executed against real servers."""

import json
import shutil
from base64 import urlsafe_b64encode
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.deployment.files import Service, built, copy_into, environment_of_image, example, services
from tests.deployment.processes import Process, Redis, database_url, free_port, run, until
from tests.deployment.visiting import Visitor
from tests.tree import ROOT

HOST = "carrefour.example.org"


def values(mail: Path) -> dict[str, str]:
    """A .env as the operator fills it in."""
    own = {"SECRET_KEY": "k" * 60, "OWNER_PASSWORD": "ownersecret", "DATABASE_PASSWORD": "productsecret"}
    own["CARREFOUR_TOKEN_KEYS"] = urlsafe_b64encode(b"tokensecret".ljust(32)).decode()
    return example() | own | {"EMAIL_URL": f"filemail:///{mail}", "ALLOWED_HOSTS": HOST}


@dataclass
class Trial:
    """Its services, with the addresses of this run's servers in place of `db` and `redis`."""

    services: dict[str, Service]
    addresses: dict[str, str]
    folder: Path
    home: Path
    port: int

    def environment(self, name: str) -> dict[str, str]:
        """A service's own, and the addresses of those variables that it has."""
        own = self.services[name].environment
        return own | {key: value for key, value in self.addresses.items() if key in own or key in EXTRA}

    def command(self, name: str) -> list[str]:
        """As written, on this run's port."""
        return [word.replace("0.0.0.0:8000", f"127.0.0.1:{self.port}") for word in self.services[name].command]

    def run(self, name: str, command: list[str] | None = None):
        """`docker compose run --rm NAME [COMMAND]`."""
        return run(command or self.command(name), self.environment(name), self.home)

    def probe(self, name: str):
        """The service's health check."""
        return run(self.services[name].probe, self.environment(name) | self.pulse(name), self.home)

    def pulse(self, name: str) -> dict[str, str]:
        """Containers each have a /tmp of their own; here the file's name tells them apart."""
        return {"PULSE_FILE": str(self.folder / f"{name}.pulse"), "PORT": str(self.port)}

    def process(self, name: str) -> Process:
        """The service, to be started."""
        return Process(
            self.command(name), self.environment(name) | self.pulse(name), self.home, self.folder / f"{name}.log"
        )

    def started(self, stack: ExitStack, name: str) -> Process:
        """The service, started now and ended with the stack."""
        return stack.enter_context(self.process(name))

    def visitor(self) -> Visitor:
        """Somebody who comes to the site."""
        return Visitor(self.port, HOST)

    def health(self) -> tuple[int, dict]:
        """What /health/ says, asked as a load balancer would."""
        status, _headers, text, _seconds = self.visitor().ask("GET", "/health/")
        return status, json.loads(text) if status in (200, 503) else {}

    def serve(self, stack: ExitStack) -> Process:
        """The web service, once it answers."""
        web = self.started(stack, "web")
        until(lambda: self.health()[0] == 200, "web answers")
        return web


# What a test may set beyond the files: quicker steps, another place.
EXTRA = ("RELAY_SECONDS", "PULSE_LIMIT_SECONDS", "WORKER_PROCESSES", "STATIC_ROOT")


def prepared(
    folder: Path, redis: Redis, database: str, *, owner: str = "", product: str = "", home: Path = ROOT, **more: str
) -> Trial:
    """A trial in that folder; `owner` and `product` are the two roles as `name:password`."""
    mail = folder / "mail"
    mail.mkdir(exist_ok=True)
    addresses = {
        "DATABASE_URL": database_url(database, product),
        "OWNER_DATABASE_URL": database_url(database, owner),
        "REDIS_URL": redis.url,
    }
    return Trial(services(values(mail)), addresses | more, folder, home, free_port())


def image(folder: Path) -> Path:
    """The image's /app, made as the Dockerfile says: copy, then its collectstatic."""
    home = folder / "app"
    home.mkdir()
    copy_into(home)
    done = run(built("collectstatic"), environment_of_image(), home)
    if done.returncode:
        raise AssertionError(done.stderr)
    return home


def collected(folder: Path) -> dict[str, str]:
    """The static files alone, for a trial of the clone itself."""
    place = folder / "static"
    done = run(built("collectstatic"), environment_of_image() | {"STATIC_ROOT": str(place)}, ROOT)
    if done.returncode:
        raise AssertionError(done.stderr)
    return {"STATIC_ROOT": str(place)}


def redis_of_the_compose_file(folder: Path) -> Redis:
    """The redis service, not started yet."""
    room = folder / "redis"
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir()
    return Redis(services(values(folder))["redis"], room)
