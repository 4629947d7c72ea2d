"""The other accounts of a unit and how they are: what it does with the pages that it has says what it can do with one more."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.timezone import localtime

from registry.accounts.models import Account
from registry.accounts.status import ENDED, LISTED_STANDINGS, Standing, Status
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.followers.models import FollowerCount
from registry.language import Pair
from workflows.policies.names import RuleName
from workflows.policies.numbers import rules_of
from workflows.requests.ailments import Facts, ailments, tone_of
from workflows.requests.models import PageRequest

# How many are shown; the sickest first would hide that the others are well, so they come by name.
MOST = 12


@dataclass(frozen=True)
class Neighbour:
    """An account with its last count (None: never), the day of its last review, how many administer it, and what is wrong."""

    account: Account
    count: FollowerCount | None
    reviewed_on: date | None
    held: int
    tone: str
    ailments: list[Pair]

    @property
    def has_page(self) -> bool:
        """Whether the public directory has a page on it."""
        return self.account.standing in LISTED_STANDINGS and self.account.status != Status.PLANNED


@dataclass(frozen=True)
class Neighbours:
    """At most `MOST` accounts; ``total`` counts them all, ``left_out`` those that are not shown."""

    shown: list[Neighbour]
    total: int

    @property
    def left_out(self) -> int:
        """How many are not shown."""
        return self.total - len(self.shown)

    @property
    def ailing(self) -> int:
        """How many of those shown are not well."""
        return sum(1 for row in self.shown if row.tone != "ok")


def neighbours(page_request: PageRequest, today: date) -> Neighbours:
    """The unit's other accounts that have not ended, in five queries whatever their number."""
    held = Account.objects.filter(unit=page_request.unit_id).exclude(status__in=ENDED)
    held = held.exclude(standing__in=[Standing.UNOFFICIAL, Standing.IMPOSTOR])
    held = held.exclude(pk__in=[number for number in (page_request.about_id, page_request.account_id) if number])
    people = Count("stewardships", filter=Q(stewardships__until=None))
    accounts = list(held.with_names().annotate(held=people).order_by("sort_key", "pk")[:MOST])
    numbers = [account.pk for account in accounts]
    counts = {row.account_id: row for row in FollowerCount.objects.filter(account__in=numbers).latest_by(today)}
    reviews = _reviews(numbers)
    rules = rules_of(page_request.unit.institution_id)
    shown = []
    for account in accounts:
        count, reviewed_on = counts.get(account.pk), reviews.get(account.pk)
        facts = Facts(
            status=account.status,
            held=account.held,
            counted_on=count.day if count else None,
            reviewed_on=reviewed_on,
            needed=rules[RuleName.ADMINISTRATORS],
            review_days=rules[RuleName.REVIEW_DAYS],
        )
        wrong = ailments(facts, today)
        shown.append(Neighbour(account, count, reviewed_on, account.held, tone_of(facts, today), wrong))
    return Neighbours(shown, held.count())


def _reviews(numbers: Collection[int]) -> dict[int, date]:
    """The day of the last review of each account, from the journal: reviews themselves are built on requests."""
    closed = Event.objects.filter(subject_type="review", verb=Verb.REVIEW_CLOSED, facts__account__in=list(numbers))
    return {
        facts["account"]: localtime(at).date() for facts, at in closed.order_by("at", "pk").values_list("facts", "at")
    }
