"""The leadership's side of a request that it has a say in: consent to what the manager recommended, or decline."""

from datetime import datetime

from django.db import transaction

from registry.audit.verbs import Verb
from registry.organisation.models import User
from workflows.requests.decisions import approved, offered
from workflows.requests.models import PageRequest
from workflows.requests.moving import arrive, take
from workflows.requests.states import Answer, Stage, Through
from workflows.requests.voices import speak


@transaction.atomic
def consent(
    page_request: PageRequest, *, actor: User, at: datetime, seen: int, reason: str = "", through: str = Through.PAGE
) -> PageRequest:
    """The leadership says yes to what the manager recommended, conditions included."""
    page_request, _step = take(page_request, "consent", actor=actor, at=at, seen=seen)
    voice = speak(page_request, Stage.LEADERSHIP, Answer.YES, actor=actor, at=at, through=through, reason=reason)
    approved(page_request, voice, actor=actor, at=at, reason=reason)
    return page_request


@transaction.atomic
def decline(
    page_request: PageRequest,
    *,
    actor: User,
    at: datetime,
    seen: int,
    reason_code: str,
    reason: str,
    alternative: str,
    alternative_account: str = "",
    through: str = Through.PAGE,
) -> PageRequest:
    """The leadership says no, in the terms of `decisions.refuse`."""
    page_request, step = take(page_request, "decline", actor=actor, at=at, seen=seen)
    account = offered(alternative_account)
    words = {"reason": reason, "reason_code": reason_code, "alternative": alternative, "alternative_account": account}
    voice = speak(page_request, Stage.LEADERSHIP, Answer.NO, actor=actor, at=at, through=through, **words)
    if voice.concludes:
        facts = {"reason_code": reason_code} | voice.facts
        arrive(page_request, step.target, Verb.REQUEST_REFUSED, actor=actor, at=at, reason=reason, **facts)
    return page_request
