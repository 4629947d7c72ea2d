"""What a platform says of an account beside its figure is kept: its number, another name, that there is nobody.

Nothing is renamed, archived or replaced here: a steward is asked, or told. The caller holds the account's row locked.
"""

from datetime import datetime

from registry.accounts.models import Account
from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.followers.asking import server_of
from registry.followers.collectors.base import Failed, Found, is_other
from registry.followers.models import Contact, NameQuestion
from registry.followers.states import LOST, OF_THE_ACCOUNT, NameReply, Outcome
from registry.platforms.canonical import Reading, address_of, canonicalise


def heard(account: Account, found: Found, *, at: datetime) -> str:
    """Keep what came with a figure; returns "" when the figure is the account's own, else why it is not.

    The number that the platform gave first is the account: under another one there is somebody else, until a steward says
    otherwise. A new name under the same number is the same account, which a steward is asked to rename.
    """
    contact = Contact.objects.filter(account=account).first()
    known = contact.stable_id if contact else ""
    new_name = _other_name(account, found.handle)
    if is_other(known, found.stable_id) or _denied(account, found.stable_id, new_name):
        return _another(account, contact, found.stable_id, new_name, at=at)
    if new_name:
        _ask(account, found.stable_id, new_name, at=at)
    _say(account, contact, Outcome.MEASURED, stable_id=found.stable_id, at=at)
    return ""


def failed(account: Account, failure: Failed, *, at: datetime) -> None:
    """Keep what a platform said of the account instead of a figure; what it says of itself changes nothing here.

    Whoever is not found or suspended is flagged: its stewards are told once.
    """
    if failure.outcome not in OF_THE_ACCOUNT:
        return
    contact = Contact.objects.filter(account=account).first()
    if failure.other:
        _another(account, contact, failure.other, None, at=at)
    elif _say(account, contact, failure.outcome, detail=failure.detail, at=at):
        facts = {"outcome": failure.outcome}
        record(Verb.ACCOUNT_LOST_SEEN, account, actor=None, at=at, unit=account.unit, **facts)


def _another(
    account: Account, contact: Contact | None, stable_id: str, new_name: Reading | None, *, at: datetime
) -> str:
    """Somebody else answers where the account was: its stewards are asked, once. Returns what does not agree."""
    if not _denied(account, stable_id, new_name):
        _ask(account, stable_id, new_name, at=at)
    before = (contact and contact.stable_id) or account.handle
    why = f"{stable_id or (new_name and new_name.handle)} ≠ {before}"[:300]
    _say(account, contact, Outcome.UNKNOWN, detail=why, at=at)
    return why


def _denied(account: Account, stable_id: str, new_name: Reading | None) -> bool:
    """Whether somebody has said already that this number, or this name where there is none, is another account."""
    said = NameQuestion.objects.filter(account=account, reply=NameReply.OTHER, stable_id=stable_id)
    if not stable_id:
        said = said.filter(handle=new_name.handle if new_name else account.handle)
    return said.exists()


def _other_name(account: Account, given: str) -> Reading | None:
    """The name that the platform gives, read as the register writes it; None when it is the account's, or none at all."""
    slug, server = account.platform.slug, server_of(account)
    handle = given.strip().removeprefix("@")
    if not handle:
        return None
    if server and "@" not in handle:
        handle = f"{handle}@{server}"
    try:
        reading = canonicalise(address_of(slug, handle, account.kind), slug)
    except ValueError:
        # No name of this kind of account: a page is not compared with a group.
        return None
    return reading if isinstance(reading, Reading) and reading.key != account.key else None


def _ask(account: Account, stable_id: str, new_name: Reading | None, *, at: datetime) -> None:
    """Ask the stewards once; a question that is still open says the newest name."""
    handle, address = (new_name.handle, new_name.address) if new_name else (account.handle, account.address)
    said = {"stable_id": stable_id, "handle": handle, "address": address}
    if NameQuestion.objects.filter(account=account, reply="", **said).exists():
        return
    NameQuestion.objects.update_or_create(account=account, reply="", defaults=said | {"seen_at": at})
    facts = {"from": account.handle, "to": handle}
    record(Verb.ACCOUNT_NAME_SEEN, account, actor=None, at=at, unit=account.unit, **facts)


def _say(
    account: Account, contact: Contact | None, outcome: str, *, at: datetime, detail: str = "", stable_id: str = ""
) -> bool:
    """Write the last answer; returns whether the account has just become one that may be no more."""
    before = contact.outcome if contact else ""
    contact = contact or Contact(account=account)
    if outcome != before:
        contact.since = at
    contact.outcome, contact.read_at, contact.detail = outcome, at, detail[:300]
    # Another number would be somebody else's: this is the same, the first, or the one of a new server.
    contact.stable_id = stable_id or contact.stable_id
    contact.save()
    return outcome in LOST and before not in LOST
