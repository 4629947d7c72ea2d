"""After the yes, a change to an account of the register: a manager sees that it was made, and the register follows."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from registry.accounts import actions as accounts
from registry.accounts import handing_over
from registry.accounts.models import Account, StewardRank
from registry.accounts.renaming import rename
from registry.accounts.status import Standing, Status
from registry.audit.verbs import Verb
from registry.organisation.models import User
from registry.platforms.canonical import Refusal, canonicalise
from workflows.machine import Refused
from workflows.requests import follow_ups
from workflows.requests.models import PageRequest
from workflows.requests.moving import arrive, take
from workflows.requests.states import Kind


@transaction.atomic
def carry_out(page_request: PageRequest, *, actor: User, at: datetime, seen: int, evidence: str) -> PageRequest:
    """Write in the register what was asked and done on the platform; ``evidence`` says where that was seen.

    Raises `NotAllowed`, `Stale`, `Refused` (also for a kind that enters a page instead).
    """
    page_request, step = take(page_request, "carry_out", actor=actor, at=at, seen=seen)
    effect = EFFECTS.get(page_request.kind)
    if effect is None:
        raise Refused(
            "Cette demande finit par une adresse à prouver, non par un changement.",
            "This request ends with an address to prove, not with a change.",
        )
    effect(page_request, actor=actor, at=at, reason=evidence)
    account = page_request.about
    follow_ups.begin(page_request, account, at=at)
    facts = {"account": account.slug, "kind": page_request.kind}
    arrive(page_request, step.target, Verb.REQUEST_CARRIED_OUT, actor=actor, at=at, reason=evidence, **facts)
    return page_request


def _rename(page_request: PageRequest, *, actor: User, at: datetime, reason: str) -> None:
    reading = canonicalise(page_request.wanted_handle, page_request.about.platform.slug)
    if isinstance(reading, Refusal):
        raise Refused(reading.sentence.fr, reading.sentence.en)
    until = timezone.localdate(at)
    rename(page_request.about, reading=reading, until=until, actor=actor, at=at, reason=reason)


def _transfer(page_request: PageRequest, *, actor: User, at: datetime, reason: str) -> None:
    account = handing_over.transfer(page_request.about, unit=page_request.to_unit, actor=actor, at=at, reason=reason)
    for rank, person in (
        (StewardRank.PRIMARY, page_request.primary_steward),
        (StewardRank.BACKUP, page_request.backup_steward),
    ):
        if person:
            accounts.name_steward(account, person, rank, actor=actor, at=at, since=timezone.localdate(at))


def _reactivate(page_request: PageRequest, *, actor: User, at: datetime, reason: str) -> None:
    _change_status(page_request.about, Status.ACTIVE, "", actor, at, reason)


def _close(page_request: PageRequest, *, actor: User, at: datetime, reason: str) -> None:
    was_official = page_request.about.standing == Standing.OFFICIAL
    until = timezone.localdate(at).isoformat() if was_official else ""
    _change_status(page_request.about, Status.CLOSED, until, actor, at, reason)


def _change_status(account: Account, status: Status, until: str, actor: User, at: datetime, reason: str) -> None:
    accounts.change_status(
        account,
        status=status,
        actor=actor,
        at=at,
        reason=reason,
        official_until=until,
        successor=account.successor,
    )


def _add_administrator(page_request: PageRequest, *, actor: User, at: datetime, reason: str) -> None:
    person, since = page_request.backup_steward, timezone.localdate(at)
    handing_over.add_administrator(page_request.about, person, actor=actor, at=at, since=since)


# kind → what the register does once it was done on the platform; the other kinds end with an address.
EFFECTS: dict[str, Callable[..., None]] = {
    Kind.RENAME: _rename,
    Kind.TRANSFER: _transfer,
    Kind.REACTIVATE: _reactivate,
    Kind.CLOSE: _close,
    Kind.ADD_ADMINISTRATOR: _add_administrator,
}
