"""Decision links as the tests of them make them: those that a mail would carry, and those that it never would."""

from datetime import UTC, datetime

from registry.organisation.models import User
from workflows.requests.mail_links import SIGNER, token_for
from workflows.requests.models import PageRequest

ANSWER = "/requests/answer/"
FAR = int(datetime(2090, 1, 1, tzinfo=UTC).timestamp())


def path(token: str) -> str:
    return f"{ANSWER}?link={token}"


def link(asked: PageRequest, person: User, at: datetime) -> str:
    token = token_for(PageRequest.objects.get(pk=asked.pk), person, at=at)
    assert token
    return path(token)


def signed(asked: PageRequest, person: User, *moves: str, version: int | None = None) -> str:
    """What only we can sign, for somebody to whom we would not have sent it."""
    return path(SIGNER.sign_object([asked.pk, person.pk, version or asked.version, FAR, list(moves)]))


def text(response) -> str:
    return response.content.decode()
