"""What happened to a request since the version that somebody was looking at."""

from collections.abc import Iterable
from dataclasses import dataclass

from registry.audit.models import Event
from registry.audit.verbs import Verb
from workflows.requests.differences import as_of, changes
from workflows.requests.models import PageRequest
from workflows.requests.queries.values import NamedChange, named


@dataclass(frozen=True)
class Meanwhile:
    """The difference between the version seen and the present one."""

    seen: int
    current: int
    changes: list[NamedChange]
    events: list[Event]


def meanwhile(page_request: PageRequest, seen: int, fields: Iterable[str]) -> Meanwhile:
    """What changed in the given fields of the request, and what happened to it, after version ``seen``."""
    contents = list(page_request.contributions.values_list("version", "content"))
    found = changes(as_of(contents, seen), as_of(contents, page_request.version), fields)
    happened = Event.objects.about(page_request).filter(facts__version__gt=seen)
    events = [event for event in happened if event.verb != Verb.REQUEST_STALE_DECISION]
    return Meanwhile(seen, page_request.version, named(found), events)
