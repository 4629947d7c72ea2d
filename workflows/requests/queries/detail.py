"""The reads of a request's own page: its way, its journal, and the moves that its reader may make."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from registry import wording
from registry.accounts.models import Proof
from registry.accounts.status import ProofKind
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.language import Pair, is_english
from workflows.requests.models import PageRequest, Verdict
from workflows.requests.rules import Check
from workflows.requests.states import State


@dataclass(frozen=True)
class Stop:
    """One stop of a request's way: ``verbs`` are the events that say it was passed."""

    label: Promise
    passed: Promise
    verbs: frozenset[str]


DECIDED = frozenset({Verb.REQUEST_APPROVED, Verb.REQUEST_APPROVED_WITH_CONDITIONS, Verb.REQUEST_REFUSED})
STOPS = (
    Stop(_("À soumettre"), _("Demandée"), frozenset({Verb.REQUEST_SUBMITTED})),
    Stop(_("Aval"), _("Avalisée"), frozenset({Verb.REQUEST_ENDORSED})),
    Stop(_("Examen"), _("Examinée"), frozenset({Verb.REQUEST_TAKEN})),
    Stop(_("Décision"), _("Décidée"), DECIDED),
    Stop(_("Mise en ligne"), _("En ligne"), frozenset({Verb.REQUEST_PUT_ONLINE, Verb.REQUEST_CARRIED_OUT})),
)
# state → how many stops are behind; the next one is where the request stands.
BEHIND: dict[str, int] = {
    State.DRAFT: 0,
    State.RETURNED: 0,
    State.SUBMITTED: 1,
    State.ENDORSED: 2,
    State.IN_REVIEW: 2,
    State.WITH_LEADERSHIP: 3,
    State.APPROVED: 4,
    State.APPROVED_WITH_CONDITIONS: 4,
    State.ADDRESS_GIVEN: 4,
    State.REFUSED: 4,
    State.ONLINE: 5,
    State.DONE: 5,
}
# A request that ended on the way: the event that ended it, and what its last stop is called.
LEFT: dict[str, tuple[Verb, Promise]] = {
    State.WITHDRAWN: (Verb.REQUEST_WITHDRAWN, _("Retirée")),
    State.AVOIDED: (Verb.REQUEST_AVOIDED, _("Publiée ailleurs")),
    State.EXPIRED: (Verb.REQUEST_EXPIRED, _("Expirée")),
}
# What the present stop is called where its own label would say less than the state.
NOW: dict[str, Promise] = {
    State.RETURNED: _("À revoir"),
    State.IN_REVIEW: _("En examen"),
    State.WITH_LEADERSHIP: _("Direction"),
}


@dataclass(frozen=True)
class Step:
    """A stop as components/steps.html draws it."""

    state: str
    label: Promise | str
    who: str = ""
    when: str = ""


@dataclass(frozen=True)
class Rule:
    """A rule of submission as components/checks.html draws it."""

    tone: str
    text: Pair
    note: str = ""


@dataclass(frozen=True)
class Entry:
    """An event as components/journal.html draws it."""

    sentence: Pair
    at: datetime
    actor_name: str
    tone: str
    weight: str
    note: str


def way(page_request: PageRequest, events: Sequence[Event]) -> list[Step]:
    """The stops of the present round with who passed each and when; ``events`` are the request's, newest first."""
    passed = _this_round(page_request, events)
    if page_request.state in LEFT:
        verb, label = LEFT[page_request.state]
        left = next((event for event in events if event.verb == verb), None)
        last = _step(left, label) if left else Step("done", label)
        return [*(_done(stop, passed) for stop in STOPS if stop.verbs & passed.keys()), last]
    behind = BEHIND[page_request.state]
    steps = [_done(stop, passed) for stop in STOPS[:behind]]
    if page_request.state == State.REFUSED or behind == len(STOPS):
        return steps
    here, *rest = STOPS[behind:]
    since = next((passed[verb] for verb in here.verbs if verb in passed), None)
    label = NOW.get(page_request.state, here.label)
    now = _step(since, label, "now") if since else Step("now", label)
    return [*steps, now, *(Step("todo", stop.label, when=_limit(page_request, stop)) for stop in rest)]


def _limit(page_request: PageRequest, stop: Stop) -> str:
    """By when a stop is to be reached, where that is promised."""
    if stop.verbs != DECIDED or not (page_request.is_pending and page_request.due_on):
        return ""
    return gettext("au plus tard le %(day)s") % {"day": _day(page_request.due_on)}


def _this_round(page_request: PageRequest, events: Iterable[Event]) -> dict[str, Event]:
    """The newest event of each verb since the last submission."""
    found: dict[str, Event] = {}
    for event in events:
        found.setdefault(event.verb, event)
        if event.verb == Verb.REQUEST_SUBMITTED:
            break
    return found if page_request.state not in (State.DRAFT, State.RETURNED) else {}


def _done(stop: Stop, passed: dict[str, Event]) -> Step:
    event = next((passed[verb] for verb in stop.verbs if verb in passed), None)
    if event is None:
        return Step("done", stop.passed)
    return _step(event, str(event.sentence) if stop.verbs == DECIDED else stop.passed)


def _step(event: Event, label: Promise | str, state: str = "done") -> Step:
    return Step(state, label, event.actor.full_name if event.actor else "", _day(localtime(event.at).date()))


def _day(day: date) -> str:
    return wording.day(day, "en" if is_english() else "fr", short=True)


def journal(events: Iterable[Event]) -> list[Entry]:
    """The time line of the given events, read with their actors and notes."""
    return [
        Entry(
            event.sentence,
            event.at,
            event.actor.full_name if event.actor else "",
            event.tone,
            event.weight,
            event.note.text if hasattr(event, "note") else "",
        )
        for event in events
    ]


def rules(checks: Iterable[Check]) -> list[Rule]:
    """The rules of submission, those not kept marked."""
    return [Rule("" if check.kept else "stop", check.sentence) for check in checks]


def verdicts(page_request: PageRequest) -> list[Verdict]:
    """What was answered, newest first, with who answered."""
    return list(page_request.verdicts.select_related("by").order_by("-at", "-pk"))


def changes_asked(answers: Iterable[Verdict], page_request: PageRequest) -> Verdict | None:
    """The answer that sent the request back, while it is back; ``answers`` are newest first."""
    return next(iter(answers), None) if page_request.state == State.RETURNED else None


def waiting_override(page_request: PageRequest) -> Proof | None:
    """The override that still lacks its second signature."""
    if page_request.account_id is None:
        return None
    unsigned = Proof.objects.filter(account=page_request.account_id, kind=ProofKind.OVERRIDE, countersigned_by=None)
    return unsigned.select_related("recorded_by").first()
