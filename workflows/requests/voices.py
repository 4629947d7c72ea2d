"""One voice at one step: whose it is, whether it settles the step, and the row that keeps it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import Membership, Role, User
from registry.organisation.permissions import Can, NotAllowed, holders
from registry.wording import day
from workflows.machine import Refused
from workflows.requests import quorum
from workflows.requests.four_eyes import require_voice
from workflows.requests.models import PageRequest, Step, Verdict
from workflows.requests.states import Answer, Quorum, Stage

ABILITY: dict[str, Can] = {
    Stage.ENDORSEMENT: Can.REQUEST_ENDORSE,
    Stage.DECISION: Can.REQUEST_DECIDE,
    Stage.LEADERSHIP: Can.REQUEST_CONSENT,
}
# The voices of which stages take a seat away from a later one.
EARLIER: dict[str, tuple[str, ...]] = {
    Stage.ENDORSEMENT: (),
    Stage.DECISION: (Stage.ENDORSEMENT,),
    Stage.LEADERSHIP: (Stage.ENDORSEMENT, Stage.DECISION),
}
YES = frozenset({Answer.YES, Answer.YES_WITH_CONDITIONS})
NOT_ASKED = Pair(
    "Cette étape compte les voix de personnes nommées à la soumission : la vôtre n’en est pas.",
    "This step counts the voices of people named at submission: yours is not one of them.",
)
TWICE = Pair("Vous avez déjà donné votre voix à cette étape.", "You have already given your voice at this step.")
ADVICE_FIRST = Pair(
    "Le conseil n’a pas encore parlé, et son délai court jusqu’au {day}.",
    "The adviser has not spoken yet, and has until {day}.",
)


@dataclass(frozen=True)
class Spoken:
    """A voice that was given; ``settled`` is "yes" or "no" once the step has its answer, else "open"."""

    verdict: Verdict
    settled: str
    facts: dict[str, object]

    @property
    def concludes(self) -> bool:
        """Whether the request moves on."""
        return self.settled != quorum.OPEN


def speak(
    page_request: PageRequest, stage: Stage, answer: Answer, *, actor: User, at: datetime, through: str, **words: object
) -> Spoken:
    """Keep a voice and say whether it settles the step. Raises `NotAllowed`, `Refused`.

    ``words`` are columns of `Verdict`. A voice that settles nothing is an event of its own, and leaves the request's state
    and version as they are: the others' pages are not stale for it.
    """
    on = timezone.localdate(at)
    absent = require_voice(page_request, ABILITY[stage], actor, on)
    step, given = _so_far(page_request, stage)
    _refuse_a_second(given, actor, absent)
    if stage == Stage.DECISION and answer != Answer.CHANGES:
        _wait_for_advice(page_request, on)
    settled = _settled(page_request, step, given, answer, (absent or actor).pk)
    verdict = Verdict.objects.create(
        page_request=page_request,
        round=page_request.round,
        version=page_request.version,
        stage=stage,
        answer=answer,
        concludes=settled != quorum.OPEN,
        by=actor,
        on_behalf_of=absent,
        through=through,
        at=at,
        **words,
    )
    facts = {"on_behalf_of": absent.pk} if absent else {}
    spoken = Spoken(verdict, settled, facts)
    if not spoken.concludes:
        facts |= {"stage": stage, "answer": answer}
        record(Verb.REQUEST_VOTED, page_request, actor=actor, at=at, unit=page_request.unit, **facts)
    elif step:
        step.concluded_at = at
        step.save(update_fields=["concluded_at"])
    return spoken


def settles(page_request: PageRequest, stage: Stage, answer: Answer, *, actor: User, at: datetime) -> bool:
    """Whether this voice, were it given now, would be the last that the step waits for. Raises `NotAllowed`."""
    absent = require_voice(page_request, ABILITY[stage], actor, timezone.localdate(at))
    return _settled(page_request, *_so_far(page_request, stage), answer, (absent or actor).pk) != quorum.OPEN


def _so_far(page_request: PageRequest, stage: Stage) -> tuple[Step | None, list[Verdict]]:
    """The step of the present round, and the voices given at it."""
    step = page_request.steps.filter(round=page_request.round, stage=stage).first()
    return step, list(page_request.verdicts.filter(round=page_request.round, stage=stage).order_by("pk"))


def _refuse_a_second(given: list[Verdict], actor: User, absent: User | None) -> None:
    hands = {actor.pk, absent.pk if absent else actor.pk}
    if any({row.by_id, row.on_behalf_of_id} & hands for row in given):
        raise Refused(TWICE.fr, TWICE.en)


def _wait_for_advice(page_request: PageRequest, on: date) -> None:
    waiting = page_request.steps.filter(round=page_request.round, stage=Stage.ADVICE, concluded_at=None, due_on__gte=on)
    step = waiting.first()
    if step:
        raise Refused(
            ADVICE_FIRST.fr.format(day=day(step.due_on, "fr")), ADVICE_FIRST.en.format(day=day(step.due_on, "en"))
        )


def _settled(page_request: PageRequest, step: Step | None, given: list[Verdict], answer: Answer, seat: int) -> str:
    if step is None or step.quorum == Quorum.ONE:
        return quorum.YES if answer in YES else quorum.NO
    if seat not in step.pool:
        raise NotAllowed(NOT_ASKED)
    answers = [row.answer for row in given] + [answer]
    yes = sum(1 for one in answers if one in YES)
    return quorum.outcome(step.quorum, seats(page_request, step, given, seat), yes, len(answers) - yes)


def seats(page_request: PageRequest, step: Step, given: list[Verdict], seat: int | None = None) -> int:
    """How many of the pool may speak or have spoken: whoever lost the right since, or answered an earlier step, gives way."""
    spoke = {row.on_behalf_of_id or row.by_id for row in given} | ({seat} if seat else set())
    earlier = page_request.verdicts.filter(stage__in=EARLIER[step.stage]).values_list("by_id", "on_behalf_of_id")
    barred = {number for pair in earlier for number in pair if number}
    still = (
        _holders_now(page_request, step) - barred - set(page_request.contributions.values_list("user_id", flat=True))
    )
    return len(set(step.pool) & (still | spoke))


def _holders_now(page_request: PageRequest, step: Step) -> set[int]:
    if step.stage == Stage.ENDORSEMENT and step.unit_id:
        heads = Membership.objects.filter(unit_id=step.unit_id, role=Role.HEAD, user__is_active=True)
        return set(heads.values_list("user_id", flat=True))
    ability = Can.REQUEST_DECIDE if step.stage == Stage.ENDORSEMENT else ABILITY[step.stage]
    return holders(ability, page_request.unit)
