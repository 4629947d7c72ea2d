"""What a unit vouches for with its page's address, and what the register saw of it by itself."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workflows.requests.link_back import Outcome, Seen, last_seen
from workflows.requests.models import Checklist, PageRequest
from workflows.requests.states import State

POINTS: tuple[Promise, ...] = (
    _("Deux personnes au moins administrent la page."),
    _("Chacune se connecte avec un second facteur."),
    _("La récupération passe par la boîte de l’unité."),
)
TONES = {Outcome.FOUND: "ok", Outcome.ABSENT: "warn", Outcome.UNREAD: "info"}


@dataclass(frozen=True)
class Vouched:
    """The last checklist of a request; ``seen`` is None until the register has looked, ``looks`` while it goes on looking."""

    checklist: Checklist
    seen: Seen | None
    looks: bool
    points: tuple[Promise, ...] = POINTS

    @property
    def tone(self) -> str:
        """The look's tone of the link: ok, warn or info."""
        return TONES[self.seen.outcome] if self.seen else "info"


def vouched(page_request: PageRequest) -> Vouched | None:
    """What came with the address, in two queries; None when there is none yet."""
    checklist = page_request.checklists.select_related("by").first()
    if checklist is None:
        return None
    seen = last_seen(checklist)
    found = seen is not None and seen.outcome == Outcome.FOUND
    return Vouched(checklist, seen, looks=page_request.state == State.ADDRESS_GIVEN and not found)
