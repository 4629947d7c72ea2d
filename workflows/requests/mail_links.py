"""Links by which a decision is given from a mail: signed, for one person and one version, used once, for some hours.

A link alone decides nothing: it opens a page that asks for a confirmation, and the move goes through `perform` like any
other. The signature is the secret; PostgreSQL keeps the digest of what was used, and no link.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.db import IntegrityError, transaction

from registry.language import Pair
from registry.organisation.models import User
from workflows.machine import Refused
from workflows.policies.names import BOUNDS, RuleName
from workflows.requests.models import MailLinkUse, PageRequest
from workflows.requests.moves import open_moves, perform
from workflows.requests.states import Through

# The answers that a link may carry: to say yes, no or "not yet", and to take a request in hand. Nothing of the department's.
ANSWERS = (
    *("endorse", "send_back", "take", "approve", "approve_with_conditions", "recommend", "ask_changes", "refuse"),
    *("consent", "decline"),
)
# What is signed here opens nothing else, and what is signed elsewhere opens nothing here.
SIGNER = signing.Signer(salt="workflows.requests.mail_links", sep=".")
SPENT = Pair("Ce lien a déjà servi : il ne sert qu’une fois.", "This link was used already: it serves once.")


class Spent(Refused):
    """The link was used before, by whichever of its copies."""

    def __init__(self) -> None:
        super().__init__(SPENT.fr, SPENT.en)


@dataclass(frozen=True)
class Link:
    """What a link vouches for; ``until`` is its last moment, in seconds of UTC."""

    page_request: int
    person: int
    version: int
    until: int
    moves: tuple[str, ...]

    @property
    def digest(self) -> str:
        """The same for every link that was sent to one person about one version: a reminder brings no second use."""
        return hashlib.sha256(f"{self.page_request}:{self.person}:{self.version}".encode()).hexdigest()

    def is_over(self, at: datetime) -> bool:
        """Whether its hours have passed."""
        return at > datetime.fromtimestamp(self.until, UTC)


def token_for(page_request: PageRequest, person: User, *, at: datetime) -> str:
    """The link's secret part for the answers that are open to ``person`` now, "" when none is."""
    moves = [name for name in open_moves(page_request, person) if name in ANSWERS]
    if not moves:
        return ""
    hours = page_request.rules.get(RuleName.MAIL_LINK_HOURS, BOUNDS[RuleName.MAIL_LINK_HOURS].default)
    until = int((at + timedelta(hours=hours)).timestamp())
    return SIGNER.sign_object([page_request.pk, person.pk, page_request.version, until, moves])


def read(token: str) -> Link | None:
    """What a token vouches for, however old; None for one that we did not sign."""
    try:
        page_request, person, version, until, moves = SIGNER.unsign_object(token)
    except signing.BadSignature:
        return None
    return Link(page_request, person, version, until, tuple(moves))


def answer(link: Link, move: str, *, actor: User, at: datetime, words: Mapping[str, object]) -> PageRequest:
    """Make the move in the link's person's name, and spend the link in the same transaction.

    Raises `Spent`, `NotAllowed`, `Stale`, `Refused`: the link is then as unused as before.
    """
    page_request = PageRequest.objects.get(pk=link.page_request)
    return perform(
        page_request,
        move,
        actor=actor,
        at=at,
        seen=link.version,
        through=Through.MAIL,
        first=lambda: spend(link, at=at),
        **words,
    )


def spend(link: Link, *, at: datetime) -> None:
    """Keep that the link was used; raises `Spent` when it was. Two uses at once wait for one another here."""
    try:
        with transaction.atomic():
            MailLinkUse.objects.create(digest=link.digest, page_request_id=link.page_request, by_id=link.person, at=at)
    except IntegrityError as error:
        raise Spent from error
