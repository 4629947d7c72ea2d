"""The only way into the journal."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Model

from registry.audit.models import Event, EventNote
from registry.audit.signals import event_recorded
from registry.audit.verbs import Verb
from registry.language import in_both


def record(
    verb: Verb,
    subject: Model,
    *,
    actor: Model | None,
    at: datetime,
    unit: Model | None = None,
    reason: str = "",
    **facts: object,
) -> Event:
    """Write that ``actor`` (None: the register itself) did ``verb`` to ``subject`` at the aware time ``at``.

    ``unit`` decides who may read it; ``facts`` must be JSON and name nobody. Call it inside the action's transaction.
    """
    event = Event.objects.create(**_row(verb, subject, actor, at, unit, facts))
    if reason:
        event.note = EventNote.objects.create(event=event, text=reason)
    event_recorded.send(sender=Event, event=event)
    return event


def record_many(
    verb: Verb, subjects: Iterable[tuple[Model, Model | None, dict]], *, actor: Model | None, at: datetime
) -> list[Event]:
    """The same verb for many (subject, unit, facts) at once, in one query; each event is announced all the same."""
    rows = [Event(**_row(verb, subject, actor, at, unit, facts)) for subject, unit, facts in subjects]
    events = Event.objects.bulk_create(rows)
    for event in events:
        event_recorded.send(sender=Event, event=event)
    return events


def _row(verb: Verb, subject: Model, actor: Model | None, at: datetime, unit: Model | None, facts: dict) -> dict:
    label = in_both(subject)
    return {
        "verb": verb,
        "at": at,
        "actor": actor,
        "subject_type": subject._meta.model_name,
        "subject_id": subject.pk,
        "subject_label_fr": label.fr[:300],
        "subject_label_en": label.en[:300],
        "unit": unit,
        "facts": facts,
    }
