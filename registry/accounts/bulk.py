"""The same writes as `actions`, for the many accounts of a file at once: a handful of statements whatever their number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from registry.accounts.actions import give_free_slugs, search_vector, unsaved
from registry.accounts.models import Account
from registry.audit.record import record_many
from registry.audit.verbs import Verb
from registry.folding import sort_key
from registry.language import Pair
from registry.organisation.models import Unit, User
from registry.organisation.permissions import Can, NotAllowed, units_where
from registry.platforms.canonical import Reading
from registry.platforms.models import Platform

BATCH = 500
# What a person may describe otherwise; standing and status have their own actions.
EDITABLE = ("title_fr", "title_en", "languages", "unit_id")


@dataclass(frozen=True)
class Newcomer:
    """An account to enter, as `register` takes it."""

    reading: Reading
    unit: Unit
    title: Pair
    languages: tuple[str, ...] = ()


@transaction.atomic
def register_many(newcomers: Iterable[Newcomer], *, actor: User, at: datetime) -> list[Account]:
    """Enter many accounts, all unconfirmed and active. Raises `NotAllowed`, and `IntegrityError` when one is there already."""
    # One order for everybody: two imports of the same accounts wait for each other instead of locking each other out.
    newcomers = sorted(newcomers, key=lambda new: (new.reading.platform, new.reading.key))
    _require_all({new.unit.pk for new in newcomers}, actor)
    platforms = {platform.slug: platform for platform in Platform.objects.all()}
    accounts = [
        unsaved(new.reading, platforms[new.reading.platform], unit=new.unit, title=new.title, languages=new.languages)
        for new in newcomers
    ]
    give_free_slugs(accounts)
    for account in accounts:
        account.search = search_vector(account)
    Account.objects.bulk_create(accounts, batch_size=BATCH)
    facts = [(account, account.unit, {"standing": account.standing, "status": account.status}) for account in accounts]
    record_many(Verb.ACCOUNT_REGISTERED, facts, actor=actor, at=at)
    return accounts


@transaction.atomic
def edit_many(changes: dict[int, dict[str, object]], *, actor: User, at: datetime) -> list[Account]:
    """Describe accounts otherwise: number → the `EDITABLE` columns that change. Raises `NotAllowed`, `ValueError`."""
    if unknown := {name for columns in changes.values() for name in columns} - set(EDITABLE):
        raise ValueError(f"not editable: {sorted(unknown)}")
    rows = Account.objects.select_for_update(of=("self",)).filter(pk__in=changes).with_names().order_by("pk")
    accounts = list(rows)
    moved = {columns["unit_id"] for columns in changes.values() if "unit_id" in columns}
    _require_all(moved | {account.unit_id for account in accounts}, actor)
    units = Unit.objects.in_bulk(moved)
    facts = []
    for account in accounts:
        columns = changes[account.pk]
        before = {name: getattr(account, name) for name in columns}
        for name, value in columns.items():
            setattr(account, name, value)
        if "unit_id" in columns:
            account.unit = units[columns["unit_id"]]
        account.sort_key = sort_key(account.title_fr)[:160]
        account.search = search_vector(account)
        facts.append((account, account.unit, {"before": before, "after": columns}))
    Account.objects.bulk_update(accounts, [*EDITABLE, "sort_key", "search"], batch_size=BATCH)
    record_many(Verb.ACCOUNT_EDITED, facts, actor=actor, at=at)
    return accounts


def _require_all(units: set[int], actor: User) -> None:
    """The right to manage accounts on every one of the units, asked in one query."""
    allowed = set(units_where(actor, Can.ACCOUNT_MANAGE).values_list("pk", flat=True))
    if not units <= allowed:
        raise NotAllowed
