"""How the tests fill in the form of a request: what a person answers at each step, and the whole at once as a program does."""

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from workflows.requests.models import PageRequest
from workflows.requests.states import Kind

# A new page, step by step.
STEPS: dict[str, dict[str, object]] = {
    "kind": {"kind": "open", "unit": "hydro", "platform": "instagram"},
    "page": {
        "title": "Journées de l’eau",
        "wanted_handle": "https://www.instagram.com/Journees.Eau/",
        "purpose": "Les travaux",
    },
    "publics": {"audiences": ["future_students"], "audience": "Cégépiens", "languages": ["fr", "en"]},
    "plan": {
        "content_plan": "Des chantiers",
        "rhythm": "Une fois par semaine",
        "resources": "Deux heures",
        "moderation": "Chaque jour",
        "out_of_hours": "Poste 5555",
    },
    "people": {
        "primary_steward": "steward@example.org",
        "backup_steward": "colleague@example.org",
        "recovery_mailbox": "hydro@example.org",
    },
}
WHOLE: dict[str, object] = {name: value for answers in STEPS.values() for name, value in answers.items()}
CREATE = "/requests/new/"

# What each other kind is asked for and cannot do without, as a program sends it; "account" stands for one of hydro.
LEAST: dict[str, dict[str, object]] = {
    Kind.OPEN: WHOLE,
    Kind.EXCEPTION: WHOLE | {"kind": "exception", "exception_reason": "Une crue."},
    Kind.DECLARE: WHOLE | {"kind": "declare"},
    Kind.RENAME: {"kind": "rename", "about": "account", "wanted_handle": "hydro.neuf", "purpose": "Plus court"},
    Kind.TRANSFER: {"kind": "transfer", "about": "account", "to_unit": "library", "purpose": "Elle le tient"},
    Kind.REACTIVATE: {
        "kind": "reactivate",
        "about": "account",
        "purpose": "Le projet reprend",
        "content_plan": "Des chantiers",
        "rhythm": "Une fois par mois",
        "resources": "Deux heures",
    },
    Kind.CLOSE: {"kind": "close", "about": "account", "purpose": "Le projet est fini"},
    Kind.ADD_ADMINISTRATOR: {
        "kind": "add_administrator",
        "about": "account",
        "purpose": "Un congé",
        "backup_steward": "colleague@example.org",
    },
}


def start(client: Client, **answers: object) -> HttpResponse:
    """The first step, saved."""
    return client.post(CREATE, STEPS["kind"] | {"save": "continue"} | answers)


def the_draft() -> PageRequest:
    """The only request that there is."""
    return PageRequest.objects.get()


def summary(asked: PageRequest) -> str:
    """The address of the last step."""
    return reverse("requests:edit", args=[asked.pk])


def path(asked: PageRequest, step: str) -> str:
    """The address of a step."""
    return reverse("requests:step", args=[asked.pk, step])


def fill(client: Client, asked: PageRequest, step: str, **answers: object) -> HttpResponse:
    """One step of a draft, saved on the version of ``asked`` unless ``seen`` says another."""
    data = {"seen": asked.version, "save": "continue"} | STEPS.get(step, {}) | answers
    return client.post(path(asked, step), data)
