"""The writes of the register: an account enters, is confirmed, changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import Value

from registry.accounts.models import Account, Proof, StewardRank, Stewardship
from registry.accounts.slugs import account_slug
from registry.accounts.status import ProofKind, Standing, Status
from registry.audit.record import record, record_many
from registry.audit.verbs import Verb
from registry.folding import fold, sort_key
from registry.language import Pair
from registry.organisation.models import Unit, User
from registry.organisation.permissions import Can, NotAllowed, require
from registry.platforms.canonical import Reading
from registry.platforms.likeness import traces
from registry.platforms.models import Platform

SAME_SIGNATURE = Pair(
    "Une dérogation est signée par deux personnes différentes.", "An override is signed by two different people."
)


@dataclass(frozen=True)
class DecisionNote:
    """What an account must say in public about the decision that changed it; ``channels`` are label and address pairs."""

    label: Pair
    url: str
    on: str
    channels: tuple[dict, ...] = ()


@transaction.atomic
def register(
    reading: Reading,
    *,
    unit: Unit,
    title: Pair,
    actor: User,
    at: datetime,
    languages: Iterable[str] = (),
    standing: Standing = Standing.UNCONFIRMED,
    status: Status = Status.ACTIVE,
    public_note: Pair | None = None,
) -> Account:
    """Enter an account under its canonical reading; raises `IntegrityError` when it is already there.

    Official is never given here: it follows from `record_proof`.
    """
    if standing == Standing.OFFICIAL:
        raise ValueError("official follows from a proof")
    account = unsaved(reading, Platform.objects.get(slug=reading.platform), unit=unit, title=title, languages=languages)
    note = public_note or Pair("", "")
    give_free_slugs([account])
    account.standing, account.status = standing, status
    account.public_note_fr, account.public_note_en = note.fr, note.en
    account.save()
    index_for_search(Account.objects.filter(pk=account.pk))
    record(Verb.ACCOUNT_REGISTERED, account, actor=actor, at=at, unit=unit, standing=standing, status=status)
    return account


def unsaved(reading: Reading, platform: Platform, *, unit: Unit, title: Pair, languages: Iterable[str] = ()) -> Account:
    """An unconfirmed, active account under its canonical reading, not saved yet."""
    return Account(
        slug=account_slug(reading.platform, reading.key),
        platform=platform,
        handle=reading.handle,
        key=reading.key,
        traces=traces(reading.handle),
        address=reading.address,
        display=reading.display,
        kind=reading.kind,
        unit=unit,
        title_fr=title.fr,
        title_en=title.en,
        sort_key=sort_key(title.fr)[:160],
        languages=list(languages),
        standing=Standing.UNCONFIRMED,
        status=Status.ACTIVE,
    )


def give_free_slugs(accounts: list[Account]) -> None:
    """Number the slugs that others have: an account that was renamed keeps its page's address when its name goes on."""
    wanted = {account.slug for account in accounts}
    taken = set(Account.objects.filter(slug__in=wanted).values_list("slug", flat=True))
    if not taken:
        return
    # The name itself being free in the register, only accounts that were renamed stand in the way.
    beside = set(
        Account.objects.filter(slug__regex=rf"^({'|'.join(sorted(taken))})-[0-9]+$").values_list("slug", flat=True)
    )
    for account in accounts:
        if account.slug in taken:
            number = next(number for number in count(2) if f"{account.slug}-{number}" not in beside)
            account.slug = f"{account.slug}-{number}"


@transaction.atomic
def adopt(account: Account, *, unit: Unit, title: Pair, actor: User, at: datetime) -> Account:
    """Give an unconfirmed account of the register to the unit that asked for it. Raises `NotAllowed`, `ValueError`."""
    account = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    require(actor, Can.ACCOUNT_MANAGE, account.unit)
    require(actor, Can.ACCOUNT_MANAGE, unit)
    if account.standing != Standing.UNCONFIRMED:
        raise ValueError("only an unconfirmed account can be adopted")
    before, account.unit = account.unit_id, unit
    account.title_fr, account.title_en, account.sort_key = title.fr, title.en, sort_key(title.fr)[:160]
    account.save()
    index_for_search(Account.objects.filter(pk=account.pk))
    record(Verb.ACCOUNT_ADOPTED, account, actor=actor, at=at, unit=unit, **{"from": before, "to": unit.pk})
    return account


def index_for_search(accounts: Iterable[Account]) -> None:
    """Rewrite the stored search vector of the given accounts from their names, handle, platform and unit."""
    for account in accounts.select_related("platform", "unit"):
        Account.objects.filter(pk=account.pk).update(search=search_vector(account))


def search_vector(account: Account) -> SearchVector:
    """What an account is found by: its names, handle, platform and unit."""
    words = " ".join(
        [
            account.title_fr,
            account.title_en,
            account.display,
            account.handle,
            account.platform.full_name,
            account.unit.name_fr,
            account.unit.name_en,
        ]
    )
    return SearchVector(Value(fold(words).translate(str.maketrans("/@._-", "     "))), config="simple")


