"""The stance board as a CSV that a spreadsheet reads and does not run: all the lines of the question, none of another."""

import csv
import io
from datetime import date

from django.utils.translation import gettext as _

from registry.organisation.models import UnitKind
from registry.transfer.safe import safe_cell
from workflows.exits.stances_board import Board, Line

BYTE_ORDER_MARK = "\ufeff"


def as_csv(board: Board) -> str:
    """One line per institution, in the language active now; dates are as the source gives them, in ISO order."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        [
            *(_("Institution"), _("Pays"), _("Tierce"), _("Plateforme"), _("Position"), _("Depuis"), _("Annoncée le")),
            *(_("Au jour du"), _("Dernière vérification"), _("Précision"), _("Source"), _("Décision"), _("Adresse")),
        ]
    )
    for line in board.every():
        writer.writerow([safe_cell(cell) for cell in _cells(line, board.day)])
    return BYTE_ORDER_MARK + text.getvalue()


def _cells(line: Line, day: date) -> list[str]:
    stance = line.stance
    unit = stance.institution
    return [
        *(unit.name, unit.country, _("oui") if unit.kind == UnitKind.PEER else _("non")),
        *(stance.platform.name, str(stance.get_position_display()), stance.as_of, stance.announced_on),
        day.isoformat(),
        *(stance.checked_on.isoformat() if stance.checked_on else "", stance.note, stance.source),
        *(stance.decision_label, stance.decision_url),
    ]
