"""What may be said of an account in public, made from its row: nothing else reaches an answer of *verify*."""

import json
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from django.utils.translation import override

from registry.accounts.models import Account
from registry.accounts.status import ProofKind
from registry.directory.lookup import Known, as_left
from registry.directory.verdicts import LISTED, RENAMED, RENAMED_SENTENCE, Verdict, label_of, sentence_of, verdict_of
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
class Shown:
    """What shows that an account is the institution's: the kind of proof, in words too, and the day it was recorded."""

    kind: str
    label: Pair
    on: date


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
    proof: Shown | None = None
    decision: Decision | None = None
    successor: "PublicAccount | None" = None


def public_account(account: Account | Known, *, with_successor: bool = True) -> PublicAccount:
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


def _listed(account: Account | Known, with_successor: bool) -> dict:
    successor = account.successor if with_successor and account.successor_id else None
    is_listed = successor and verdict_of(successor.standing, successor.status) in LISTED
    return {
        "title": pair_of(account, "title"),
        "page": account.get_absolute_url(),
        "unit": pair_of(account.unit, "name"),
        "official_since": account.official_since,
        "official_until": account.official_until,
        "proof": _proof(account),
        "decision": decision_of(account),
        "successor": public_account(successor, with_successor=False) if is_listed else None,
    }


def renamed(row: Known) -> PublicAccount | None:
    """The answer about a name that an account left: what it was, and the present account as its successor; None if unsaid."""
    present = public_account(row)
    verdict = RENAMED.get(present.verdict)
    if verdict is None:
        return None
    was = public_account(as_left(row), with_successor=False)
    if verdict == Verdict.IMPOSTOR:
        return was
    until = row.former.until.isoformat() if verdict == Verdict.FORMER else ""
    label, facts = label_of(verdict, until), {"official_until": until, "proof": None, "decision": None}
    return replace(was, verdict=verdict, label=label, sentence=RENAMED_SENTENCE, successor=present, **facts)


@cache
def proof_name(kind: str) -> Pair:
    """The kind of a proof in words."""
    label = ProofKind(kind).label
    with override("fr"):
        french = str(label)
    with override("en"):
        return Pair(french, str(label))


def _proof(account: Account | Known) -> Shown | None:
    """The last proof that counts, of a row read for *verify*; the account's own page lists all of them by itself."""
    if not isinstance(account, Known) or not account.proof_kind:
        return None
    return Shown(account.proof_kind, proof_name(account.proof_kind), account.proof_on)


def decision_of(account: Account | Known) -> Decision | None:
    """The decision written on the account by the action that carried it out; None when there is none."""
    if not account.decision_label_fr:
        return None
    rows = json.loads(account.channels) if isinstance(account, Known) else account.decision_channels
    channels = tuple(
        Channel(Pair(row["fr"], row["en"]), row["address"]) for row in rows if row["address"].startswith("https://")
    )
    return Decision(pair_of(account, "decision_label"), account.decision_url, account.decision_on, channels)
