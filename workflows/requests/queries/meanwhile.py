"""What happened to a request since the version that somebody was looking at."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.organisation.models import Unit, User
from registry.platforms.models import Platform
from workflows.requests.differences import Change, as_of, changes
from workflows.requests.models import PageRequest

UNITS, PLATFORMS, PEOPLE = Unit.objects.all(), Platform.objects.all(), User.objects.all()
NUMBERED = {"unit": UNITS, "platform": PLATFORMS, "primary_steward": PEOPLE, "backup_steward": PEOPLE}
LANGUAGES: dict[str, Promise] = {"fr": _("français"), "en": _("anglais")}


@dataclass(frozen=True)
class NamedChange:
    """A change in words: the field's label, what it said, what it says."""

    field: str
    label: str
    before: str
    after: str


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
    return Meanwhile(seen, page_request.version, _named(found), events)


def _named(found: Iterable[Change]) -> list[NamedChange]:
    return [
        NamedChange(
            change.field,
            str(PageRequest._meta.get_field(change.field).verbose_name),
            _words(change.field, change.before),
            _words(change.field, change.after),
        )
        for change in found
    ]


def _words(field: str, value: object) -> str:
    """A stored value for people; the rows that changed are few, so each is read by itself."""
    if field in NUMBERED and value:
        row = NUMBERED[field].filter(pk=value).first()
        return str(row) if row else ""
    if isinstance(value, list):
        return ", ".join(str(LANGUAGES.get(code, code)) for code in value)
    return "" if value is None else str(value)
