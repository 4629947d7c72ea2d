"""Where one reads more about what an event speaks of."""

from dataclasses import dataclass

from django.db.models import Model
from django.urls import reverse

from registry.accounts.models import Account
from registry.audit.models import Event
from workflows.exits.models import ExitDecision
from workflows.requests.models import PageRequest
from workflows.reviews.models import Review


@dataclass(frozen=True)
class Place:
    """The model that the subject's type names, and the route of its page for those signed in."""

    model: type[Model]
    route: str
    key: str = "pk"


PLACES: dict[str, Place] = {
    "pagerequest": Place(PageRequest, "requests:detail"),
    "exitdecision": Place(ExitDecision, "exits:detail", "slug"),
    "account": Place(Account, "accounts:detail", "slug"),
    "review": Place(Review, "reviews:detail"),
}


def link(event: Event) -> str:
    """The path of the page about the event's subject; the list of notices when it has none."""
    place = PLACES.get(event.subject_type)
    subject = place and place.model.objects.filter(pk=event.subject_id).first()
    return reverse(place.route, args=[getattr(subject, place.key)]) if subject else reverse("notifications:list")
