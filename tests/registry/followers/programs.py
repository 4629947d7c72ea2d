"""A program of the cast, and how it calls."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from registry.organisation.models import ProgramRole, ProgramToken, User
from registry.organisation.programs import enter_program, give_token
from tests.world import World

COUNTS = "/api/follower-counts/"
QUESTIONS = "/api/follower-count-questions/"


@dataclass
class Program:
    """A program with a token that works; ``client`` bears it on every call."""

    user: User
    token: ProgramToken
    secret: str
    client: Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = bearing(self.secret)

    def send(self, figures: dict | list):
        """The answer to a message of figures."""
        return self.client.post(COUNTS, figures, content_type="application/json")

    def read(self, path: str = COUNTS, **asked: str) -> list[dict]:
        """The first page of what it may read."""
        return self.client.get(path, asked).json()["results"]


def bearing(secret: str) -> Client:
    """A client that shows a token."""
    return Client(headers={"Authorization": f"Token {secret}"})


def program(world: World, unit: str = "hydro", role: str = ProgramRole.COUNTER, admin: str = "admin") -> Program:
    """A program of a unit, entered by its administrator today."""
    words = {"actor": world.people[admin], "at": timezone.now()}
    user = enter_program(name=f"Programme de {unit}", unit=world.units[unit], role=role, **words)
    given = give_token(user, name="Serveur", until=timezone.localdate() + timedelta(days=30), **words)
    return Program(user, given.token, given.secret)


def figure(of=None, **changed: object) -> dict:
    """A figure that is taken."""
    said = {"day": "2026-03-02", "value": 10_000, "source": "Tableau de bord"}
    return said | ({"account": of.slug} if of else {}) | changed


def door(name: str, *args: object) -> str:
    """A page of the administrator's."""
    return reverse(f"organisation:{name}", args=args)
