"""The audit page's reads: what happened in the units whose journal a person may read."""

from collections.abc import Iterable

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from registry.audit.models import Event, EventQuerySet
from registry.organisation.models import User
from registry.organisation.permissions import Can, within


def readable_by(user: User) -> EventQuerySet:
    """The events of the person's institutions, newest first, each with ``actor_name``, ``reason``, ``about`` ("type:number").

    An event of no unit is nobody's to read here.
    """
    rows = Event.objects.filter(within(user, [Can.JOURNAL_READ]), unit__isnull=False)
    about = Concat("subject_type", Value(":"), Cast("subject_id", CharField()))
    named = rows.annotate(actor_name=F("actor__full_name"), reason=F("note__text"), about=about)
    return named.select_related("unit").order_by("-at", "-pk")


def absent_in(events: Iterable[Event]) -> dict[int, str]:
    """For whom a stand-in acted: the event's number and the absent person's name; no query where nobody did."""
    stood_in = {event.pk: event.facts["on_behalf_of"] for event in events if "on_behalf_of" in event.facts}
    names = dict(User.objects.filter(pk__in=stood_in.values()).values_list("pk", "full_name")) if stood_in else {}
    return {number: names.get(person, "") for number, person in stood_in.items()}


def actors_of(events: EventQuerySet) -> list[tuple[int, str]]:
    """Number and name of the people who did something among these events, in the order of their names."""
    people = events.exclude(actor=None).order_by("actor__full_name", "actor_id")
    return list(people.values_list("actor_id", "actor__full_name").distinct())
