"""An account passes to another unit, or gets one more person who administers it: writes like those of `actions`."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from registry.accounts.actions import index_for_search, name_steward
from registry.accounts.audiences import Audience
from registry.accounts.models import Account, StewardRank, Stewardship
from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.organisation.models import Unit, User
from registry.organisation.permissions import Can, require


@transaction.atomic
def transfer(account: Account, *, unit: Unit, actor: User, at: datetime, reason: str) -> Account:
    """Give an account to another unit; its stewards stay until others are named. Raises `NotAllowed`.

    The actor must manage accounts of both units.
    """
    account = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    require(actor, Can.ACCOUNT_MANAGE, account.unit)
    require(actor, Can.ACCOUNT_MANAGE, unit)
    before, account.unit = account.unit_id, unit
    account.save()
    index_for_search(Account.objects.filter(pk=account.pk))
    facts = {"from": before, "to": unit.pk}
    record(Verb.ACCOUNT_TRANSFERRED, account, actor=actor, at=at, unit=unit, reason=reason, **facts)
    return account


@transaction.atomic
def describe(account: Account, *, audiences: Iterable[str], rhythm: str, actor: User, at: datetime) -> Account:
    """Say whom an account speaks to (codes of `Audience`; none when it is not known) and how often ("" likewise).

    Raises `NotAllowed`, `ValueError` for a code that is no audience. Saying what is there already leaves no trace.
    """
    account = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    require(actor, Can.ACCOUNT_MANAGE, account.unit)
    said = [Audience(code) for code in audiences], rhythm
    if said == (account.audiences, account.rhythm):
        return account
    account.audiences, account.rhythm = said
    account.save(update_fields=["audiences", "rhythm"])
    record(Verb.ACCOUNT_EDITED, account, actor=actor, at=at, unit=account.unit, audiences=list(account.audiences))
    return account


@transaction.atomic
def add_administrator(account: Account, user: User, *, actor: User, at: datetime, since: date) -> Stewardship:
    """One more person for the account: the missing backup if there is none, else an administrator beside the two.

    Whoever is already there keeps the rank held. Raises `NotAllowed`.
    """
    account = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    require(actor, Can.ACCOUNT_MANAGE, account.unit)
    held = {row.user_id: row for row in account.stewardships.filter(until=None)}
    if user.pk in held:
        return held[user.pk]
    if StewardRank.BACKUP not in {row.rank for row in held.values()}:
        return name_steward(account, user, StewardRank.BACKUP, actor=actor, at=at, since=since)
    administrator = StewardRank.ADMINISTRATOR
    stewardship = Stewardship.objects.create(account=account, user=user, rank=administrator, since=since)
    record(Verb.STEWARD_NAMED, account, actor=actor, at=at, unit=account.unit, rank=administrator, person=user.pk)
    return stewardship
