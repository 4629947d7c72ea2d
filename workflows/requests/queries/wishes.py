"""What can be said at once about the name and the page that somebody wishes for."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from registry.accounts.models import Account
from registry.accounts.status import Standing, Status
from registry.language import Pair
from registry.organisation.models import Unit
from registry.platforms.canonical import Reading, Refusal, canonicalise
from registry.platforms.models import Platform
from workflows.requests.models import PageRequest

TAKEN = Pair(
    "{display} est déjà au registre ({unit}), peut-être sous une autre écriture : choisissez un autre nom, "
    "ou demandez à y publier",
    "{display} is already in the register ({unit}), perhaps under another spelling: choose another name, "
    "or ask to publish there",
)


@dataclass(frozen=True)
class Wish:
    """A wished name as the register reads it: its canonical ``handle``, or the ``refusal`` to show."""

    handle: str = ""
    refusal: Pair | None = None


def wish_of(platform: Platform | None, text: str) -> Wish:
    """Read a wished name for a platform; nothing comes of no name or no platform. An unconfirmed account may be asked for."""
    if not (platform and text.strip()):
        return Wish()
    reading = canonicalise(text, platform.slug)
    if isinstance(reading, Refusal):
        return Wish(refusal=reading.sentence)
    taken = Account.objects.filter(platform=platform, key=reading.key).exclude(standing=Standing.UNCONFIRMED)
    known = taken.select_related("unit").first()
    if known:
        return Wish(refusal=TAKEN.format(display=known.display, unit=Pair(known.unit.name_fr, known.unit.name_en)))
    return Wish(handle=reading.handle)


def address_of(page_request: PageRequest) -> str:
    """What stands for the page's address: the given one, else the wished name as the platform would write it, else ""."""
    text = page_request.address or page_request.wanted_handle
    reading = canonicalise(text, page_request.platform.slug) if text else None
    return reading.display if isinstance(reading, Reading) else text


def could_serve(units: Iterable[Unit], limit: int = 3) -> QuerySet[Account]:
    """Published accounts of the given units that are alive: publishing there may be better than a new page."""
    alive = Account.objects.published().filter(status__in=[Status.ACTIVE, Status.DORMANT], unit__in=units)
    return alive.with_names().order_by("sort_key", "pk")[:limit]
