"""Looking back at a decision: the facts of the day are kept, preparers write the lessons, leadership says what follows."""

from collections.abc import Callable
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import User
from registry.platforms.positions import Position
from workflows.exits import actions
from workflows.exits.afterwards import keep
from workflows.exits.look_back import due_on, opens
from workflows.exits.look_back_queries import facts_of
from workflows.exits.models import ExitDecision, LookBack, SuccessorChannel
from workflows.exits.moving import Stale, arrive, lock, require_decider, require_preparer, sign
from workflows.exits.queries import reading
from workflows.exits.rules import POSITION
from workflows.exits.states import HOLDING, Act, Kind, Outcome, State, Step
from workflows.machine import Refused

NOT_HOLDING = Pair("Le bilan se fait d’une décision en vigueur.", "Only a decision that is in force is looked back at.")
OPEN_ALREADY = Pair("Un bilan de cette décision est déjà ouvert.", "This decision is being looked back at already.")
CLOSED_ALREADY = Pair("Ce bilan est déjà clos.", "This look back is closed already.")
NO_LESSONS = Pair(
    "Les leçons s’écrivent en français et en anglais avant de dire la suite.",
    "The lessons are written in French and in English before the outcome is said.",
)
NOTHING_LEFT = Pair(
    "Cette décision ne quitte rien : il n’y a pas de retour à préparer.",
    "This decision leaves nothing: there is no return to prepare.",
)
REPLACED_ALREADY = Pair(
    "Une décision en préparation remplace déjà celle-ci : abandonnez-la d’abord, ou menez-la à son terme.",
    "A decision in preparation replaces this one already: withdraw it first, or carry it through.",
)


@transaction.atomic
def open_look_back(decision: ExitDecision, *, actor: User, at: datetime, seen: int) -> ExitDecision:
    """Look back at a decision in force now, by a preparer's hand: it is under review until leadership says what follows.

    Raises `NotAllowed`, `Stale`, `Refused` when it does not hold or is being looked back at.
    """
    decision = lock(decision)
    require_preparer(decision, actor)
    if seen != decision.version:
        raise Stale
    if decision.state not in HOLDING:
        raise Refused(NOT_HOLDING.fr, NOT_HOLDING.en)
    if decision.look_backs.filter(outcome="").exists():
        raise Refused(OPEN_ALREADY.fr, OPEN_ALREADY.en)
    _open(decision, timezone.localdate(at), actor=actor, at=at)
    return decision


@transaction.atomic
def open_due(decision: ExitDecision, *, at: datetime) -> ExitDecision | None:
    """The same by the calendar, with nobody's hand; None when it has been opened, or the decision replaced, meanwhile."""
    decision = lock(decision)
    effective_on, rows = reading(decision, "effective_on"), list(decision.look_backs.defer("facts"))
    if decision.state not in HOLDING or any(not row.outcome for row in rows):
        return None
    if not opens(effective_on, [row.due_on for row in rows], timezone.localdate(at)):
        return None
    _open(decision, due_on(effective_on), actor=None, at=at)
    return decision


def _open(decision: ExitDecision, due: date, *, actor: User | None, at: datetime) -> None:
    facts = facts_of(decision, timezone.localdate(at))
    row = LookBack.objects.create(decision=decision, opened_at=at, due_on=due, facts=facts)
    arrive(decision, State.UNDER_REVIEW, Verb.EXIT_REVIEW_OPENED, actor=actor, at=at, look_back=row.pk)


def mark_of(look_back: LookBack) -> str:
    """The words of the lessons in sixteen hexadecimal digits: what a person saw, to tell whether it is still so."""
    words = f"{look_back.lessons_fr}\0{look_back.lessons_en}"
    return sha256(words.encode()).hexdigest()[:16]


@transaction.atomic
def write_lessons(
    look_back: LookBack, *, actor: User, at: datetime, seen: str, lessons_fr: str, lessons_en: str
) -> LookBack:
    """Say what was learnt, in one language or both; ``seen`` is the `mark_of` the words that stood there.

    The journal says that it was written, not the words. The writer does not say what follows. Raises `NotAllowed`,
    `Stale`, and `Refused` once it is closed.
    """
    row, decision = _take(look_back)
    require_preparer(decision, actor)
    _require_open(row, seen)
    row.lessons_fr, row.lessons_en = lessons_fr.strip(), lessons_en.strip()
    if mark_of(row) != seen:
        row.save(update_fields=["lessons_fr", "lessons_en"])
        sign(decision, Act.WROTE, actor=actor, at=at)
        record(Verb.EXIT_LESSONS_WRITTEN, decision, actor=actor, at=at, unit=decision.institution, look_back=row.pk)
    return row


