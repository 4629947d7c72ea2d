"""The reads of what platforms say: names that wait for an answer, and accounts that a platform no longer finds."""

from django.db.models import QuerySet

from registry.accounts.models import AccountQuerySet
from registry.accounts.status import ENDED
from registry.followers.models import Contact, NameQuestion
from registry.followers.rights import countable_by
from registry.followers.states import LOST
from registry.organisation.models import User

ABOUT = ("account__platform", "account__unit")


def names_of(user: User) -> QuerySet[NameQuestion]:
    """The new names that wait for an answer of this person, the newest first."""
    rows = NameQuestion.objects.filter(account__in=countable_by(user), reply="")
    return rows.select_related(*ABOUT).order_by("-seen_at", "-pk")


def name_question(number: int, accounts: AccountQuerySet) -> QuerySet[NameQuestion]:
    """One question about one of the accounts, with all that its page prints."""
    rows = NameQuestion.objects.filter(pk=number, account__in=accounts)
    return rows.select_related(*ABOUT, "account__contact", "replied_by")


def lost_of(user: User) -> QuerySet[Contact]:
    """The living accounts of this person that their platform no longer finds or has suspended, the latest first."""
    rows = Contact.objects.filter(account__in=countable_by(user), outcome__in=LOST).exclude(account__status__in=ENDED)
    return rows.select_related(*ABOUT).order_by("-since", "-pk")
