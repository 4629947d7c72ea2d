"""What a plan needs of the register, and the reads of the import pages."""

from collections.abc import Iterable
from datetime import datetime

from registry.accounts.models import Account
from registry.accounts.status import ENDED, Standing
from registry.language import pair_of
from registry.organisation import tree
from registry.organisation.models import Unit, User
from registry.organisation.permissions import Can, units_where
from registry.transfer.entries import Entry
from registry.transfer.layout import fold_space
from registry.transfer.models import ImportFile, State
from registry.transfer.planning import Held, Key, Register

RECENT = 10


def institutions_for(actor: User) -> list[Unit]:
    """The institutions in which a person manages accounts somewhere, in the order of their names."""
    paths = units_where(actor, Can.ACCOUNT_MANAGE).values_list("path", flat=True)
    return list(Unit.objects.institutions().filter(pk__in={tree.institution_of(path) for path in paths}))


def units_of(institution: Unit | None) -> list[Unit]:
    """The units that the rows of a file may name: an institution's, or all of the register's."""
    units = Unit.objects.of_the_register()
    return list(units.under(institution) if institution else units)


def names_of(units: Iterable[Unit]) -> dict[str, tuple[int, ...]]:
    """Exact name in either language, or slug → the numbers of the units called so."""
    found: dict[str, set[int]] = {}
    for unit in units:
        for name in {fold_space(unit.name_fr), fold_space(unit.name_en), unit.slug} - {""}:
            found.setdefault(name, set()).add(unit.pk)
    return {name: tuple(sorted(numbers)) for name, numbers in found.items()}


def register_for(
    entries: Iterable[Entry], units: list[Unit], *, institution: Unit | None, unit: Unit | None, actor: User | None
) -> Register:
    """The register as a plan of these entries needs it; without ``actor`` no right is asked."""
    accounts = held_by_key({key for entry in entries if entry.reading for key in _keys(entry)})
    waiting = (
        institution and Unit.objects.filter(slug=tree.slug_to_be_assigned(institution.slug), parent=institution).first()
    )
    allowed = frozenset(units_where(actor, Can.ACCOUNT_MANAGE).values_list("pk", flat=True)) if actor else None
    everywhere = Unit.objects.filter(pk__in={held.unit for held in accounts.values()})
    return Register(
        accounts=accounts,
        units=names_of(units),
        names={each.pk: pair_of(each, "name") for each in [*units, *everywhere]},
        chosen=unit and unit.pk,
        waiting=waiting and waiting.pk,
        allowed=allowed,
        may_wait=allowed is None or (institution is not None and institution.pk in allowed),
    )


def held_by_key(keys: set[Key]) -> dict[Key, Held]:
    """The accounts of the register under these keys, in one query."""
    platforms, names = {key[0] for key in keys}, {key[1] for key in keys}
    rows = Account.objects.select_related("platform").filter(platform__slug__in=platforms, key__in=names)
    return {key: _held(account) for account in rows if (key := (account.platform.slug, account.key)) in keys}


def _keys(entry: Entry) -> list[Key]:
    return [entry.key, *((entry.reading.platform, key) for key in entry.reading.possibly_same)]


def _held(account: Account) -> Held:
    return Held(
        number=account.pk,
        display=account.display,
        title_fr=account.title_fr,
        title_en=account.title_en,
        languages=tuple(account.languages),
        unit=account.unit_id,
        official=account.standing == Standing.OFFICIAL,
        impostor=account.standing == Standing.IMPOSTOR,
        ended=account.status in ENDED,
    )


def recent_files(user: User, at: datetime) -> list[ImportFile]:
    """The last files that a person brought; those that waited too long say so, erased or not."""
    files = list(ImportFile.objects.visible_to(user).select_related("institution", "unit").defer("tables")[:RECENT])
    for each in files:
        each.shown_state = State.EXPIRED if each.state == State.PLANNED and each.is_stale(at) else State(each.state)
    return files
