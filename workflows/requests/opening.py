"""After the yes, a page that enters the register: the department gives its address, a manager proves it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from registry.accounts import actions as accounts
from registry.accounts import handing_over
from registry.accounts.models import Account, StewardRank
from registry.accounts.status import ProofKind, Standing
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import User
from registry.platforms.canonical import Refusal, canonicalise
from workflows.machine import Refused
from workflows.requests import follow_ups
from workflows.requests.link_back import beside_proof
from workflows.requests.models import Checklist, PageRequest
from workflows.requests.moving import arrive, take
from workflows.requests.official_page import official_page
from workflows.requests.states import APPROVAL_OF, Stage, State

NO_ADDRESS = Pair(
    "Cette demande porte sur un compte du registre : aucune adresse n’est attendue.",
    "This request is about an account of the register: no address is expected.",
)
NOT_OURS = Pair(
    "La page officielle est une page du site de l’institution ou de l’unité, non d’une plateforme.",
    "The official page is a page of the institution’s or the unit’s own site, not of a platform.",
)


@transaction.atomic
def give_address(
    page_request: PageRequest,
    *,
    actor: User,
    at: datetime,
    seen: int,
    address: str,
    link_back: str,
    two_administrators: bool,
    two_factor: bool,
    recovery_mailbox: bool,
) -> PageRequest:
    """The page exists: its address is read and kept in canonical form until a manager proves it.

    The last four are the points of `Checklist`, each of which has to hold. Raises `Refused` with the reader's own sentence,
    or when the register already has the account under any spelling.
    """
    page_request, step = take(page_request, "give_address", actor=actor, at=at, seen=seen)
    if not page_request.nature.enters:
        raise Refused(NO_ADDRESS.fr, NO_ADDRESS.en)
    reading = canonicalise(address, page_request.platform.slug)
    if isinstance(reading, Refusal):
        raise Refused(reading.sentence.fr, reading.sentence.en)
    _refuse_taken(page_request, reading.key, reading.display)
    page = official_page(link_back)
    if page is None:
        raise Refused(NOT_OURS.fr, NOT_OURS.en)
    Checklist.objects.create(
        page_request=page_request,
        by=actor,
        at=at,
        link_back=page,
        two_administrators=two_administrators,
        two_factor=two_factor,
        recovery_mailbox=recovery_mailbox,
    )
    page_request.handle, page_request.key, page_request.address = reading.handle, reading.key, reading.address
    arrive(page_request, step.target, Verb.REQUEST_ADDRESS_GIVEN, actor=actor, at=at, address=reading.address)
    return page_request


def _refuse_taken(page_request: PageRequest, key: str, display: str) -> None:
    same = Account.objects.filter(platform=page_request.platform, key=key)
    if same.exclude(standing=Standing.UNCONFIRMED).exists():
        raise Refused(
            f"{display} est déjà au registre, peut-être sous une autre écriture.",
            f"{display} is already in the register, perhaps under another spelling.",
        )
    if PageRequest.objects.filter(platform=page_request.platform, key=key, state=State.ADDRESS_GIVEN).exists():
        raise Refused(
            f"Une autre demande a déjà donné l’adresse {display}.", f"Another request has already given {display}."
        )


@transaction.atomic
def reject_address(page_request: PageRequest, *, actor: User, at: datetime, seen: int, reason: str) -> PageRequest:
    """The address is not the right one: the request stands again where its decision had left it."""
    page_request, _step = take(page_request, "reject_address", actor=actor, at=at, seen=seen)
    decision = page_request.verdicts.get(stage=Stage.DECISION, round=page_request.round, concludes=True)
    page_request.handle = page_request.key = page_request.address = ""
    page_request.account = None
    state = APPROVAL_OF[decision.answer]
    arrive(page_request, state, Verb.REQUEST_ADDRESS_REJECTED, actor=actor, at=at, reason=reason)
    return page_request


@transaction.atomic
def put_online(
    page_request: PageRequest, *, actor: User, at: datetime, seen: int, proof: ProofKind, evidence: str
) -> PageRequest:
    """The manager records the proof: the account enters the register as official, owned by the unit, with its stewards.

    Raises `Refused` for an override, which `propose_override` and `countersign` do in two steps.
    """
    if proof == ProofKind.OVERRIDE:
        raise Refused("Une dérogation demande deux signatures.", "An override takes two signatures.")
    page_request, step = take(page_request, "put_online", actor=actor, at=at, seen=seen)
    account = _enter(page_request, actor, at)
    accounts.record_proof(
        account, kind=proof, evidence=evidence, actor=actor, at=at, official_since=timezone.localdate(at).isoformat()
    )
    follow_ups.begin(page_request, account, at=at)
    seen_by_us = beside_proof(page_request) if proof == ProofKind.OFFICIAL_LINK else {}
    facts = {"account": account.slug} | seen_by_us
    arrive(page_request, step.target, Verb.REQUEST_PUT_ONLINE, actor=actor, at=at, **facts)
    return page_request


@transaction.atomic
def propose_override(page_request: PageRequest, *, actor: User, at: datetime, seen: int, evidence: str) -> PageRequest:
    """No proof can be had: the account enters unconfirmed, and a second manager must sign before it is official."""
    page_request, step = take(page_request, "propose_override", actor=actor, at=at, seen=seen)
    if page_request.account_id:
        raise Refused(
            "Une dérogation attend déjà sa seconde signature.", "An override already awaits its second signature."
        )
    account = _enter(page_request, actor, at)
    accounts.record_proof(account, kind=ProofKind.OVERRIDE, evidence=evidence, actor=actor, at=at, official_since="")
    arrive(page_request, step.target, Verb.PROOF_RECORDED, actor=actor, at=at, account=account.slug)
    return page_request


@transaction.atomic
def countersign(page_request: PageRequest, *, actor: User, at: datetime, seen: int) -> PageRequest:
    """A second manager signs the override: the account is official. Raises `Refused` when nothing waits for it."""
    page_request, step = take(page_request, "countersign", actor=actor, at=at, seen=seen)
    proof = (
        page_request.account
        and page_request.account.proofs.filter(kind=ProofKind.OVERRIDE, countersigned_by=None).first()
    )
    if not proof:
        raise Refused("Aucune dérogation n’attend de signature.", "No override is waiting for a signature.")
    accounts.countersign(proof, actor=actor, at=at, official_since=timezone.localdate(at).isoformat())
    follow_ups.begin(page_request, page_request.account, at=at)
    arrive(page_request, step.target, Verb.REQUEST_PUT_ONLINE, actor=actor, at=at, account=page_request.account.slug)
    return page_request


def _enter(page_request: PageRequest, actor: User, at: datetime) -> Account:
    """The register's row for the given address: the unconfirmed one that is there, else a new one; with its stewards."""
    account = page_request.account or _found_or_registered(page_request, actor, at)
    for rank, person in (
        (StewardRank.PRIMARY, page_request.primary_steward),
        (StewardRank.BACKUP, page_request.backup_steward),
    ):
        accounts.name_steward(account, person, rank, actor=actor, at=at, since=timezone.localdate(at))
    if page_request.audiences or page_request.rhythm:
        said = {"audiences": page_request.audiences, "rhythm": page_request.rhythm}
        handing_over.describe(account, actor=actor, at=at, **said)
    page_request.account = account
    return account


def _found_or_registered(page_request: PageRequest, actor: User, at: datetime) -> Account:
    title = Pair(page_request.title, "")
    known = Account.objects.filter(platform=page_request.platform, key=page_request.key).first()
    if known:
        return accounts.adopt(known, unit=page_request.unit, title=title, actor=actor, at=at)
    reading = canonicalise(page_request.address, page_request.platform.slug)
    return accounts.register(
        reading, unit=page_request.unit, title=title, actor=actor, at=at, languages=page_request.languages
    )
