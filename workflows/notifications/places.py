"""What an event speaks of, in words and with the page where one reads more."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model
from django.urls import reverse

from registry import wording
from registry.accounts.models import Account
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.language import is_english
from registry.organisation.models import StandIn
from workflows.exits.models import ExitDecision
from workflows.requests.models import PageRequest
from workflows.reviews.models import Review


@dataclass(frozen=True)
class Place:
    """The model that the subject's type names, and the route of its page for those signed in; ``key`` "" for a list."""

    model: type[Model]
    route: str
    key: str = "pk"
    joins: tuple[str, ...] = ()


PLACES: dict[str, Place] = {
    "pagerequest": Place(PageRequest, "requests:detail"),
    "exitdecision": Place(ExitDecision, "exits:detail", "slug", ("institution", "platform")),
    "account": Place(Account, "accounts:detail", "slug"),
    "review": Place(Review, "reviews:detail"),
    "standin": Place(StandIn, "organisation:stand_ins", ""),
}
# The verbs whose notice leads elsewhere: what is asked of its reader is answered there.
ELSEWHERE: dict[str, Callable[[Event], str]] = {
    Verb.REQUEST_OFFERED: lambda event: reverse("requests:offer", args=[event.subject_id, event.facts["alternative"]]),
    Verb.ACCOUNT_NAME_SEEN: lambda event: reverse("followers:names"),
    Verb.EXIT_TASK_ASSIGNED: lambda event: reverse("exits:tasks"),
    Verb.PLATFORM_TOKEN_ENDING: lambda event: reverse("followers:tokens"),
    Verb.PROGRAM_TOKEN_ENDING: lambda event: reverse("organisation:token_give", args=[event.facts["program"]]),
}
Subject = tuple[str, int]


@dataclass(frozen=True)
class Around:
    """The subjects of some events: their paths, and what they are called where the event's own label names nobody."""

    paths: dict[Subject, str]
    names: dict[Subject, str]

    def path(self, event: Event) -> str:
        """The page about the event's subject, "" when it has none."""
        if event.verb in ELSEWHERE:
            return ELSEWHERE[event.verb](event)
        return self.paths.get((event.subject_type, event.subject_id), "")

    def name(self, event: Event) -> str:
        """What the event is about, in the active language."""
        return self.names.get((event.subject_type, event.subject_id)) or event.subject_label


def around(events: Iterable[Event]) -> Around:
    """Read the subjects by type: a query per type that occurs, whatever the number of events."""
    wanted: dict[str, set[int]] = {}
    for event in events:
        wanted.setdefault(event.subject_type, set()).add(event.subject_id)
    paths = {}
    for kind in wanted.keys() & PLACES.keys():
        place = PLACES[kind]
        subjects = place.model.objects.filter(pk__in=wanted[kind])
        joined = subjects.select_related(*place.joins) if place.joins else subjects
        paths |= {(kind, row.pk): _path(place, row) for row in joined}
    return Around(paths, _stand_ins(wanted.get("standin", set())))


def _path(place: Place, subject: Model) -> str:
    return reverse(place.route, args=[getattr(subject, place.key)] if place.key else [])


def _stand_ins(numbers: set[int]) -> dict[Subject, str]:
    """The journal knows people by number only; whoever is told reads their names and days."""
    if not numbers:
        return {}
    language = "en" if is_english() else "fr"
    rows = StandIn.objects.filter(pk__in=numbers).select_related("absent", "person")
    return {
        ("standin", row.pk): f"{row.absent.full_name} → {row.person.full_name} "
        f"({wording.day(row.since, language)} – {wording.day(row.until, language)})"
        for row in rows
    }
