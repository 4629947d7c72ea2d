"""The deciders' side of a request: endorse and decide. Still actions: each is one transaction with one voice."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from registry.accounts.models import Account
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import User
from workflows.machine import Refused
from workflows.requests import conditions as terms
from workflows.requests.conditions import NONE_SAID, Conditions
from workflows.requests.four_eyes import require_decider
from workflows.requests.models import PageRequest
from workflows.requests.moving import arrive, take
from workflows.requests.states import Answer, Stage, State, Through
from workflows.requests.voices import Spoken, speak

LEADERSHIP_FIRST = Pair(
    "La direction de l’institution se prononce sur cette demande : transmettez-la avec votre avis favorable.",
    "The institution’s leadership has a say in this request: pass it on with your favourable opinion.",
)
NO_LEADERSHIP = Pair(
    "Cette demande se décide ici : la direction de l’institution n’est pas sur son chemin.",
    "This request is decided here: the leadership is not on its way.",
)
NOBODY = Pair("Aucune personne inscrite n’a cette adresse.", "Nobody registered has this address.")
UNKNOWN_ACCOUNT = Pair("Le compte proposé n’est pas dans l’annuaire.", "The account offered is not in the directory.")
# What an approval is called, and where it leads, with and without conditions.
APPROVALS = {
    False: (State.APPROVED, Verb.REQUEST_APPROVED),
    True: (State.APPROVED_WITH_CONDITIONS, Verb.REQUEST_APPROVED_WITH_CONDITIONS),
}


@transaction.atomic
def endorse(
    page_request: PageRequest, *, actor: User, at: datetime, seen: int, reason: str = "", through: str = Through.PAGE
) -> PageRequest:
    """The unit's head (or a second manager) says yes. Raises `NotAllowed`, `Stale`, `Refused`."""
    page_request, step = take(page_request, "endorse", actor=actor, at=at, seen=seen)
    voice = speak(page_request, Stage.ENDORSEMENT, Answer.YES, actor=actor, at=at, through=through, reason=reason)
    if voice.concludes:
        arrive(page_request, step.target, Verb.REQUEST_ENDORSED, actor=actor, at=at, reason=reason, **voice.facts)
    return page_request


@transaction.atomic
def send_back(
    page_request: PageRequest, *, actor: User, at: datetime, seen: int, reason: str, through: str = Through.PAGE
) -> PageRequest:
    """The unit's head asks the author to write it again, and says why."""
    page_request, step = take(page_request, "send_back", actor=actor, at=at, seen=seen)
    voice = speak(page_request, Stage.ENDORSEMENT, Answer.CHANGES, actor=actor, at=at, through=through, reason=reason)
    if voice.concludes:
        arrive(page_request, step.target, Verb.REQUEST_RETURNED, actor=actor, at=at, reason=reason, **voice.facts)
    return page_request


@transaction.atomic
def start_review(
    page_request: PageRequest, *, actor: User, at: datetime, seen: int, answers: bool = False
) -> PageRequest:
    """A manager takes the request, so that two people do not look at the same one.

    ``answers``: their answer comes with it, in the same transaction, and is what its authors are told of.
    """
    page_request, step = take(page_request, "take", actor=actor, at=at, seen=seen)
    page_request.reviewer = actor
    facts = {"answers": True} if answers else {}
    arrive(page_request, step.target, Verb.REQUEST_TAKEN, actor=actor, at=at, **facts)
    return page_request


@transaction.atomic
def assign(page_request: PageRequest, *, actor: User, at: datetime, seen: int, reviewer: str) -> PageRequest:
    """Give the request to the manager with this address, who must be able to decide it. Raises `NotAllowed`, `Refused`."""
    page_request, step = take(page_request, "assign", actor=actor, at=at, seen=seen)
    person = User.objects.filter(email__iexact=reviewer.strip(), is_active=True).first()
    if person is None:
        raise Refused(NOBODY.fr, NOBODY.en)
    require_decider(page_request, person, timezone.localdate(at))
    page_request.reviewer = person
    arrive(page_request, step.target, Verb.REQUEST_ASSIGNED, actor=actor, at=at, person=person.pk)
    return page_request


@transaction.atomic
def release(page_request: PageRequest, *, actor: User, at: datetime, seen: int) -> PageRequest:
    """Put the request back in the queue, for whoever takes it."""
    page_request, step = take(page_request, "release", actor=actor, at=at, seen=seen)
    page_request.reviewer = None
    arrive(page_request, step.target, Verb.REQUEST_RELEASED, actor=actor, at=at)
    return page_request


@transaction.atomic
def approve(
    page_request: PageRequest, *, actor: User, at: datetime, seen: int, reason: str = "", through: str = Through.PAGE
) -> PageRequest:
    """The community manager says yes. Raises `Refused` where the leadership has a say: `recommend`."""
    page_request, _step = take(page_request, "approve", actor=actor, at=at, seen=seen)
    _require_leadership(page_request, on_the_way=False)
    voice = speak(page_request, Stage.DECISION, Answer.YES, actor=actor, at=at, through=through, reason=reason)
    approved(page_request, voice, actor=actor, at=at, reason=reason)
    return page_request


