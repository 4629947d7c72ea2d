"""The reads of what platforms say: names that wait for an answer, and accounts that a platform no longer finds."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from registry.accounts.models import Account, AccountQuerySet
from registry.accounts.status import ENDED
from registry.followers.models import Contact, NameQuestion
from registry.followers.rights import countable_by
from registry.followers.states import LOST
from registry.organisation.models import User


@dataclass(frozen=True)
class Said:
    """``lost`` is the contact of an account that its platform no longer finds, ``new_name`` the question about its name."""

    lost: Contact | None
    new_name: NameQuestion | None


ABOUT = ("account__platform", "account__unit")


def names_of(user: User) -> QuerySet[NameQuestion]:
    """The new names that wait for an answer of this person, the newest first."""
    rows = NameQuestion.objects.filter(account__in=countable_by(user), reply="")
    return rows.select_related(*ABOUT).order_by("-seen_at", "-pk")


def name_question(number: int, accounts: AccountQuerySet) -> QuerySet[NameQuestion]:
    """One question about one of the accounts, with all that its page prints."""
    rows = NameQuestion.objects.filter(pk=number, account__in=accounts)
    return rows.select_related(*ABOUT, "account__contact", "replied_by")


def said_of(accounts: Iterable[Account]) -> dict[int, Said]:
    """What waits about each of some accounts, in two queries whatever their number; one of whom nothing waits is not there."""
    accounts = list(accounts)
    living = [account for account in accounts if account.status not in ENDED]
    lost = {row.account_id: row for row in Contact.objects.filter(account__in=living, outcome__in=LOST)}
    names = {row.account_id: row for row in NameQuestion.objects.filter(account__in=accounts, reply="")}
    return {number: Said(lost.get(number), names.get(number)) for number in lost.keys() | names.keys()}


def lost_of(user: User) -> QuerySet[Contact]:
    """The living accounts of this person that their platform no longer finds or has suspended, the latest first."""
    rows = Contact.objects.filter(account__in=countable_by(user), outcome__in=LOST).exclude(account__status__in=ENDED)
    return rows.select_related(*ABOUT).order_by("-since", "-pk")
