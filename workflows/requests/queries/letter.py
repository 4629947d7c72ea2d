"""The decision on a request as a letter says it: only what is meant for the department, no comment, no advice, no vote."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.accounts.models import Account
from registry.organisation.models import User
from workflows.requests.conditions import free_words
from workflows.requests.models import FollowUp, PageRequest, Verdict
from workflows.requests.queries.values import label_of
from workflows.requests.questions import CONTENT
from workflows.requests.states import PENDING, Answer, FollowUpKind, Stage, State

YES = frozenset({Answer.YES, Answer.YES_WITH_CONDITIONS})
UNDECIDED = PENDING | {State.DRAFT}
# In whose name a stage speaks.
ROLES: dict[str, Promise] = {
    Stage.DECISION: _("Pour la gestion de communauté"),
    Stage.LEADERSHIP: _("Pour la direction de l’institution"),
}
TITLES: dict[str, Promise] = {
    Answer.YES: _("Votre demande est approuvée"),
    Answer.YES_WITH_CONDITIONS: _("Votre demande est approuvée, avec des conditions"),
    Answer.CHANGES: _("Des changements sont attendus avant une décision"),
    Answer.NO: _("Votre demande est refusée"),
}


@dataclass(frozen=True)
class Term:
    """A condition that is checked: on ``due_on``, or ``months`` after the page is online."""

    label: str
    words: str
    due_on: date | None
    months: int | None


@dataclass(frozen=True)
class Letter:
    """A decision: ``answer`` (a value of `Answer`) and everything that goes with it; ``ask`` answers questions about it."""

    answer: str
    title: Promise
    role: Promise
    by: User
    absent: User | None
    at: datetime
    motive: str
    reasons: list[str]
    conditions: str
    terms: list[Term]
    fields: list[str]
    alternative: str
    alternative_account: Account | None
    ask: User


def letter_of(page_request: PageRequest) -> Letter | None:
    """The letter of the last round's decision, in three queries at most; None while there is none.

    A manager's favourable opinion is none: the leadership's answer is. A head who sends a request back decides nothing.
    """
    if page_request.state in UNDECIDED:
        return None
    rows = page_request.verdicts.filter(round=page_request.round, stage__in=ROLES)
    given = list(rows.select_related("by", "on_behalf_of", "alternative_account__platform").order_by("at", "pk"))
    final = _final(page_request, {row.stage: row for row in given if row.concludes})
    if final is None:
        return None
    answer = _outcome(page_request, final, given)
    kept = list(page_request.follow_ups.filter(verdict__in=given).order_by("pk"))
    words = [free_words(row.conditions, (k for k in kept if k.verdict_id == row.pk)) for row in given if row.conditions]
    return Letter(
        answer=answer,
        title=TITLES[answer],
        role=ROLES[final.stage],
        by=final.by,
        absent=final.on_behalf_of,
        at=final.at,
        motive=final.get_reason_code_display() if final.reason_code else "",
        reasons=_reasons(final, given),
        conditions="\n".join(filter(None, words)) if answer in YES else "",
        terms=_terms(kept) if answer in YES else [],
        fields=[label_of(name) for name in CONTENT if name in final.fields],
        alternative=final.alternative,
        alternative_account=final.alternative_account,
        ask=next((row.by for row in reversed(given) if row.stage == Stage.DECISION and row.concludes), final.by),
    )


def _final(page_request: PageRequest, concluding: dict[str, Verdict]) -> Verdict | None:
    if Stage.LEADERSHIP in concluding:
        return concluding[Stage.LEADERSHIP]
    decided = concluding.get(Stage.DECISION)
    passed_on = decided and decided.answer in YES and page_request.state != State.REFUSED
    if passed_on and page_request.steps.filter(round=page_request.round, stage=Stage.LEADERSHIP).exists():
        return None
    return decided


def _outcome(page_request: PageRequest, final: Verdict, given: Iterable[Verdict]) -> str:
    """What the voices amount to: one condition asked for by anybody holds."""
    if page_request.state == State.REFUSED or final.answer not in YES:
        return Answer.NO if page_request.state == State.REFUSED else final.answer
    return Answer.YES_WITH_CONDITIONS if any(row.conditions for row in given) else Answer.YES


def _reasons(final: Verdict, given: Iterable[Verdict]) -> list[str]:
    """Why, in the words of all whose voice went that way."""
    same = YES if final.answer in YES else {final.answer}
    words = [row.reason for row in given if row.stage == final.stage and row.answer in same and row.reason]
    return list(dict.fromkeys(words))


def _terms(follow_ups: Iterable[FollowUp]) -> list[Term]:
    """The dated conditions as they were asked for: what was prolonged since is not in them."""
    asked: dict[tuple[int, str], FollowUp] = {}
    for row in follow_ups:
        asked.setdefault((row.verdict_id, row.kind), row)
    return [
        Term(
            row.get_kind_display(),
            row.words,
            None if row.kind == FollowUpKind.TRIAL and not row.account_id else row.due_on,
            row.months,
        )
        for row in asked.values()
    ]
