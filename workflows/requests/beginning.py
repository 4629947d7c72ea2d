"""The first save of a request: one form begins one draft, however often its button is pressed."""

from datetime import datetime

from django.db import transaction

from registry.organisation.models import User
from workflows.requests import actions
from workflows.requests.models import PageRequest
from workflows.requests.states import State


@transaction.atomic
def begin(*, actor: User, at: datetime, since: datetime | None, **content: object) -> PageRequest:
    """A draft of ``actor`` that says ``content``; the one that they began with the same words ``since`` then, if any.

    ``since`` is when the form was drawn: a form sent twice, or sent again by the back button, says the same as before.
    Raises `NotAllowed`.
    """
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=actor.pk)
    same = _begun(actor, since, content) if since else None
    return same or actions.draft(actor=actor, at=at, **content)


def _begun(actor: User, since: datetime, content: dict[str, object]) -> PageRequest | None:
    said = {name: value for name, value in content.items() if name != "title"}
    return PageRequest.objects.filter(author=actor, state=State.DRAFT, created_at__gte=since, **said).first()
