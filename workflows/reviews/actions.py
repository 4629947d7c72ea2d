"""The writes of this slice: a review opens by itself, and a person answers it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from registry.accounts import actions as accounts
from registry.accounts.models import Account
from registry.accounts.status import Status
from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import User
from registry.organisation.permissions import Can, require
from workflows.machine import Refused
from workflows.policies.numbers import holidays_of
from workflows.requests import follow_ups
from workflows.requests.due import add_business_days
from workflows.requests.models import FollowUp
from workflows.requests.states import FollowUpOutcome
from workflows.reviews.facts import facts_of
from workflows.reviews.models import Review
from workflows.reviews.states import ANSWER_DAYS, MACHINE, Kind, State

NO_TRIAL = Pair(
    "Cette revue n’est pas celle d’un essai : il n’y a rien à prolonger.",
    "This review is not of a trial: there is nothing to extend.",
)


@transaction.atomic
def open_trial_review(number: int, *, at: datetime) -> Review | None:
    """Open the review of the trial ``number`` (a `FollowUp`) with its facts; None when it is open or settled already."""
    follow_up = (
        FollowUp.objects.select_for_update(of=("self",)).select_related("account__unit", "page_request").get(pk=number)
    )
    taken_up = Review.objects.filter(follow_up=follow_up).exists()
    if taken_up or follow_up.outcome != FollowUpOutcome.OPEN or _under_review(follow_up.account):
        return None
    today, account = timezone.localdate(at), follow_up.account
    due_on = add_business_days(today, ANSWER_DAYS, holidays_of(account.unit.institution_id, today))
    review = Review.objects.create(
        account=account,
        kind=Kind.TRIAL_END,
        page_request=follow_up.page_request,
        follow_up=follow_up,
        opened_at=at,
        due_on=due_on,
        facts=facts_of(account, follow_up, today=today),
    )
    facts = {"account": account.pk, "due_on": due_on.isoformat()}
    record(Verb.REVIEW_OPENED, review, actor=None, at=at, unit=account.unit, **facts)
    return review


def _under_review(account: Account) -> bool:
    return Review.objects.filter(account=account, kind=Kind.TRIAL_END, state=State.OPEN).exists()


@transaction.atomic
def keep(review: Review, *, actor: User, at: datetime, seen: int, words: str) -> Review:
    """The trial succeeded, or nothing is wrong: the account stays. Raises `NotAllowed`, `Refused`."""
    review = _answer(review, "keep", actor=actor, at=at, seen=seen, words=words)
    _settle(review, FollowUpOutcome.KEPT, actor=actor, at=at)
    return review


@transaction.atomic
def extend(review: Review, *, actor: User, at: datetime, seen: int, words: str, months: int) -> Review:
    """The trial goes on for ``months`` more, and is reviewed again then. Raises `NotAllowed`, `Refused`."""
    if review.kind != Kind.TRIAL_END:
        raise Refused(NO_TRIAL.fr, NO_TRIAL.en)
    review = _answer(review, "extend", actor=actor, at=at, seen=seen, words=words, months=months)
    _settle(review, FollowUpOutcome.PROLONGED, actor=actor, at=at)
    if review.follow_up:
        follow_ups.prolong(review.follow_up, at=at, months=months)
    return review


@transaction.atomic
def close(review: Review, *, actor: User, at: datetime, seen: int, words: str) -> Review:
    """It goes: the account is being closed, and says so at once. Raises `NotAllowed`, `Refused`."""
    review = _answer(review, "close", actor=actor, at=at, seen=seen, words=words)
    _settle(review, FollowUpOutcome.MISSED, actor=actor, at=at)
    accounts.change_status(review.account, status=Status.CLOSING, actor=actor, at=at, reason=words)
    return review


def _answer(review: Review, name: str, *, actor: User, at: datetime, seen: int, words: str, **facts: int) -> Review:
    review = (
        Review.objects.select_for_update(of=("self",)).select_related("account__unit", "follow_up").get(pk=review.pk)
    )
    require(actor, Can.ACCOUNT_MANAGE, review.account.unit)
    step = MACHINE.step(name, review.state)
    if seen != review.version:
        raise Refused(
            "La revue a changé depuis que vous l’avez ouverte.", "The review has changed since you opened it."
        )
    review.state, review.closed_at, review.closed_by, review.words = step.target, at, actor, words
    review.version += 1
    review.save()
    facts |= {"account": review.account_id, "outcome": step.target}
    record(Verb.REVIEW_CLOSED, review, actor=actor, at=at, unit=review.account.unit, reason=words, **facts)
    return review


def _settle(review: Review, outcome: FollowUpOutcome, *, actor: User, at: datetime) -> None:
    if review.follow_up and review.follow_up.outcome == FollowUpOutcome.OPEN:
        follow_ups.settle(review.follow_up, actor=actor, at=at, outcome=outcome, evidence=review.words)
