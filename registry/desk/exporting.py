"""An account's figures as a CSV that a spreadsheet reads and does not run: all rows, with what became of each."""

import csv
from collections.abc import Callable, Iterator

from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.accounts.models import Account
from registry.followers.ledger import Row, everything
from registry.followers.models import FollowerCount
from registry.transfer.safe import safe_cell

BYTE_ORDER_MARK = "\ufeff"


def state_of(row: Row) -> str:
    """What became of a figure, in a word of the active language."""
    if isinstance(row, FollowerCount):
        return _("Remplacé") if row.replaced_at else _("Retenu")
    return _("Écarté") if row.reply else _("En question")


def why(row: Row) -> str:
    """The reason that goes with it: why it was superseded, or why it is doubted and what was said of that."""
    if isinstance(row, FollowerCount):
        return row.replaced_because
    return " ; ".join(part for part in (row.get_doubt_display(), row.reason) if part)


COLUMNS: tuple[tuple[Promise, Callable[[Row], object]], ...] = (
    (gettext_lazy("Jour"), lambda row: row.day.isoformat()),
    (gettext_lazy("Ce qui est compté"), lambda row: row.get_metric_display()),
    (gettext_lazy("Nombre"), lambda row: row.value),
    (gettext_lazy("Précision"), lambda row: _("exact") if row.is_exact else _("arrondi")),
    (gettext_lazy("Comment"), lambda row: row.get_method_display()),
    (gettext_lazy("Source"), lambda row: row.source),
    (gettext_lazy("Consigné par"), lambda row: row.entered_by.full_name if row.entered_by else _("le registre")),
    (gettext_lazy("Consigné le"), lambda row: timezone.localdate(row.entered_at).isoformat()),
    (gettext_lazy("État"), state_of),
    (gettext_lazy("Motif"), why),
)


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        """The text itself, which csv's writer then returns."""
        return text


def as_csv(account: Account) -> Iterator[str]:
    """Line by line in the language active now; dates are ISO, the newest day first."""
    return _lines(account, translation.get_language())


def _lines(account: Account, language: str) -> Iterator[str]:
    writer = csv.writer(_Echo())
    # The answer is written after the page's own language was let go of.
    with translation.override(language):
        yield BYTE_ORDER_MARK + writer.writerow([str(label) for label, _cell in COLUMNS])
        for row in everything(account):
            yield writer.writerow([safe_cell(str(cell(row))) for _label, cell in COLUMNS])
