"""The words that go with an event in a mail: its reason or comment, conditions, another way; each with its label."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from registry import wording
from registry.audit.models import Event, EventNote
from registry.audit.verbs import Verb
from registry.language import is_english
from registry.organisation.models import User
from registry.partial_dates import parse
from workflows.notifications.ends import AFTERWARDS, last_day_of
from workflows.requests.link_back import words_of
from workflows.requests.models import Comment, FollowUp, PageRequest, Verdict
from workflows.requests.queries.comments import reads_internal
from workflows.requests.states import Answer, ReminderKind, Stage


@dataclass(frozen=True)
class Said:
    """A piece of text; without a label it is what the event's author said."""

    label: str
    text: str


def words(event: Event, reader: User) -> list[Said]:
    """What was said with the event, as far as ``reader`` may know it now."""
    said = COMMENTED.get(event.verb, _note)(event, reader)
    return [row for row in [Said("", said), *BESIDE.get(event.verb, _nothing)(event)] if row.text]


def details(event: Event) -> str:
    """Which step or condition a reminder is about, and how late it is; "" for what needs no more words."""
    if event.verb in AFTERWARDS:
        return last_day_of(event)
    parts = [_label(Stage, event.facts.get("stage")), _condition(event.facts.get("follow_up"))]
    parts += [_label(ReminderKind, event.facts.get("kind")), _term(event)]
    return " · ".join(part for part in parts if part) if event.verb in TIMED else ""


TIMED = frozenset({Verb.REQUEST_REMINDED, Verb.REQUEST_ESCALATED, Verb.FOLLOW_UP_DUE})


def _label(choices: type[Stage] | type[ReminderKind], value: object) -> str:
    return str(choices(value).label) if value in choices.values else ""


def _condition(number: int | None) -> str:
    follow_up = FollowUp.objects.filter(pk=number).first() if number else None
    return " · ".join(filter(None, [follow_up.get_kind_display(), follow_up.words])) if follow_up else ""


def _term(event: Event) -> str:
    day = parse(event.facts.get("due_on") or event.facts.get("lapses_on") or "")
    return wording.partial_date(day, "en" if is_english() else "fr") if day else ""


def _note(event: Event, _reader: User) -> str:
    return EventNote.objects.filter(event=event).values_list("text", flat=True).first() or ""


def _comment(event: Event, reader: User) -> str:
    """The comment as it stands now; an internal one is for those outside the department alone, whoever was told then."""
    comment = Comment.objects.filter(pk=event.facts.get("comment")).select_related("page_request__unit").first()
    if comment is None or (comment.internal and not reads_internal(comment.page_request, reader)):
        return ""
    return comment.text


def _nothing(_event: Event) -> list[Said]:
    return []


def _conditions(event: Event) -> list[Said]:
    page_request = PageRequest.objects.get(pk=event.subject_id)
    asked = page_request.verdicts.filter(round=page_request.round, answer=Answer.YES_WITH_CONDITIONS)
    return [Said(_("Conditions"), row.conditions) for row in asked.order_by("pk")]


def _another_way(event: Event) -> list[Said]:
    refusal = _verdict(event)
    if refusal is None:
        return []
    account = refusal.alternative_account
    there = f"{settings.SITE_URL}{reverse('directory:account', args=[account.slug])}" if account else ""
    ways = [Said(_("Autre voie proposée"), refusal.alternative), Said(_("Compte de l’annuaire proposé"), there)]
    return [Said(_("Motif"), refusal.get_reason_code_display()), *ways]


def _fields(event: Event) -> list[Said]:
    asked = _verdict(event)
    names = [str(PageRequest._meta.get_field(name).verbose_name) for name in (asked.fields if asked else [])]
    return [Said(_("Réponses à revoir"), ", ".join(names))]


def _link(event: Event) -> list[Said]:
    seen = words_of(event)
    return [Said("", str(seen))] if seen else []


def _afterwards(event: Event) -> list[Said]:
    return [Said(_("Ensuite"), str(AFTERWARDS[event.verb]))]


def _verdict(event: Event) -> Verdict | None:
    """The answer that the event tells of: they were written at the same moment by the same person."""
    given = Verdict.objects.filter(page_request=event.subject_id, at=event.at, by=event.actor_id)
    return given.select_related("alternative_account").first()


COMMENTED: dict[str, Callable[[Event, User], str]] = {
    Verb.REQUEST_COMMENTED: _comment,
    Verb.REQUEST_ADVISED: _comment,
}
BESIDE: dict[str, Callable[[Event], list[Said]]] = {
    Verb.REQUEST_APPROVED_WITH_CONDITIONS: _conditions,
    Verb.REQUEST_REFUSED: _another_way,
    Verb.REQUEST_RETURNED: _fields,
    Verb.PLATFORM_TOKEN_ENDING: _afterwards,
    Verb.PROGRAM_TOKEN_ENDING: _afterwards,
    Verb.FOLLOW_UP_DUE: _link,
    Verb.FOLLOW_UP_SETTLED: _link,
}
