"""The reads of a request's own page: its journal, the rules of submission, what was answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from registry.accounts.models import Proof
from registry.accounts.status import ProofKind
from registry.audit.models import Event
from registry.journal.queries import absent_in
from registry.language import Pair
from workflows.requests.link_back import words_of
from workflows.requests.models import PageRequest, Verdict
from workflows.requests.queries import values
from workflows.requests.questions import fields, needed
from workflows.requests.rules import Check
from workflows.requests.states import State

# The fields that _facts.html does not draw one by one, in the order of the form.
MORE = (
    *("about", "to_unit", "exception_reason", "audiences", "language_reason"),
    *("with_students", "closed_group", "consent", "membership"),
    *("content_plan", "resources", "moderation", "out_of_hours", "trial_months", "ends_on"),
)


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
    absent: str = ""


def answers(page_request: PageRequest) -> list[tuple[str, str]]:
    """The answers that the head of the page does not show: label and words, those left empty only where they are needed."""
    asked, must = fields(page_request.kind), needed(page_request.kind)
    told = [name for name in MORE if name in asked and (name in must or getattr(page_request, name))]
    return values.answers(page_request, told)


def journal(events: Iterable[Event], *, internal: bool) -> list[Entry]:
    """The time line of the given events, read with their actors and notes.

    Without ``internal``, that somebody wrote an internal comment is left out too.
    """
    shown = [event for event in events if internal or not event.facts.get("internal")]
    absent = absent_in(shown)
    return [
        Entry(
            event.sentence,
            event.at,
            event.actor.full_name if event.actor else "",
            event.tone,
            event.weight,
            event.note.text if hasattr(event, "note") else str(words_of(event) or ""),
            absent.get(event.pk, ""),
        )
        for event in shown
    ]


def rules(checks: Iterable[Check]) -> list[Rule]:
    """The rules of submission, those not kept marked."""
    return [Rule("" if check.kept else "stop", check.sentence) for check in checks]


def verdicts(page_request: PageRequest) -> list[Verdict]:
    """What was answered, newest first, with who answered."""
    return list(
        page_request.verdicts.select_related("by", "on_behalf_of", "alternative_account__platform").order_by(
            "-at", "-pk"
        )
    )


def changes_asked(answers: Iterable[Verdict], page_request: PageRequest) -> Verdict | None:
    """The answer that sent the request back, while it is back; ``answers`` are newest first."""
    return next(iter(answers), None) if page_request.state == State.RETURNED else None


def waiting_override(page_request: PageRequest) -> Proof | None:
    """The override that still lacks its second signature."""
    if page_request.account_id is None:
        return None
    unsigned = Proof.objects.filter(account=page_request.account_id, kind=ProofKind.OVERRIDE, countersigned_by=None)
    return unsigned.select_related("recorded_by").first()
