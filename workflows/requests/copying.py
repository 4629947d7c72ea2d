"""Asking once more: a new draft with the same words and none of the answers."""

from datetime import datetime

from django.db import transaction

from registry.organisation.models import User
from workflows.requests.actions import draft
from workflows.requests.models import PageRequest
from workflows.requests.questions import CONTENT

PEOPLE = ("primary_steward", "backup_steward")


@transaction.atomic
def copy(page_request: PageRequest, *, actor: User, at: datetime) -> PageRequest:
    """A draft of ``actor`` that asks the same; who has left is no longer named. Neither files nor verdicts come with it.

    Raises `NotAllowed` where ``actor`` may not ask for the unit.
    """
    content = {name: getattr(page_request, name) for name in CONTENT}
    for name in PEOPLE:
        if content[name] and not content[name].is_active:
            content[name] = None
    return draft(actor=actor, at=at, copied_from=page_request, **content)
