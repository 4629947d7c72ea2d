"""The steps of the form as somebody who fills it in sees them: what is complete, what is missing, where one is."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from registry.language import Pair
from workflows.requests.models import PageRequest
from workflows.requests.questions import ASKED, label_of, step_of
from workflows.requests.route import REASONS, route
from workflows.requests.rules import Check
from workflows.requests.states import Stage
from workflows.requests.steps import facts_of

SUMMARY = "summary"
SUMMARY_LABEL = Pair("Relire et soumettre", "Read again and submit")


@dataclass(frozen=True)
class FormStop:
    """A step: ``state`` is done, now or todo; ``missing`` are the rules of submission that it does not keep yet."""

    slug: str
    label: Pair
    url: str
    state: str
    missing: tuple[Check, ...] = ()
    marked: bool = False

    @property
    def note(self) -> str:
        """What there is to say of it, in a few words."""
        if self.marked:
            return _("Changement demandé")
        if self.missing:
            return _("Il manque : %(count)s") % {"count": len(self.missing)}
        return _("Complet") if self.url and self.slug != SUMMARY else ""


def stops(
    page_request: PageRequest | None, kind: str, checks: Iterable[Check], current: str, marked: Collection[str] = ()
) -> list[FormStop]:
    """The way through the form of a draft (None: not begun); ``marked`` are the fields whose change was asked for."""
    checks = list(checks)
    found = []
    for slug, ask in ASKED[kind].items():
        missing = tuple(check for check in checks if not check.kept and step_of(kind, check.field) == slug)
        done = page_request is not None and not missing
        state = "now" if slug == current else "done" if done else "todo"
        url = url_of(page_request, slug) if page_request else ""
        found.append(FormStop(slug, label_of(kind, slug), url, state, missing, bool(set(ask.fields) & set(marked))))
    url = reverse("requests:edit", args=[page_request.pk]) if page_request else ""
    return [*found, FormStop(SUMMARY, SUMMARY_LABEL, url, "now" if current == SUMMARY else "todo")]


@dataclass(frozen=True)
class Ahead:
    """A stop of the way after the submission, with why it is there."""

    label: str
    reason: Pair


def ahead(page_request: PageRequest) -> list[Ahead]:
    """By which way the draft would go if it were submitted as it is; a head is taken to be there until then."""
    facts = replace(facts_of(page_request), has_head=True)
    return [Ahead(Stage(stop.stage).label, REASONS[stop.because]) for stop in route(facts)]


def url_of(page_request: PageRequest, slug: str) -> str:
    """The address of one step of a draft."""
    return reverse("requests:step", args=[page_request.pk, slug])


def after(way: Iterable[FormStop], slug: str) -> FormStop:
    """The step that follows another; the last one follows itself."""
    way = list(way)
    at = next(number for number, stop in enumerate(way) if stop.slug == slug)
    return way[min(at + 1, len(way) - 1)]
