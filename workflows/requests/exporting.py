"""The queue as a CSV that a spreadsheet reads and does not run: the rows that the page's filters leave, in its order."""

import csv
from collections.abc import Callable, Iterator

from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.transfer.safe import safe_cell
from workflows.requests.models import PageRequest
from workflows.requests.queries.wishes import address_of

# Rows read at a time: what is in memory does not grow with the queue.
CHUNK = 500
BYTE_ORDER_MARK = "\ufeff"
COLUMNS: tuple[tuple[Promise, Callable[[PageRequest], object]], ...] = (
    (_("Numéro"), lambda asked: asked.reference),
    (_("Demande"), lambda asked: asked.title),
    (_("Nature"), lambda asked: asked.get_kind_display()),
    (_("Plateforme"), lambda asked: asked.platform.name),
    (_("Nom de compte"), address_of),
    (_("Unité"), lambda asked: asked.unit.name),
    (_("Rédigée par"), lambda asked: asked.author.full_name),
    (_("Étape"), lambda asked: asked.get_state_display()),
    (_("Depuis"), lambda asked: timezone.localdate(asked.moved_at).isoformat()),
    (_("Priorité"), lambda asked: asked.get_priority_display()),
    (_("Échéance"), lambda asked: asked.due_on.isoformat() if asked.due_on else ""),
    (_("En main"), lambda asked: asked.reviewer.full_name if asked.reviewer else ""),
)


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        """The text itself, which csv's writer then returns."""
        return text


def as_csv(requests: QuerySet[PageRequest]) -> Iterator[str]:
    """Line by line in the language active now; dates are ISO, a request past its states has no due day."""
    return _lines(requests, translation.get_language())


def _lines(requests: QuerySet[PageRequest], language: str) -> Iterator[str]:
    writer = csv.writer(_Echo())
    # The answer is written after the page's own language was let go of.
    with translation.override(language):
        yield BYTE_ORDER_MARK + writer.writerow([str(label) for label, _cell in COLUMNS])
        for asked in requests.with_names().iterator(chunk_size=CHUNK):
            yield writer.writerow([safe_cell(str(cell(asked))) for _label, cell in COLUMNS])
