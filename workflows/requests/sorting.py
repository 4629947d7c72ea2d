"""The headers of the queue: each column with the links that sort by it, in the address that keeps the filters."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ASCENDING, DESCENDING = "ascending", "descending"
# The order without a name is by due day; backwards it has one.
BY_DUE, BY_DUE_BACKWARDS = "", "-due"


@dataclass(frozen=True)
class Sort:
    """A link that sorts; ``direction`` is how the list is sorted by it now, "" when it is not."""

    label: Promise
    url: str
    direction: str


@dataclass(frozen=True)
class Column:
    """A header: its own words ("" when its one link says all), its links, and for aria-sort how it is sorted now."""

    label: Promise | str
    sorts: list[Sort]

    @property
    def direction(self) -> str:
        """ "ascending", "descending" or ""."""
        return next((sort.direction for sort in self.sorts if sort.direction), "")


COLUMNS: tuple[tuple[Promise | str, tuple[tuple[str, Promise], ...]], ...] = (
    (_("Demande"), (("platform", _("plateforme")), ("kind", _("nature")))),
    ("", (("unit", _("Unité")),)),
    (_("Étape"), (("since", _("depuis")), ("priority", _("priorité")))),
    ("", ((BY_DUE, _("Échéance")),)),
    (_("En main"), ()),
)


def columns(query: QueryDict, order: str) -> list[Column]:
    """The headers of the page at ``query``, sorted by ``order`` now; a second click turns the order round."""
    return [Column(label, [_sort(query, order, name, said) for name, said in sorts]) for label, sorts in COLUMNS]


def _sort(query: QueryDict, order: str, name: str, label: Promise) -> Sort:
    backwards = BY_DUE_BACKWARDS if name == BY_DUE else f"-{name}"
    direction = {name: ASCENDING, backwards: DESCENDING}.get(order, "")
    kept = query.copy()
    kept.pop("page", None)
    kept.pop("order", None)
    wanted = backwards if direction == ASCENDING else name
    if wanted:
        kept["order"] = wanted
    return Sort(label, f"?{kept.urlencode()}", direction)
