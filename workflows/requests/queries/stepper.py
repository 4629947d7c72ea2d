"""The way of a request as components/steps.html draws it: what is behind it, who has it since when and by when, what follows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry import wording
from registry.language import is_english
from workflows.requests.models import PageRequest
from workflows.requests.queries.hands import Hands
from workflows.requests.queries.stages import Asked
from workflows.requests.queries.stops import ahead
from workflows.requests.states import APPROVALS, EDITABLE, Answer, Stage, State

# What a stop is called once it is passed, by its stage and the answer that settled it; "" for a stage without a verdict.
PASSED: dict[tuple[str, str], Promise] = {
    (Stage.ENDORSEMENT, Answer.YES): gettext_lazy("Avalisée"),
    (Stage.ENDORSEMENT, Answer.CHANGES): gettext_lazy("Changements demandés"),
    (Stage.ADVICE, ""): gettext_lazy("Conseil donné"),
    (Stage.DECISION, Answer.YES): gettext_lazy("Approuvée"),
    (Stage.DECISION, Answer.YES_WITH_CONDITIONS): gettext_lazy("Approuvée avec conditions"),
    (Stage.DECISION, Answer.CHANGES): gettext_lazy("Changements demandés"),
    (Stage.DECISION, Answer.NO): gettext_lazy("Refusée"),
    (Stage.LEADERSHIP, Answer.YES): gettext_lazy("Consentement donné"),
    (Stage.LEADERSHIP, Answer.NO): gettext_lazy("Refusée"),
}
FAVOURABLE = gettext_lazy("Avis favorable")
# A request that ended before its page was there, and what its last stop is called.
LEFT: dict[str, Promise] = {
    State.WITHDRAWN: gettext_lazy("Retirée"),
    State.AVOIDED: gettext_lazy("Publiée ailleurs"),
    State.EXPIRED: gettext_lazy("Expirée"),
}
# What the last stop is called: when it waits, and when it is passed.
ARRIVED: dict[str, Promise] = {State.ONLINE: gettext_lazy("En ligne"), State.DONE: gettext_lazy("Faite")}
YES = frozenset({Answer.YES, Answer.YES_WITH_CONDITIONS})
NOBODY = gettext_lazy("Personne encore")


@dataclass(frozen=True)
class Step:
    """A stop: ``state`` is done, now or todo; ``who`` has it or passed it, ``when`` in words."""

    state: str
    label: Promise | str
    who: str = ""
    when: str = ""


def way(page_request: PageRequest, asked: Sequence[Asked], hands: Hands | None) -> list[Step]:
    """The stops of the present submission, from the frozen steps (`stages`); those of a draft as they would be."""
    if page_request.state in EDITABLE:
        return [
            _writing(page_request, hands),
            *(Step("todo", stop.label) for stop in ahead(page_request)),
            _end(page_request),
        ]
    steps = (
        [Step("done", _("Demandée"), page_request.author.full_name, _day(page_request.submitted_at))] if asked else []
    )
    if page_request.state in LEFT:
        passed = [_passed(one, asked) for one in asked if one.done]
        return [*steps, *passed, Step("done", LEFT[page_request.state], "", _day(page_request.moved_at))]
    if page_request.state == State.REFUSED:
        return [*steps, *(_passed(one, asked) for one in asked if one.done)]
    return [*steps, *_stops(page_request, asked, hands), *_arrival(page_request, hands)]


def _writing(page_request: PageRequest, hands: Hands | None) -> Step:
    label = _("À revoir") if page_request.state == State.RETURNED else _("À soumettre")
    return Step("now", label, _names(hands), _since(page_request.moved_at))


def _stops(page_request: PageRequest, asked: Sequence[Asked], hands: Hands | None) -> Iterator[Step]:
    """The steps of a request that goes on: the first one without its answer is where it stands.

    Advice that did not come in its time holds nobody up: it is neither passed nor waited for.
    """
    today, waits, before = localtime().date(), page_request.is_pending, page_request.submitted_at
    for one in asked:
        if one.done:
            yield _passed(one, asked)
        elif one.stage == Stage.ADVICE and (not page_request.is_pending or one.due_on < today):
            yield Step("todo", one.label, "", _("sans réponse dans le délai"))
        elif waits:
            waits = False
            advised = one.stage == Stage.ADVICE
            yield Step(
                "now", one.label, _who(one, hands), _since(before if advised else page_request.moved_at, one.due_on)
            )
        else:
            yield Step("todo", one.label, "", _by(one.due_on))
        before = one.concluded_at or before


def _passed(one: Asked, asked: Sequence[Asked]) -> Step:
    last = one.voices[-1] if one.voices else None
    label = PASSED.get((one.stage, last.code if last else ""), one.label)
    if one.stage == Stage.DECISION and asked[-1].stage == Stage.LEADERSHIP and last and last.code in YES:
        label = FAVOURABLE
    return Step("done", label, last.by.full_name if last else "", _day(one.concluded_at))


def _arrival(page_request: PageRequest, hands: Hands | None) -> Iterator[Step]:
    """The last stop: the page that comes online, or the change that is made."""
    if page_request.state in ARRIVED:
        yield Step("done", ARRIVED[page_request.state], "", _day(page_request.moved_at))
    elif page_request.state == State.ADDRESS_GIVEN:
        yield Step("now", _("Preuve"), _names(hands) or str(NOBODY), _since(page_request.moved_at))
    elif page_request.state in APPROVALS:
        yield Step(
            "now", _end(page_request).label, _names(hands), _since(page_request.moved_at, page_request.lapses_on)
        )
    else:
        yield _end(page_request)


def _end(page_request: PageRequest) -> Step:
    return Step("todo", _("Mise en ligne") if page_request.nature.enters else _("Changement fait"))


def _who(one: Asked, hands: Hands | None) -> str:
    """Those who have it: whoever took it, else everybody who may answer the step."""
    everybody = "" if one.stage == Stage.DECISION else ", ".join(person.full_name for person in one.people)
    taken = "" if one.stage == Stage.ADVICE else _names(hands)
    return taken or everybody or str(NOBODY)


def _names(hands: Hands | None) -> str:
    return ", ".join(person.full_name for person in hands.people) if hands else ""


def _since(moment: datetime, due_on: date | None = None) -> str:
    since = _("depuis le %(day)s") % {"day": _day(moment)}
    return f"{since}, {_by(due_on)}" if due_on else since


def _by(due_on: date) -> str:
    return _("au plus tard le %(day)s") % {"day": _day(due_on)}


def _day(day: date | datetime) -> str:
    day = localtime(day).date() if isinstance(day, datetime) else day
    return wording.day(day, "en" if is_english() else "fr", short=True)
