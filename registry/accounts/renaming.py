"""An account changes its name on its platform: the same write as any in `actions`, apart for its length."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from registry.accounts.actions import index_for_search
from registry.accounts.models import Account, FormerHandle
from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import User
from registry.organisation.permissions import Can, NotAllowed, require
from registry.platforms.canonical import Reading
from registry.platforms.likeness import traces

TAKEN = Pair("Un autre compte du registre porte déjà ce nom.", "Another account of the register already has this name.")


@transaction.atomic
def rename(account: Account, *, reading: Reading, until: date, actor: User, at: datetime, reason: str) -> Account:
    """Give an account the handle that it now has on its platform, and remember the one that it had ``until`` that day.

    Its public page keeps its address. Raises `NotAllowed`, also when another account has the name; `ValueError` for
    another platform's reading.
    """
    account = Account.objects.select_for_update(of=("self",)).with_names().get(pk=account.pk)
    require(actor, Can.ACCOUNT_MANAGE, account.unit)
    return give_name(account, reading=reading, until=until, actor=actor, at=at, reason=reason)


@transaction.atomic
def give_name(account: Account, *, reading: Reading, until: date, actor: User, at: datetime, reason: str) -> Account:
    """`rename` for an action that has asked permission and holds the account's row. Raises the same for the name itself."""
    if reading.platform != account.platform.slug:
        raise ValueError("a rename stays on the platform")
    if reading.key != account.key:
        _remember(account, until)
        account.former_handles.filter(key=reading.key).delete()
    before = account.handle
    account.handle, account.key, account.traces = reading.handle, reading.key, traces(reading.handle)
    account.address, account.display, account.kind = reading.address, reading.display, reading.kind
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError:
        raise NotAllowed(TAKEN) from None
    index_for_search(Account.objects.filter(pk=account.pk))
    facts = {"from": before, "to": account.handle}
    record(Verb.ACCOUNT_RENAMED, account, actor=actor, at=at, unit=account.unit, reason=reason, **facts)
    return account


def _remember(account: Account, until: date) -> None:
    """Note the name that the account leaves; another account that left it before is no longer the one meant."""
    copied = {name: getattr(account, name) for name in ("handle", "address", "display")}
    FormerHandle.objects.update_or_create(
        platform=account.platform, key=account.key, defaults={"account": account, "until": until, **copied}
    )
