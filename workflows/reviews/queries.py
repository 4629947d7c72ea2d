"""The reads of the pages about reviews."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from registry.accounts.models import Stewardship
from registry.accounts.status import Standing, Status
from registry.organisation.models import User
from registry.organisation.permissions import Can, within
from workflows.policies.numbers import holidays_by_institution
from workflows.requests.due import business_days_left
from workflows.requests.states import FollowUpKind, FollowUpOutcome
from workflows.reviews.models import Review
from workflows.reviews.states import State

# From how many business days before its due day a review is said to be due soon, as for requests.
SOON = 3


def visible_to(user: User) -> QuerySet[Review]:
    """The reviews of the accounts that a person manages, looks after or reads for the institution."""
    answers = Stewardship.objects.filter(account=OuterRef("account"), user=user, until=None)
    read = within(user, [Can.ACCOUNT_MANAGE, Can.JOURNAL_READ], prefix="account__unit")
    rows = Review.objects.filter(Q(read) | Exists(answers))
    return rows.select_related("account__platform", "account__unit", "closed_by", "page_request")


def in_order(reviews: QuerySet[Review], *, done: bool) -> QuerySet[Review]:
    """Those to do, the most pressing first; or those that were answered, the newest first."""
    if done:
        return reviews.exclude(state=State.OPEN).order_by(F("closed_at").desc(), "-pk")
    return reviews.filter(state=State.OPEN).order_by("due_on", "pk")


@dataclass(frozen=True)
class Line:
    """A review in a list, with how pressing it is: ``late``, ``soon`` or nothing, in the look's words."""

    review: Review
    due: str


def lines(reviews: Iterable[Review], today: date) -> list[Line]:
    """The rows of a list page; the holidays of their institutions are read together."""
    rows = list(reviews)
    institutions = {row.account.unit.institution_id for row in rows}
    earliest = min([today, *(row.due_on for row in rows)])
    holidays = holidays_by_institution(institutions, earliest)
    return [Line(row, _pressing(row, today, holidays[row.account.unit.institution_id])) for row in rows]


def _pressing(review: Review, today: date, holidays: frozenset[date]) -> str:
    if review.state != State.OPEN:
        return ""
    left = business_days_left(today, review.due_on, holidays)
    return "late" if left < 0 else "soon" if left <= SOON else ""


@dataclass(frozen=True)
class Condition:
    """Another condition of the same yes, as it stood on the day."""

    kind: str
    words: str
    due_on: str
    outcome: str


@dataclass(frozen=True)
class Known:
    """The facts of a review in words; ``grown`` is the last count minus the first, None when one is missing.

    ``since`` and ``days`` are a periodic review's: the day from which the rule's days ran, and how many they are.
    """

    status: str
    standing: str
    stewards: int
    proofs: int
    first: dict | None
    last: dict | None
    grown: int | None
    months: int | None
    condition: str
    others: list[Condition]
    since: str
    days: int | None


def known(review: Review) -> Known:
    """What the register knew on the day the review opened."""
    facts = review.facts
    first, last = facts["first"], facts["last"]
    others = [
        Condition(
            FollowUpKind(row["kind"]).label, row["words"], row["due_on"] or "", FollowUpOutcome(row["outcome"]).label
        )
        for row in facts["others"]
    ]
    apart = first and last and first["day"] != last["day"]
    return Known(
        status=Status(facts["status"]).label,
        standing=Standing(facts["standing"]).label,
        stewards=facts["stewards"],
        proofs=facts["proofs"],
        first=first,
        last=last,
        grown=last["value"] - first["value"] if apart else None,
        months=facts["months"],
        condition=facts["condition"],
        others=others,
        since=facts.get("since", ""),
        days=facts.get("days"),
    )
