"""Who may enter, correct and answer for an account's figures: by a role on its unit, or because they answer for the account."""

from django.db.models import Exists, OuterRef, Q

from registry.accounts.models import Account, AccountQuerySet, Stewardship
from registry.organisation.models import User
from registry.organisation.permissions import Can, NotAllowed, can, within


def may_count(user: User, account: Account) -> bool:
    """Whether a person may enter figures of an account, read afresh from the database at each call."""
    answers = Stewardship.objects.filter(account=account, user_id=user.pk, user__is_active=True, until=None)
    return can(user, Can.FOLLOWERS_COUNT, account.unit) or answers.exists()


def require_count(user: User, account: Account) -> None:
    """Raise `NotAllowed` unless `may_count`."""
    if not may_count(user, account):
        raise NotAllowed


def countable_by(user: User) -> AccountQuerySet:
    """The accounts of which `may_count` says yes."""
    answers = Stewardship.objects.filter(account=OuterRef("pk"), user=user, user__is_active=True, until=None)
    return Account.objects.filter(Q(within(user, [Can.FOLLOWERS_COUNT])) | Exists(answers))
