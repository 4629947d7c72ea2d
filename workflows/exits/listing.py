"""The lists of the decisions' page: published, positions without one, files in preparation, what is to be thought of again."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.organisation.models import User
from registry.organisation.permissions import Can, abilities
from workflows.exits.coming_due import to_think_of
from workflows.exits.filters import DecisionFilter, PositionFilter
from workflows.exits.models import ExitDecision
from workflows.exits.queries import positions, published, unpublished
from workflows.exits.shown import as_read

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

PAGE_SIZE = 25
LABELS = {
    "": _("Décisions"),
    "positions": _("Positions sans décision"),
    "files": _("En préparation"),
    "again": _("À revoir"),
}


@dataclass(frozen=True)
class Tab:
    """A list with its count; `current` is the one that is open."""

    label: Promise
    url: str
    count: int
    current: bool


@dataclass(frozen=True)
class Listing:
    """The open list: its filters, its page, and the tabs of the others."""

    view: str
    tabs: list[Tab]
    filter: DecisionFilter | PositionFilter
    page: Page


def listing(query: QueryDict, user: "User | AnonymousUser") -> Listing:
    """The list that ``query`` asks for; an unknown ``view`` is the published decisions."""
    lists: dict[str, QuerySet] = {"": published(), "positions": positions()}
    if Can.EXIT_READ in abilities(user):
        lists["files"] = unpublished(user)
        lists["again"] = to_think_of(user, timezone.localdate())
    view = query.get("view", "")
    view = view if view in lists else ""
    tabs = [
        Tab(LABELS[name], f"?view={name}" if name else "?", rows.count(), name == view) for name, rows in lists.items()
    ]
    kind, date = (PositionFilter, "as_of") if view == "positions" else (DecisionFilter, "sort_date")
    filtered = kind(query, lists[view], date=date)
    return Listing(view, tabs, filtered, _page(filtered.qs, query.get("page")))


def _page(rows: QuerySet, asked: str | None) -> Page:
    """The page asked for; a decision that was corrected says what its own page says."""
    if rows.model is not ExitDecision:
        return Paginator(rows, PAGE_SIZE).get_page(asked)
    page = Paginator(rows.prefetch_related("corrections"), PAGE_SIZE).get_page(asked)
    page.object_list = [as_read(row) for row in page.object_list]
    return page
