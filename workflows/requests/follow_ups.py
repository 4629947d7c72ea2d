"""The conditions of a yes, kept in view: dated once the page is there, then checked by a person."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from registry.accounts.models import Account
from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.organisation.models import User
from registry.organisation.permissions import Can, require
from workflows.machine import Refused
from workflows.requests.models import FollowUp, PageRequest
from workflows.requests.months import add_months
from workflows.requests.states import FollowUpKind, FollowUpOutcome


def begin(page_request: PageRequest, account: Account, *, at: datetime) -> None:
    """Tie the open conditions to the account that is now there, and count each trial's months from that day."""
    today = timezone.localdate(at)
    for follow_up in page_request.follow_ups.filter(outcome=FollowUpOutcome.OPEN).order_by("pk"):
        follow_up.account = account
        follow_up.due_on = follow_up.due_on or add_months(today, follow_up.months)
        follow_up.save()


@transaction.atomic
def settle(follow_up: FollowUp, *, actor: User, at: datetime, outcome: FollowUpOutcome, evidence: str) -> FollowUp:
    """Say what became of a condition and how that was seen. Raises `NotAllowed`; `Refused` when it is settled already."""
    follow_up = (
        FollowUp.objects.select_for_update(of=("self",)).select_related("page_request__unit").get(pk=follow_up.pk)
    )
    unit = follow_up.page_request.unit
    require(actor, Can.REQUEST_DECIDE, unit)
    if follow_up.outcome != FollowUpOutcome.OPEN:
        raise Refused("Cette condition a déjà sa réponse.", "This condition has its answer already.")
    follow_up.outcome, follow_up.evidence = outcome, evidence
    follow_up.settled_at, follow_up.settled_by = at, actor
    follow_up.save()
    facts = {"follow_up": follow_up.pk, "outcome": outcome}
    record(Verb.FOLLOW_UP_SETTLED, follow_up.page_request, actor=actor, at=at, unit=unit, reason=evidence, **facts)
    return follow_up


@transaction.atomic
def prolong(follow_up: FollowUp, *, at: datetime, months: int) -> FollowUp:
    """A second trial after one that is settled: the same condition, counted in months from today."""
    return FollowUp.objects.create(
        page_request=follow_up.page_request,
        verdict=follow_up.verdict,
        kind=FollowUpKind.TRIAL,
        words=follow_up.words,
        months=months,
        due_on=add_months(timezone.localdate(at), months),
        account=follow_up.account,
    )


def trials_ended(today: date) -> list[int]:
    """The numbers of the open trials whose day has come and that no review has taken up."""
    open_trials = FollowUp.objects.filter(kind=FollowUpKind.TRIAL, outcome=FollowUpOutcome.OPEN, due_on__lte=today)
    ended = open_trials.filter(account__isnull=False, review=None).order_by("due_on", "pk")
    return list(ended.values_list("pk", flat=True))