@transaction.atomic
def name_steward(
    account: Account, user: User, rank: StewardRank, *, actor: User, at: datetime, since: date
) -> Stewardship:
    """Make ``user`` the steward of that rank from ``since`` on; whoever held it before ends the same day."""
    account.stewardships.filter(rank=rank, until=None).update(until=since)
    account.stewardships.filter(user=user, until=None).update(until=since)
    stewardship = Stewardship.objects.create(account=account, user=user, rank=rank, since=since)
    record(Verb.STEWARD_NAMED, account, actor=actor, at=at, unit=account.unit, rank=rank, person=user.pk)
    return stewardship


@transaction.atomic
def record_proof(
    account: Account, *, kind: ProofKind, evidence: str, actor: User, at: datetime, official_since: str
) -> Proof:
    """Record what shows that the account is the institution's, and say *official* when the proof counts by itself.

    An override waits for `countersign`. Raises `NotAllowed`.
    """
    account = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    require(actor, Can.ACCOUNT_MANAGE, account.unit)
    proof = Proof.objects.create(account=account, kind=kind, evidence=evidence, recorded_by=actor, recorded_at=at)
    record(Verb.PROOF_RECORDED, account, actor=actor, at=at, unit=account.unit, kind=kind)
    if proof.counts:
        _confirm(account, official_since, actor=actor, at=at)
    return proof


@transaction.atomic
def countersign(proof: Proof, *, actor: User, at: datetime, official_since: str) -> Proof:
    """A second manager signs an override: the account becomes official.

    Raises `NotAllowed` for the first signer, and for a program.
    """
    proof = Proof.objects.select_for_update(of=("self",)).select_related("account__unit").get(pk=proof.pk)
    require(actor, Can.ACCOUNT_MANAGE, proof.account.unit)
    if actor.is_service or actor.pk == proof.recorded_by_id:
        raise NotAllowed(SAME_SIGNATURE)
    proof.countersigned_by = actor
    proof.save()
    record(Verb.PROOF_RECORDED, proof.account, actor=actor, at=at, unit=proof.account.unit, kind=proof.kind)
    _confirm(proof.account, official_since, actor=actor, at=at)
    return proof


def _confirm(account: Account, official_since: str, *, actor: User, at: datetime) -> None:
    account.standing = Standing.OFFICIAL
    account.official_since = account.official_since or official_since
    account.save()
    record(Verb.ACCOUNT_CONFIRMED, account, actor=actor, at=at, unit=account.unit)


@transaction.atomic
def carry_out_decision(
    statuses: dict[int, Status], note: DecisionNote, *, actor: User | None, at: datetime, ended_on: str
) -> list[Account]:
    """Give the numbered accounts their new status and the words of the decision, in a few queries whatever their number.

    ``ended_on`` (partial date) closes the official period of those that end by it; one that had ended before keeps its own
    last day. The caller has asked permission.
    """
    accounts = list(Account.objects.select_for_update(of=("self",)).filter(pk__in=statuses).with_names().order_by("pk"))
    before = {account.pk: account.status for account in accounts}
    alike: dict[tuple[str, str], list[int]] = {}
    for account in accounts:
        had_ended, account.status = account.is_tombstone, statuses[account.pk]
        ended = account.is_tombstone and account.standing == Standing.OFFICIAL
        if not (ended and had_ended):
            account.official_until = ended_on if ended else ""
        alike.setdefault((account.status, account.official_until), []).append(account.pk)
    words = {
        "decision_label_fr": note.label.fr,
        "decision_label_en": note.label.en,
        "decision_url": note.url,
        "decision_on": note.on,
        "decision_channels": list(note.channels),
    }
    # One statement for those that change alike, where a CASE per row and column would name each account seven times.
    for (status, until), numbers in alike.items():
        Account.objects.filter(pk__in=numbers).update(status=status, official_until=until, **words)
    for account in accounts:
        vars(account).update(words)
    changed = [(a, a.unit, {"from": before[a.pk], "to": a.status, "decision": note.url}) for a in accounts]
    record_many(Verb.ACCOUNT_STATUS, changed, actor=actor, at=at)
    return accounts


@transaction.atomic
def change_standing(account: Account, *, standing: Standing, actor: User, at: datetime, reason: str) -> Account:
    """Say what an account is to the institution, official apart (`record_proof`). Raises `NotAllowed`, `ValueError`."""
    if standing == Standing.OFFICIAL:
        raise ValueError("official follows from a proof")
    account = _managed(account, actor)
    before, account.standing = account.standing, standing
    account.save()
    _changed(Verb.ACCOUNT_STANDING, account, (before, standing), actor=actor, at=at, reason=reason)
    return account


@transaction.atomic
def change_status(
    account: Account,
    *,
    status: Status,
    actor: User,
    at: datetime,
    reason: str,
    official_until: str = "",
    successor: Account | None = None,
) -> Account:
    """Say how an account is now (lost, compromised, closed…), with the reason. Raises `NotAllowed`."""
    account = _managed(account, actor)
    before, account.status = account.status, status
    account.official_until = official_until
    account.successor = successor
    account.save()
    _changed(Verb.ACCOUNT_STATUS, account, (before, status), actor=actor, at=at, reason=reason)
    return account


def _managed(account: Account, actor: User) -> Account:
    """The account as it is now, kept from others until the transaction ends. Raises `NotAllowed`."""
    account = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    require(actor, Can.ACCOUNT_MANAGE, account.unit)
    return account


def _changed(verb: Verb, account: Account, way: tuple[str, str], **said: object) -> None:
    record(verb, account, unit=account.unit, **said, **dict(zip(("from", "to"), way, strict=True)))
