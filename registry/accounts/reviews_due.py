"""The open review of an account, as the journal tells it: reviews themselves are made above the register."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from registry.accounts.models import Account
from registry.audit.models import Event
from registry.audit.verbs import Verb


@dataclass(frozen=True)
class ReviewDue:
    """A review that waits for its answer: its number, and by which day."""

    number: int
    due_on: date


def reviews_due(accounts: Iterable[Account]) -> dict[int, ReviewDue]:
    """The open review of each account that has one (the first due of several), by the account's number, in one query."""
    numbers = [account.pk for account in accounts]
    told = Event.objects.filter(
        subject_type="review", verb__in=[Verb.REVIEW_OPENED, Verb.REVIEW_CLOSED], facts__account__in=numbers
    )
    opened: dict[int, tuple[int, ReviewDue]] = {}
    for verb, number, facts in told.order_by("at", "pk").values_list("verb", "subject_id", "facts"):
        if verb == Verb.REVIEW_CLOSED:
            opened.pop(number, None)
        else:
            opened[number] = (facts["account"], ReviewDue(number, date.fromisoformat(facts["due_on"])))
    found = sorted(opened.values(), key=lambda pair: pair[1].due_on, reverse=True)
    return dict(found)