@transaction.atomic
def approve_with_conditions(
    page_request: PageRequest,
    *,
    actor: User,
    at: datetime,
    seen: int,
    conditions: str = "",
    trial_months: int | None = None,
    administrator_by: date | None = None,
    target: str = "",
    target_by: date | None = None,
    reason: str = "",
    through: str = Through.PAGE,
) -> PageRequest:
    """The community manager says yes, and what must be kept: words, a trial, a second person or a target, at least one."""
    page_request, _step = take(page_request, "approve_with_conditions", actor=actor, at=at, seen=seen)
    _require_leadership(page_request, on_the_way=False)
    asked = Conditions(conditions, trial_months, administrator_by, target, target_by)
    if not asked.are_some:
        raise Refused(NONE_SAID.fr, NONE_SAID.en)
    voice = _conditional(page_request, asked, actor=actor, at=at, through=through, reason=reason)
    approved(page_request, voice, actor=actor, at=at, reason=reason)
    return page_request


@transaction.atomic
def recommend(
    page_request: PageRequest,
    *,
    actor: User,
    at: datetime,
    seen: int,
    conditions: str = "",
    trial_months: int | None = None,
    administrator_by: date | None = None,
    target: str = "",
    target_by: date | None = None,
    reason: str = "",
    through: str = Through.PAGE,
) -> PageRequest:
    """The community manager's favourable opinion, passed on to the leadership; with conditions or without."""
    page_request, step = take(page_request, "recommend", actor=actor, at=at, seen=seen)
    _require_leadership(page_request, on_the_way=True)
    asked = Conditions(conditions, trial_months, administrator_by, target, target_by)
    voice = _conditional(page_request, asked, actor=actor, at=at, through=through, reason=reason)
    if voice.concludes:
        arrive(page_request, step.target, Verb.REQUEST_RECOMMENDED, actor=actor, at=at, reason=reason, **voice.facts)
    return page_request


def _conditional(
    page_request: PageRequest, asked: Conditions, *, actor: User, at: datetime, through: str, reason: str
) -> Spoken:
    terms.check(asked, today=timezone.localdate(at))
    answer = Answer.YES_WITH_CONDITIONS if asked.are_some else Answer.YES
    words = {"reason": reason, "conditions": terms.in_words(asked)}
    voice = speak(page_request, Stage.DECISION, answer, actor=actor, at=at, through=through, **words)
    terms.write(voice.verdict, asked)
    return voice


def _require_leadership(page_request: PageRequest, *, on_the_way: bool) -> None:
    """Raise `Refused` unless the leadership's step is on this round's way, or is not, as the move needs."""
    found = page_request.steps.filter(round=page_request.round, stage=Stage.LEADERSHIP).exists()
    if found != on_the_way:
        sentence = LEADERSHIP_FIRST if found else NO_LEADERSHIP
        raise Refused(sentence.fr, sentence.en)


def approved(page_request: PageRequest, voice: Spoken, *, actor: User, at: datetime, reason: str) -> None:
    """Arrive at the approval that the voices of this round amount to: one condition asked for by anybody holds."""
    if not voice.concludes:
        return
    conditional = page_request.verdicts.filter(round=page_request.round, answer=Answer.YES_WITH_CONDITIONS).exists()
    state, verb = APPROVALS[conditional]
    arrive(page_request, state, verb, actor=actor, at=at, reason=reason, **voice.facts)


@transaction.atomic
def ask_changes(
    page_request: PageRequest,
    *,
    actor: User,
    at: datetime,
    seen: int,
    reason: str,
    fields: list[str] | None = None,
    through: str = Through.PAGE,
) -> PageRequest:
    """The community manager asks for changes in the named fields: the request goes back and comes again from the start."""
    page_request, step = take(page_request, "ask_changes", actor=actor, at=at, seen=seen)
    words = {"reason": reason, "fields": fields or []}
    voice = speak(page_request, Stage.DECISION, Answer.CHANGES, actor=actor, at=at, through=through, **words)
    if voice.concludes:
        arrive(page_request, step.target, Verb.REQUEST_RETURNED, actor=actor, at=at, reason=reason, **voice.facts)
    return page_request


@transaction.atomic
def refuse(
    page_request: PageRequest,
    *,
    actor: User,
    at: datetime,
    seen: int,
    reason_code: str,
    reason: str,
    alternative: str,
    alternative_account: str = "",
    through: str = Through.PAGE,
) -> PageRequest:
    """The community manager says no: a coded reason, words, and another way (perhaps the slug of a listed account)."""
    page_request, step = take(page_request, "refuse", actor=actor, at=at, seen=seen)
    account = offered(alternative_account)
    words = {"reason": reason, "reason_code": reason_code, "alternative": alternative, "alternative_account": account}
    voice = speak(page_request, Stage.DECISION, Answer.NO, actor=actor, at=at, through=through, **words)
    if voice.concludes:
        facts = {"reason_code": reason_code} | voice.facts
        arrive(page_request, step.target, Verb.REQUEST_REFUSED, actor=actor, at=at, reason=reason, **facts)
    return page_request


def offered(slug: str) -> Account | None:
    """The account of the directory that a refusal offers instead; raises `Refused` for one that is not listed."""
    account = Account.objects.published().filter(slug=slug).first() if slug else None
    if slug and account is None:
        raise Refused(UNKNOWN_ACCOUNT.fr, UNKNOWN_ACCOUNT.en)
    return account
