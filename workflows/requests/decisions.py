"""The deciders' side of a request: endorse, decide, prove. Still actions: each is one transaction with one verdict."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from registry.accounts import actions as accounts
from registry.accounts.models import Account, StewardRank
from registry.accounts.status import ProofKind
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import User
from registry.platforms.canonical import canonicalise
from workflows.machine import Refused
from workflows.requests.models import PageRequest, Verdict
from workflows.requests.moving import arrive, take
from workflows.requests.states import APPROVAL_OF, Answer, Stage


@transaction.atomic
def endorse(page_request: PageRequest, *, actor: User, at: datetime, seen: int, reason: str = "") -> PageRequest:
    """The unit's head (or a second manager) says yes. Raises `NotAllowed`, `Stale`, `Refused`."""
    page_request, step = take(page_request, "endorse", actor=actor, seen=seen)
    _answer(page_request, Stage.ENDORSEMENT, Answer.YES, actor, at, reason=reason)
    arrive(page_request, step.target, Verb.REQUEST_ENDORSED, actor=actor, at=at, reason=reason)
    return page_request


@transaction.atomic
def send_back(page_request: PageRequest, *, actor: User, at: datetime, seen: int, reason: str) -> PageRequest:
    """The unit's head asks the author to write it again, and says why."""
    page_request, step = take(page_request, "send_back", actor=actor, seen=seen)
    _answer(page_request, Stage.ENDORSEMENT, Answer.CHANGES, actor, at, reason=reason)
    arrive(page_request, step.target, Verb.REQUEST_RETURNED, actor=actor, at=at, reason=reason)
    return page_request


@transaction.atomic
def start_review(page_request: PageRequest, *, actor: User, at: datetime, seen: int) -> PageRequest:
    """A manager takes the request, so that two people do not look at the same one."""
    page_request, step = take(page_request, "take", actor=actor, seen=seen)
    page_request.reviewer = actor
    arrive(page_request, step.target, Verb.REQUEST_TAKEN, actor=actor, at=at)
    return page_request


@transaction.atomic
def approve(page_request: PageRequest, *, actor: User, at: datetime, seen: int, reason: str = "") -> PageRequest:
    """The community manager says yes."""
    page_request, step = take(page_request, "approve", actor=actor, seen=seen)
    _answer(page_request, Stage.DECISION, Answer.YES, actor, at, reason=reason)
    arrive(page_request, step.target, Verb.REQUEST_APPROVED, actor=actor, at=at, reason=reason)
    return page_request


@transaction.atomic
def approve_with_conditions(
    page_request: PageRequest, *, actor: User, at: datetime, seen: int, conditions: str, reason: str = ""
) -> PageRequest:
    """The community manager says yes, and what must be kept."""
    page_request, step = take(page_request, "approve_with_conditions", actor=actor, seen=seen)
    _answer(page_request, Stage.DECISION, Answer.YES_WITH_CONDITIONS, actor, at, reason=reason, conditions=conditions)
    arrive(page_request, step.target, Verb.REQUEST_APPROVED_WITH_CONDITIONS, actor=actor, at=at, reason=reason)
    return page_request


@transaction.atomic
def ask_changes(page_request: PageRequest, *, actor: User, at: datetime, seen: int, reason: str) -> PageRequest:
    """The community manager asks for changes: the request goes back to its author and comes again from the start."""
    page_request, step = take(page_request, "ask_changes", actor=actor, seen=seen)
    _answer(page_request, Stage.DECISION, Answer.CHANGES, actor, at, reason=reason)
    arrive(page_request, step.target, Verb.REQUEST_RETURNED, actor=actor, at=at, reason=reason)
    return page_request


@transaction.atomic
def refuse(
    page_request: PageRequest, *, actor: User, at: datetime, seen: int, reason: str, alternative: str = ""
) -> PageRequest:
    """The community manager says no, with a reason and, where there is one, another way."""
    page_request, step = take(page_request, "refuse", actor=actor, seen=seen)
    _answer(page_request, Stage.DECISION, Answer.NO, actor, at, reason=reason, alternative=alternative)
    arrive(page_request, step.target, Verb.REQUEST_REFUSED, actor=actor, at=at, reason=reason)
    return page_request


def _answer(
    page_request: PageRequest, stage: Stage, answer: Answer, actor: User, at: datetime, **words: str
) -> Verdict:
    return Verdict.objects.create(
        page_request=page_request,
        round=page_request.round,
        version=page_request.version,
        stage=stage,
        answer=answer,
        by=actor,
        at=at,
        **words,
    )


@transaction.atomic
def reject_address(page_request: PageRequest, *, actor: User, at: datetime, seen: int, reason: str) -> PageRequest:
    """The address is not the right one: the request stands again where its decision had left it."""
    page_request, _step = take(page_request, "reject_address", actor=actor, seen=seen)
    decision = page_request.verdicts.get(stage=Stage.DECISION, round=page_request.round)
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
    page_request, step = take(page_request, "put_online", actor=actor, seen=seen)
    account = _enter(page_request, actor, at)
    accounts.record_proof(
        account, kind=proof, evidence=evidence, actor=actor, at=at, official_since=timezone.localdate(at).isoformat()
    )
    arrive(page_request, step.target, Verb.REQUEST_PUT_ONLINE, actor=actor, at=at, account=account.slug)
    return page_request


@transaction.atomic
def propose_override(page_request: PageRequest, *, actor: User, at: datetime, seen: int, evidence: str) -> PageRequest:
    """No proof can be had: the account enters unconfirmed, and a second manager must sign before it is official."""
    page_request, step = take(page_request, "propose_override", actor=actor, seen=seen)
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
    page_request, step = take(page_request, "countersign", actor=actor, seen=seen)
    proof = (
        page_request.account
        and page_request.account.proofs.filter(kind=ProofKind.OVERRIDE, countersigned_by=None).first()
    )
    if not proof:
        raise Refused("Aucune dérogation n’attend de signature.", "No override is waiting for a signature.")
    accounts.countersign(proof, actor=actor, at=at, official_since=timezone.localdate(at).isoformat())
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
