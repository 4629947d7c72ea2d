"""The write of this slice: somebody read a figure."""

from datetime import date, datetime

from django.db import transaction

from registry.accounts.models import Account
from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.followers.models import FollowerCount
from registry.organisation.models import User
from registry.organisation.permissions import Can, require


@transaction.atomic
def count_followers(
    account: Account, *, day: date, value: int, source: str, actor: User, at: datetime, is_exact: bool = True
) -> FollowerCount:
    """Record one measurement. Raises `NotAllowed`, and `IntegrityError` for a second figure of the same day."""
    require(actor, Can.FOLLOWERS_COUNT, account.unit)
    count = FollowerCount.objects.create(
        account=account, day=day, value=value, is_exact=is_exact, source=source, entered_by=actor, entered_at=at
    )
    record(Verb.FOLLOWERS_COUNTED, account, actor=actor, at=at, unit=account.unit, day=day.isoformat(), value=value)
    return count
