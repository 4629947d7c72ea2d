"""The numbers and corrections of a decision in the words of its page."""

import copy
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from registry.language import QUOTED, here, pair_of
from registry.wording import partial_date
from workflows.exits.correcting import CORRECTABLE, NUMBERS
from workflows.exits.figures import Proven, gap
from workflows.exits.models import DATES, ExitDecision


@dataclass(frozen=True)
class Figure:
    """A number with what it counts, from when, after whom."""

    label: str
    value: int | None
    none: str
    note: str
    shown: bool = False


@dataclass(frozen=True)
class Correction:
    """A field that is to be read otherwise: the words decided (or read until then), the new ones, and why."""

    field: str
    label: str | Promise
    before: str
    after: str
    is_date: bool
    reason: str
    at: datetime


def as_read(decision: ExitDecision) -> ExitDecision:
    """A copy that says what is to be read now, as the JSON does: each field after its last correction. Never saved."""
    read = copy.copy(decision)
    for row in decision.corrections.all():
        is_number = row.field in NUMBERS
        setattr(read, row.field, (int(row.after) if row.after else None) if is_number else row.after)
    return read


def figures(decision: ExitDecision, proven: Proven, *, before: str = "") -> list[Figure]:
    """The announced figure, the sum that the register can prove, and the gap between them.

    ``before`` is what was written of a figure that was corrected, in words.
    """
    known = decision.stated_figure is not None
    words = [str(QUOTED.format(words=pair_of(decision, "stated_wording")))] if decision.stated_wording else []
    words += [text for text in (decision.stated_scope, decision.source) if text]
    words = [*(words if known else []), *([before] if before else [])]
    stated = Figure(_("Chiffre annoncé"), decision.stated_figure, _("Aucun"), " · ".join(words))
    sure = Figure(
        _("Somme que le registre peut montrer"), proven.total, _("Aucune"), _counted(decision, proven), shown=True
    )
    return [stated, sure, _gap(decision, proven)] if known else [stated, sure]


def _gap(decision: ExitDecision, proven: Proven) -> Figure:
    between = gap(decision.stated_figure, proven)
    if between is None:
        note = _("Aucune somme par compte n’est affirmée : rien n’est à comparer")
    elif between < 0:
        note = _("Le registre en montre plus que l’annonce")
    elif proven.uncounted:
        note = _("Dont les comptes sans relevé, dont le nombre d’abonnés n’est pas connu")
    else:
        note = _("Annoncé, moins la somme montrée")
    return Figure(_("Écart"), between, _("Non calculable"), note)


def _counted(decision: ExitDecision, proven: Proven) -> str:
    """How much of the scope the sum rests on."""
    counted, uncounted = proven.counted, proven.uncounted
    if counted and uncounted:
        words = _("{counted} sur {all} lignes ont un relevé : cette somme est un minimum")
    elif counted:
        words = _("Toutes les lignes couvertes ont un relevé")
    elif decision.recorded and decision.stated_figure is not None and uncounted <= 1:
        # One account perhaps, of which its figure is no total.
        words = _("0 compte relevé : le seul nombre connu est celui de la source")
    elif decision.recorded and decision.stated_figure is not None:
        words = _("0 compte relevé : la source ne donne que le total")
    else:
        words = _("0 compte relevé")
    return words.format(counted=counted, all=counted + uncounted)


def was_written(decision: ExitDecision, field: str) -> str:
    """What is said beside a date or a number that is to be read otherwise than it was decided."""
    value = getattr(decision, field)
    if value in (None, ""):
        words = _("rien")
    else:
        words = _words(field, str(value)) if field in NUMBERS else partial_date(value, get_language() or "fr")
    return _("Corrigé ; était écrit : {words}").format(words=words)


def corrections(decision: ExitDecision) -> list[Correction]:
    """Every correction of the decision, the oldest first."""
    return [
        Correction(
            field=row.field,
            label=CORRECTABLE.get(row.field, row.field),
            before=_words(row.field, row.before),
            after=_words(row.field, row.after),
            is_date=row.field in DATES,
            reason=here(row, "reason"),
            at=row.at,
        )
        for row in decision.corrections.all()
    ]


def _words(field: str, text: str) -> str:
    return number_format(text, use_l10n=True, force_grouping=True) if field in NUMBERS and text else text
