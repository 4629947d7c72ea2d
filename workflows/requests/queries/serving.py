"""The existing accounts that could serve a request, with the department's answer on each."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from registry.accounts.audiences import Audience
from registry.accounts.models import Account, StewardRank, Stewardship
from registry.accounts.status import Status
from registry.organisation import tree
from registry.organisation.models import User
from workflows.requests.models import Alternative, PageRequest
from workflows.requests.serving import Offered, Wanted, best
from workflows.requests.states import EDITABLE, State

MOST = 5


@dataclass(frozen=True)
class Candidate:
    """An account that could serve: its publics in words, who answers for it (None: nobody), and what was answered."""

    account: Account
    audiences: list[str]
    steward: User | None
    answer: Alternative | None


def candidates(page_request: PageRequest) -> list[Candidate]:
    """At most `MOST` accounts that share a public with the request, the best first; none for a kind that opens no page.

    Three queries whatever the size of the register.
    """
    if not page_request.nature.opens or not page_request.audiences:
        return []
    institution = f"/{page_request.unit.institution_id}/"
    alive = Account.objects.published().filter(
        unit__path__startswith=institution, audiences__overlap=page_request.audiences, status=Status.ACTIVE
    )
    if page_request.about_id:
        alive = alive.exclude(pk=page_request.about_id)
    columns = alive.values_list("pk", "platform_id", "audiences", "languages", "unit_id")
    found = [(pk, Offered(place, frozenset(who), frozenset(spoken), unit)) for pk, place, who, spoken, unit in columns]
    numbers = best(_wanted(page_request), found, MOST)
    held = Stewardship.objects.filter(until=None, rank=StewardRank.PRIMARY).select_related("user")
    rows = Account.objects.with_names().prefetch_related(Prefetch("stewardships", held, to_attr="primaries"))
    accounts = rows.in_bulk(numbers)
    answers = {row.account_id: row for row in page_request.alternatives.select_related("reply", "by")}
    return [_candidate(accounts[number], answers.get(number)) for number in numbers]


def _wanted(page_request: PageRequest) -> Wanted:
    return Wanted(
        page_request.platform_id,
        frozenset(page_request.audiences),
        frozenset(page_request.languages),
        tuple(tree.nearest_first(page_request.unit.path)),
    )


def _candidate(account: Account, answer: Alternative | None) -> Candidate:
    steward = account.primaries[0].user if account.primaries else None
    return Candidate(account, [str(Audience(code).label) for code in account.audiences], steward, answer)


def answered(page_request: PageRequest) -> list[Alternative]:
    """What the department answered about each account that could serve, with the accounts' own replies, in that order."""
    rows = page_request.alternatives.select_related("account__platform", "account__unit", "reply__by", "by")
    return list(rows.order_by("at", "pk"))


def unanswered(page_request: PageRequest) -> list[Account]:
    """The accounts that could serve and on which the department has not said anything yet."""
    return [row.account for row in candidates(page_request) if row.answer is None]


def offers_waiting(user: User) -> list[Alternative]:
    """The offers to publish on accounts that a person answers for, not answered yet."""
    rows = Alternative.objects.filter(
        answer=Alternative.Answer.OFFER,
        reply=None,
        account__stewardships__user=user,
        account__stewardships__until=None,
        page_request__state__in=[*EDITABLE, State.SUBMITTED, State.ENDORSED, State.IN_REVIEW],
    )
    return list(rows.select_related("account__platform", "page_request__unit", "by").order_by("at", "pk"))


def avoided(since: date, until: date) -> Q:
    """The requests that opened no page because an existing account serves, between two days, both included."""
    return Q(state=State.AVOIDED) & Q(moved_at__date__range=(since, until))  # the cheap question first
