"""The deciders' side of a request: endorse and decide. Still actions: each is one transaction with one verdict."""

from datetime import datetime

from django.db import transaction

from registry.audit.verbs import Verb
from registry.organisation.models import User
from workflows.requests.models import PageRequest, Verdict
from workflows.requests.moving import arrive, take
from workflows.requests.states import Answer, Stage


@transaction.atomic
def endorse(page_request: PageRequest, *, actor: User, at: datetime, seen: int, reason: str = "") -> PageRequest:
    """The unit's head (or a second manager) says yes. Raises `NotAllowed`, `Stale`, `Refused`."""
    page_request, step = take(page_request, "endorse", actor=actor, seen=seen)
    _answer(page_request, Stage.ENDORSEMENT, Answer.YES, actor, at, reason=reason)
    arrive(page_request, step.target, Verb.REQUEST_ENDORSED, actor=actor, at=at, reason=reason)
    return page_request


@transaction.atomic
def send_back(page_request: PageRequest, *, actor: User, at: datetime, seen: int, reason: str) -> PageRequest:
    """The unit's head asks the author to write it again, and says why."""
    page_request, step = take(page_request, "send_back", actor=actor, seen=seen)
    _answer(page_request, Stage.ENDORSEMENT, Answer.CHANGES, actor, at, reason=reason)
    arrive(page_request, step.target, Verb.REQUEST_RETURNED, actor=actor, at=at, reason=reason)
    return page_request


@transaction.atomic
def start_review(page_request: PageRequest, *, actor: User, at: datetime, seen: int) -> PageRequest:
    """A manager takes the request, so that two people do not look at the same one."""
    page_request, step = take(page_request, "take", actor=actor, seen=seen)
    page_request.reviewer = actor
    arrive(page_request, step.target, Verb.REQUEST_TAKEN, actor=actor, at=at)
    return page_request


@transaction.atomic
def approve(page_request: PageRequest, *, actor: User, at: datetime, seen: int, reason: str = "") -> PageRequest:
    """The community manager says yes."""
    page_request, step = take(page_request, "approve", actor=actor, seen=seen)
    _answer(page_request, Stage.DECISION, Answer.YES, actor, at, reason=reason)
    arrive(page_request, step.target, Verb.REQUEST_APPROVED, actor=actor, at=at, reason=reason)
    return page_request


@transaction.atomic
def approve_with_conditions(
    page_request: PageRequest, *, actor: User, at: datetime, seen: int, conditions: str, reason: str = ""
) -> PageRequest:
    """The community manager says yes, and what must be kept."""
    page_request, step = take(page_request, "approve_with_conditions", actor=actor, seen=seen)
    _answer(page_request, Stage.DECISION, Answer.YES_WITH_CONDITIONS, actor, at, reason=reason, conditions=conditions)
    arrive(page_request, step.target, Verb.REQUEST_APPROVED_WITH_CONDITIONS, actor=actor, at=at, reason=reason)
    return page_request


@transaction.atomic
def ask_changes(page_request: PageRequest, *, actor: User, at: datetime, seen: int, reason: str) -> PageRequest:
    """The community manager asks for changes: the request goes back to its author and comes again from the start."""
    page_request, step = take(page_request, "ask_changes", actor=actor, seen=seen)
    _answer(page_request, Stage.DECISION, Answer.CHANGES, actor, at, reason=reason)
    arrive(page_request, step.target, Verb.REQUEST_RETURNED, actor=actor, at=at, reason=reason)
    return page_request


@transaction.atomic
def refuse(
    page_request: PageRequest, *, actor: User, at: datetime, seen: int, reason: str, alternative: str = ""
) -> PageRequest:
    """The community manager says no, with a reason and, where there is one, another way."""
    page_request, step = take(page_request, "refuse", actor=actor, seen=seen)
    _answer(page_request, Stage.DECISION, Answer.NO, actor, at, reason=reason, alternative=alternative)
    arrive(page_request, step.target, Verb.REQUEST_REFUSED, actor=actor, at=at, reason=reason)
    return page_request


def _answer(
    page_request: PageRequest, stage: Stage, answer: Answer, actor: User, at: datetime, **words: str
) -> Verdict:
    return Verdict.objects.create(
        page_request=page_request,
        round=page_request.round,
        version=page_request.version,
        stage=stage,
        answer=answer,
        by=actor,
        at=at,
        **words,
    )
