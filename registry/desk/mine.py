"""What a person answers for, account by account: its last figure, what waits, and the form for the next figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from registry.accounts.models import Account, Stewardship
from registry.accounts.reviews_due import ReviewDue, reviews_due
from registry.accounts.status import ENDED
from registry.desk.forms import QuickForm
from registry.followers.ageing import is_old
from registry.followers.models import FollowerCount, QuestionedCount
from registry.followers.names import Said, said_of
from registry.followers.series import last_counts


@dataclass(frozen=True)
class Mine:
    """An account that somebody answers for: ``last`` is its last figure or None; ``form`` is None once the account has ended."""

    stewardship: Stewardship
    account: Account
    last: FollowerCount | None
    is_old: bool
    questions: int
    said: Said | None
    review: ReviewDue | None
    form: QuickForm | None


def answered_for(stewardships: Sequence[Stewardship], today: date, bound: QuickForm | None = None) -> list[Mine]:
    """The rows of a page of stewardships, in five queries whatever their number; a refused form takes its place."""
    accounts = [stewardship.account for stewardship in stewardships]
    lasts = last_counts(accounts, today)
    questions, said, reviews = _waiting(accounts), said_of(accounts), reviews_due(accounts)
    rows = []
    for stewardship in stewardships:
        account, last = stewardship.account, lasts.get(stewardship.account_id)
        rows.append(
            Mine(
                stewardship,
                account,
                last,
                is_old=account.status not in ENDED and (last is None or is_old(last.day, today)),
                questions=questions.get(account.pk, 0),
                said=said.get(account.pk),
                review=reviews.get(account.pk),
                form=_form(account, last, bound),
            )
        )
    return rows


def _waiting(accounts: Sequence[Account]) -> dict[int, int]:
    """How many figures of each account wait for an answer."""
    rows = QuestionedCount.objects.filter(account__in=accounts, reply="").order_by().values("account")
    return dict(rows.annotate(waiting=Count("pk")).values_list("account", "waiting"))


def _form(account: Account, last: FollowerCount | None, bound: QuickForm | None) -> QuickForm | None:
    if bound and bound.account == account:
        return bound
    return None if account.status in ENDED else QuickForm(account, last.metric if last else "")
