"""The frozen steps of the present round in words: why each is there, who has to answer, what was said, by when."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.language import Pair
from registry.organisation.models import User
from workflows.requests.models import PageRequest, Step, Verdict
from workflows.requests.quorum import needed
from workflows.requests.route import REASONS
from workflows.requests.states import Answer, Quorum, Stage

ONE = gettext_lazy("une personne suffit")
# What an answer is called where its own label would be too general.
SAID = {
    (Stage.ENDORSEMENT, Answer.YES): gettext_lazy("Avalisée"),
    (Stage.DECISION, Answer.YES): gettext_lazy("Oui"),
    (Stage.LEADERSHIP, Answer.YES): gettext_lazy("Consentement"),
}


@dataclass(frozen=True)
class Voice:
    """Who said what (``code``, a value of `Answer`, and in words) and when; ``absent``: for whom a stand-in answered."""

    by: User
    absent: User | None
    code: str
    answer: str
    at: datetime


@dataclass(frozen=True)
class Asked:
    """One step; ``done`` once it has its answer, at ``concluded_at``."""

    stage: str
    label: str
    because: Pair
    quorum: str
    people: list[User]
    voices: list[Voice]
    due_on: date
    concluded_at: datetime | None

    @property
    def done(self) -> bool:
        """Whether nobody is waited for here any more."""
        return self.concluded_at is not None


def stages(page_request: PageRequest) -> list[Asked]:
    """The steps of the last submission in their order, in three queries; none for a draft that was never handed in."""
    steps = list(page_request.steps.filter(round=page_request.round).order_by("position"))
    if not steps:
        return []
    verdicts = page_request.verdicts.filter(round=page_request.round).select_related("by", "on_behalf_of")
    given = list(verdicts.order_by("at", "pk"))
    people = User.objects.in_bulk({number for step in steps for number in step.pool})
    return [_asked(step, [row for row in given if row.stage == step.stage], people) for step in steps]


def _asked(step: Step, given: list[Verdict], people: dict[int, User]) -> Asked:
    return Asked(
        stage=step.stage,
        label=step.get_stage_display(),
        because=REASONS[step.because],
        quorum=_quorum(step),
        people=[people[number] for number in step.pool if number in people],
        voices=[Voice(row.by, row.on_behalf_of, row.answer, _said(row), row.at) for row in given],
        due_on=step.due_on,
        concluded_at=step.concluded_at,
    )


def _quorum(step: Step) -> str:
    if step.quorum == Quorum.ONE:
        return str(ONE)
    seats = len(step.pool)
    if step.quorum == Quorum.ALL:
        return _("toutes : %(seats)s sur %(seats)s") % {"seats": seats}
    return _("la majorité : %(needed)s sur %(seats)s") % {"needed": needed(step.quorum, seats), "seats": seats}


def _said(row: Verdict) -> str:
    return str(SAID.get((row.stage, row.answer)) or row.get_answer_display())
