"""How the tests of requests knock: the same move by page and by API, and what each needs to be said."""

from dataclasses import dataclass

from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from registry.accounts.models import Account, Proof
from registry.audit.models import Event
from tests.world import VOUCHED
from workflows.requests.models import Checklist, Contribution, PageRequest, Verdict

REFUSAL = {
    "reason_code": "existing_serves",
    "reason": "Un compte existe.",
    "alternative": "Publier sur le compte du département.",
}
# What each move needs to be said, beside the version.
WORDS: dict[str, dict[str, str]] = {
    "submit": {},
    "endorse": {"reason": "Utile."},
    "send_back": {"reason": "Précisez."},
    "take": {},
    "assign": {"reviewer": "manager2@example.org"},
    "release": {},
    "recommend": {},
    "consent": {},
    "decline": REFUSAL,
    "publish_instead": {},
    "approve": {},
    "approve_with_conditions": {"conditions": "Six mois d’essai."},
    "ask_changes": {"reason": "Précisez."},
    "refuse": REFUSAL,
    "give_address": {
        "address": "https://www.instagram.com/another.example/",
        **VOUCHED,
    },
    "reject_address": {"reason": "C’est une publication."},
    "put_online": {"proof": "official_link", "evidence": "https://www.example.org/contact"},
    "propose_override": {"evidence": "Lettre de la direction."},
    "countersign": {},
    "carry_out": {"evidence": "Vu sur la plateforme."},
    "withdraw": {},
}

# What a refusal must leave as it was.
KEPT: tuple[type[Model], ...] = (Account, Checklist, Proof, PageRequest, Contribution, Verdict, Event)


def counts() -> dict[str, int]:
    """How many rows there are of everything that a request can touch."""
    return {model.__name__: model.objects.count() for model in KEPT}


@dataclass(frozen=True)
class Door:
    """One of the two ways in; ``done`` is the status of a move that was made."""

    name: str
    done: int

    def __str__(self) -> str:
        return self.name

    def move(self, client: Client, asked: PageRequest, move: str, **words: object) -> HttpResponse:
        """Try a move with the version of ``asked``, unless ``seen`` says another."""
        data = {"seen": asked.version} | words
        if self.name == "page":
            return client.post(reverse("requests:move", args=[asked.pk, move]), data)
        path = reverse("api-page-request-move", args=[asked.pk, move])
        return client.post(path, data, content_type="application/json")


PAGE, API = Door("page", 303), Door("api", 200)
DOORS = (PAGE, API)
