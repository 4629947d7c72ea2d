"""*Would an existing account serve?* The department's answer on each, and what the account's stewards say to an offer."""

from datetime import datetime

from django.db import transaction

from registry.accounts.models import Account
from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import User
from registry.organisation.permissions import Can, NotAllowed, can
from workflows.machine import Refused
from workflows.requests.four_eyes import require_editor
from workflows.requests.models import Alternative, OfferReply, PageRequest
from workflows.requests.moving import lock
from workflows.requests.states import PENDING, State

# An offer may be made, and answered, as long as no answer on the request itself was given.
OPEN_TO_OFFERS = PENDING | {State.DRAFT, State.RETURNED}
TOO_LATE = Pair("Cette demande a déjà sa réponse.", "This request has its answer already.")
ANSWERED = Pair("Ce compte a déjà sa réponse.", "This account has its answer already.")
NOT_STEWARD = Pair(
    "Seules les personnes qui répondent du compte, ou la gestion de communauté, acceptent une offre.",
    "Only those who answer for the account, or the community managers, accept an offer.",
)
NOT_HERE = Pair("Ce compte n’est pas dans l’annuaire.", "This account is not in the directory.")


@transaction.atomic
def answer_alternative(
    page_request: PageRequest, account: Account, *, actor: User, at: datetime, answer: str, words: str
) -> Alternative:
    """Say why an account does not serve, or offer to publish there; once per account. Raises `NotAllowed`, `Refused`.

    An offer is an event: the stewards of the account are told. It changes nothing in what is asked.
    """
    page_request = lock(page_request)
    require_editor(page_request, actor)
    if page_request.state not in OPEN_TO_OFFERS:
        raise Refused(TOO_LATE.fr, TOO_LATE.en)
    if not Account.objects.published().filter(pk=account.pk).exists():
        raise Refused(NOT_HERE.fr, NOT_HERE.en)
    if page_request.alternatives.filter(account=account).exists():
        raise Refused(ANSWERED.fr, ANSWERED.en)
    row = Alternative.objects.create(
        page_request=page_request, account=account, answer=answer, words=words, by=actor, at=at
    )
    if answer == Alternative.Answer.OFFER:
        facts = {"account": account.pk, "alternative": row.pk}
        record(Verb.REQUEST_OFFERED, page_request, actor=actor, at=at, unit=account.unit, reason=words, **facts)
    return row


def may_reply(alternative: Alternative, actor: User) -> bool:
    """Whether ``actor`` answers for the account now, or manages accounts of its unit."""
    if not actor.is_active or actor.is_service:
        return False
    answers = alternative.account.stewardships.filter(user=actor, until=None).exists()
    return answers or can(actor, Can.ACCOUNT_MANAGE, alternative.account.unit)


@transaction.atomic
def reply_to_offer(
    alternative: Alternative, *, actor: User, at: datetime, accepted: bool, words: str = ""
) -> OfferReply:
    """Accept an offer to publish on the account, or decline it. Raises `NotAllowed`, `Refused`."""
    page_request = lock(alternative.page_request)
    alternative = Alternative.objects.select_related("account__unit").get(pk=alternative.pk)
    if not may_reply(alternative, actor):
        raise NotAllowed(NOT_STEWARD)
    if alternative.answer != Alternative.Answer.OFFER or page_request.state not in OPEN_TO_OFFERS:
        raise Refused(TOO_LATE.fr, TOO_LATE.en)
    if OfferReply.objects.filter(alternative=alternative).exists():
        raise Refused(ANSWERED.fr, ANSWERED.en)
    reply = OfferReply.objects.create(alternative=alternative, accepted=accepted, words=words, by=actor, at=at)
    facts = {"account": alternative.account_id, "accepted": accepted}
    unit = page_request.unit
    record(Verb.REQUEST_OFFER_ANSWERED, page_request, actor=actor, at=at, unit=unit, reason=words, **facts)
    return reply
