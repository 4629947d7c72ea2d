"""What may be said of an account in public, made from its row: nothing else reaches an answer of *verify*."""

from dataclasses import dataclass

from registry.accounts.models import Account
from registry.directory.verdicts import LISTED, Verdict, label_of, sentence_of, verdict_of
from registry.language import Pair, pair_of

UNSAID = Pair("", "")


@dataclass(frozen=True, slots=True)
class Channel:
    """Where to follow the institution instead."""

    label: Pair
    address: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision that holds for an account; ``on`` is a partial date, ``url`` a path of this site or ""."""

    label: Pair
    url: str
    on: str
    channels: tuple[Channel, ...]


@dataclass(frozen=True, slots=True)
class PublicAccount:
    """An account as the public may know it.

    Of one that the directory does not list (unconfirmed, unofficial, impostor) only the address and the note meant for
    the public are given: no name, no unit, no page. ``page`` is a path of this site; dates are partial.
    """

    platform: str
    platform_name: str
    mark: str
    handle: str
    address: str
    display: str
    verdict: Verdict
    label: Pair
    sentence: Pair
    public_note: Pair
    title: Pair = UNSAID
    page: str = ""
    unit: Pair = UNSAID
    official_since: str = ""
    official_until: str = ""
    decision: Decision | None = None
    successor: "PublicAccount | None" = None


def public_account(account: Account, *, with_successor: bool = True) -> PublicAccount:
    """The public side of a row that came with its platform and unit (and, to be given, its successor)."""
    verdict = verdict_of(account.standing, account.status)
    said = {
        "platform": account.platform.slug,
        "platform_name": account.platform.name,
        "mark": account.platform.mark,
        "handle": account.handle,
        "address": account.address,
        "display": account.display,
        "verdict": verdict,
        "label": label_of(verdict, account.official_until),
        "sentence": sentence_of(verdict, account.standing, account.status),
        "public_note": pair_of(account, "public_note"),
    }
    return PublicAccount(**said, **(_listed(account, with_successor) if verdict in LISTED else {}))


def _listed(account: Account, with_successor: bool) -> dict:
    successor = account.successor if with_successor and account.successor_id else None
    is_listed = successor and verdict_of(successor.standing, successor.status) in LISTED
    return {
        "title": pair_of(account, "title"),
        "page": account.get_absolute_url(),
        "unit": pair_of(account.unit, "name"),
        "official_since": account.official_since,
        "official_until": account.official_until,
        "decision": decision_of(account),
        "successor": public_account(successor, with_successor=False) if is_listed else None,
    }


def decision_of(account: Account) -> Decision | None:
    """The decision written on the account by the action that carried it out; None when there is none."""
    if not account.decision_label_fr:
        return None
    channels = tuple(
        Channel(Pair(row["fr"], row["en"]), row["address"])
        for row in account.decision_channels
        if row["address"].startswith("https://")
    )
    return Decision(pair_of(account, "decision_label"), account.decision_url, account.decision_on, channels)
