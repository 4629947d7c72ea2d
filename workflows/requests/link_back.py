"""The link from an official page to the account: the unit vouches for it, and the register looks for it by itself.

What was seen stands in the journal of the request, each time that it is something else than before: ``checklist`` names what
was vouched for, ``outcome`` is one of `Outcome`. It binds nobody: whoever puts the page online may have seen the link
elsewhere on the page, or on a day on which the site answered.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import QuerySet

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.language import Pair
from workflows.requests.models import Checklist, PageRequest


class Outcome(StrEnum):
    """What came of looking for the link."""

    FOUND = "found"
    ABSENT = "absent"
    UNREAD = "unread"


WORDS: dict[str, Pair] = {
    Outcome.FOUND: Pair(
        "Le registre a lu la page officielle : le lien y est.",
        "The register read the official page: the link is there.",
    ),
    Outcome.ABSENT: Pair(
        "Le registre a lu la page officielle : le lien n’y est pas.",
        "The register read the official page: the link is not there.",
    ),
    Outcome.UNREAD: Pair(
        "Le registre n’a pas pu lire la page officielle.", "The register could not read the official page."
    ),
}
# How far what a person saw agrees with it, once that person has put the page online for that link; "": not looked for yet.
AGREES: dict[str, Pair] = {
    Outcome.FOUND: Pair(
        "Une personne a vu le lien, et le registre aussi.", "A person saw the link, and so did the register."
    ),
    Outcome.ABSENT: Pair(
        "Une personne a vu le lien ; le registre a lu la page sans le trouver.",
        "A person saw the link; the register read the page without finding it.",
    ),
    Outcome.UNREAD: Pair(
        "Une personne a vu le lien ; le registre n’a pas pu lire la page.",
        "A person saw the link; the register could not read the page.",
    ),
    "": Pair(
        "Une personne a vu le lien ; le registre n’avait pas encore lu la page.",
        "A person saw the link; the register had not read the page yet.",
    ),
}
# What a reading is in the journal: the condition was checked, or a person has to check it.
VERBS: dict[str, Verb] = {
    Outcome.FOUND: Verb.FOLLOW_UP_SETTLED,
    Outcome.ABSENT: Verb.FOLLOW_UP_DUE,
    Outcome.UNREAD: Verb.FOLLOW_UP_DUE,
}


@dataclass(frozen=True)
class Seen:
    """What was seen last, and since when it is so."""

    outcome: str
    at: datetime

    @property
    def words(self) -> Pair:
        """It in a sentence."""
        return WORDS[self.outcome]


def last_seen(checklist: Checklist) -> Seen | None:
    """What the register saw last of the link that was vouched for; None: it has not looked yet."""
    rows = readings([checklist.page_request_id]).filter(facts__checklist=checklist.pk)
    last = rows.order_by("-at", "-pk").first()
    return last and Seen(last.facts["outcome"], last.at)


def beside_proof(page_request: PageRequest) -> dict[str, str]:
    """For the journal, as a person proves the page by its link: what the register saw of it."""
    checklist = page_request.checklists.first()
    seen = checklist and last_seen(checklist)
    return {"link_back": seen.outcome if seen else ""}


def words_of(event: Event) -> Pair | None:
    """What an event says of the link, None where it says nothing."""
    if "checklist" in event.facts:
        return WORDS[event.facts["outcome"]]
    return AGREES.get(event.facts.get("link_back"))


def readings(page_requests: list[int]) -> QuerySet[Event]:
    """What the journal of these requests says of the links that were vouched for."""
    about = {"subject_type": PageRequest._meta.model_name, "subject_id__in": page_requests}
    return Event.objects.filter(**about, verb__in=set(VERBS.values()), facts__has_key="checklist")