@transaction.atomic
def close(look_back: LookBack, *, actor: User, at: datetime, seen: str, outcome: str) -> ExitDecision | None:
    """Leadership says what follows (an `Outcome`); the draft that it starts, if any, is given back.

    Whoever wrote the decision or the lessons may not. The draft's words are the lessons, and whoever wrote these is its
    author; who closes has written nothing of it, and may decide it once somebody else has proposed it. Raises
    `NotAllowed`, `Stale`, `Refused`.
    """
    row, decision = _take(look_back)
    require_decider(decision, actor)
    _require_open(row, seen)
    if decision.state not in HOLDING:
        raise Refused(NOT_HOLDING.fr, NOT_HOLDING.en)
    if not (row.lessons_fr and row.lessons_en):
        raise Refused(NO_LESSONS.fr, NO_LESSONS.en)
    row.outcome, row.closed_by, row.closed_at = outcome, actor, at
    row.save(update_fields=["outcome", "closed_by", "closed_at"])
    decision.tasks.filter(step=Step.LOOK_BACK, done_at=None, dropped_at=None).update(
        done_at=at, done_by=actor, evidence=decision.get_absolute_url()
    )
    draft = FOLLOWS[outcome](decision, row, actor=actor, at=at)
    decision = lock(decision)
    facts = {"look_back": row.pk, "outcome": str(outcome)} | ({"draft": draft.pk} if draft else {})
    arrive(decision, decision.state, Verb.EXIT_LOOKED_BACK, actor=actor, at=at, **facts)
    return draft


def _take(look_back: LookBack) -> tuple[LookBack, ExitDecision]:
    # The decision first, as every action of this slice: two people never hold each other's row.
    decision = lock(look_back.decision)
    return LookBack.objects.select_for_update().get(pk=look_back.pk), decision


def _require_open(look_back: LookBack, seen: str) -> None:
    if look_back.outcome:
        raise Refused(CLOSED_ALREADY.fr, CLOSED_ALREADY.en)
    if seen != mark_of(look_back):
        raise Stale


def _kept(decision: ExitDecision, look_back: LookBack, *, actor: User, at: datetime) -> None:
    if decision.state == State.UNDER_REVIEW:
        keep(decision, actor=actor, at=at, seen=decision.version)


def _extended(decision: ExitDecision, look_back: LookBack, *, actor: User, at: datetime) -> ExitDecision:
    """A draft of the same kind about the whole institution, with the same channels; the old one holds until then."""
    draft = _draft(decision, decision.kind, look_back, actor=actor, at=at)
    SuccessorChannel.objects.bulk_create(
        SuccessorChannel(
            decision=draft,
            platform_id=row.platform_id,
            label_fr=row.label_fr,
            label_en=row.label_en,
            address=row.address,
            position=row.position,
        )
        for row in decision.channels.all()
    )
    return draft


def _reversed(decision: ExitDecision, look_back: LookBack, *, actor: User, at: datetime) -> ExitDecision:
    """A draft of the return of those accounts that the decision had covered, where it named any."""
    if not can_be_reversed(decision):
        raise Refused(NOTHING_LEFT.fr, NOTHING_LEFT.en)
    draft = _draft(decision, Kind.RETURN, look_back, actor=actor, at=at)
    covered = decision.lines.filter(covered=True).exclude(account=None).values("account")
    if covered.exists():
        draft.lines.exclude(account__in=covered).delete()
    return draft


def _draft(decision: ExitDecision, kind: str, look_back: LookBack, *, actor: User, at: datetime) -> ExitDecision:
    if ExitDecision.objects.filter(reverses=decision).exists():
        raise Refused(REPLACED_ALREADY.fr, REPLACED_ALREADY.en)
    return actions.draft(
        institution=decision.institution,
        platform=decision.platform,
        kind=kind,
        actor=actor,
        at=at,
        written_by=_writers(decision, look_back),
        reverses=decision,
        deciding_body=decision.deciding_body,
        handle_fate=decision.handle_fate,
        rationale_fr=look_back.lessons_fr,
        rationale_en=look_back.lessons_en,
    )


def _writers(decision: ExitDecision, look_back: LookBack) -> list[User]:
    """Everybody who had a hand in the lessons, also in words that were replaced: a decided text is not signed otherwise."""
    signed = decision.signatures.filter(act=Act.WROTE, at__gte=look_back.opened_at)
    return list(User.objects.filter(pk__in=signed.values("by")).order_by("pk"))


def can_be_reversed(decision: ExitDecision) -> bool:
    """Whether there is something to return to: not after a decision to stay, to adopt or to return."""
    return POSITION[decision.kind] not in (Position.ACTIVE, Position.STAYING)


FOLLOWS: dict[str, Callable[..., ExitDecision | None]] = {
    Outcome.KEPT: _kept,
    Outcome.EXTENDED: _extended,
    Outcome.REVERSED: _reversed,
}
