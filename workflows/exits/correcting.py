"""Corrections of a decided text: the text stays as it was decided, and a dated row beside it says how to read it."""

from datetime import datetime

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import User
from registry.organisation.permissions import Can, NotAllowed, can
from registry.partial_dates import parse
from workflows.exits.drawing import draw_tasks
from workflows.exits.effects import carry_correction, ending
from workflows.exits.models import DATES, ExitCorrection, ExitDecision
from workflows.exits.moving import Stale, desk_of, lock, require_past, sort_date
from workflows.exits.queries import reading
from workflows.exits.states import ENDED, HOLDING, OPEN
from workflows.machine import Refused

CORRECTABLE: dict[str, Promise] = {
    "rationale_fr": _("Motif, en français"),
    "rationale_en": _("Motif, en anglais"),
    "revisit_if_fr": _("À revoir si…"),
    "revisit_if_en": _("À revoir si…, en anglais"),
    "expected_followers": _("Abonnés attendus sur les canaux de relais"),
    "expected_fr": _("Ce que l’on attend"),
    "expected_en": _("Ce que l’on attend, en anglais"),
    "stated_figure": _("Nombre d’abonnés annoncé"),
    "stated_wording_fr": _("Dans quels mots"),
    "stated_wording_en": _("Dans quels mots, en anglais"),
    "stated_scope_fr": _("Pour quels comptes"),
    "stated_scope_en": _("Pour quels comptes, en anglais"),
    "deciding_body": _("Instance qui décide"),
    "signatory": _("Signataire"),
    "minutes_reference": _("Référence du procès-verbal"),
    "joint_initiative_fr": _("Initiative commune"),
    "joint_initiative_en": _("Initiative commune, en anglais"),
    "joint_initiative_url": _("Adresse de l’initiative commune"),
    "source": _("Source"),
    "decided_on": _("Décidée le"),
    "announced_on": _("Annoncée le"),
    "effective_on": _("Effective le"),
    "closed_on": _("Comptes fermés le"),
}
# Corrected in digits, and shown with their thousands apart.
NUMBERS = ("stated_figure", "expected_followers")
# Days of what has happened, which no correction puts ahead; the day of effect is one once the decision is in force.
FACTS = ("decided_on", "announced_on")
# What the board and verify say as well.
EFFECTIVE = ("announced_on", "effective_on", "closed_on", "source")
LONGEST = 10_000
UNDECIDED = Pair(
    "Ce projet se modifie encore : on ne corrige que ce qui est décidé.",
    "This draft can still be changed: only what is decided is corrected.",
)
SAME = Pair("Ce texte se lit déjà ainsi.", "The text reads so already.")
NO_DATE = Pair("Écrivez une date : 2025, 2025-01 ou 2025-01-10.", "Write a date: 2025, 2025-01 or 2025-01-10.")
NO_NUMBER = Pair("Écrivez un nombre entier, en chiffres.", "Write a whole number, in digits.")


@transaction.atomic
def correct_text(
    decision: ExitDecision, *, actor: User, at: datetime, seen: int, field: str, after: str, **reason: str
) -> ExitCorrection:
    """Say that ``field`` (one of `CORRECTABLE`) is to be read as ``after``; ``reason_fr`` and ``reason_en`` say why.

    The decision itself does not change but for its version and its place in lists; the stance and the accounts that it
    changed say what is read now. Raises `NotAllowed`, `Stale`, and `Refused` for an undecided text, an unfit value, one that
    changes nothing, or a day to come of what has happened.
    """
    decision = lock(decision)
    if not may_correct(decision, actor):
        raise NotAllowed
    if seen != decision.version:
        raise Stale
    if decision.state in OPEN:
        raise Refused(UNDECIDED.fr, UNDECIDED.en)
    before, after = reading(decision, field), _fit(field, after.strip())
    if before == after:
        raise Refused(SAME.fr, SAME.en)
    if field in FACTS or (field == "effective_on" and decision.state in HOLDING + ENDED):
        require_past([after], at)
    ended_on = ending(decision)
    row = ExitCorrection(decision=decision, by=actor, at=at, field=field, before=before, after=after, **reason)
    row.save()
    decision.version += 1
    decision.sort_date = sort_date(decision)
    decision.save(update_fields=["version", "sort_date"])
    facts = {"correction": row.pk, "field": field, "from": decision.state, "to": decision.state}
    record(Verb.EXIT_CORRECTED, decision, actor=actor, at=at, unit=desk_of(decision), **facts)
    if field in EFFECTIVE:
        carry_correction(decision, ended_on=ended_on, actor=actor, at=at)
    if field == "effective_on":
        draw_tasks(decision, after, owner=actor, at=at)
    return row


def may_correct(decision: ExitDecision, actor: User) -> bool:
    """Whether ``actor`` prepares the institution's decisions, or records them at the desk that entered this one."""
    ability = Can.EXIT_RECORD if decision.recorded else Can.EXIT_PREPARE
    return can(actor, ability, desk_of(decision))


def _fit(field: str, text: str) -> str:
    if field in DATES:
        try:
            return parse(text)
        except ValueError as error:
            raise Refused(NO_DATE.fr, NO_DATE.en) from error
    if field in NUMBERS and text:
        plain = "".join(text.split())
        if not (plain.isascii() and plain.isdecimal() and len(plain) <= 13):
            raise Refused(NO_NUMBER.fr, NO_NUMBER.en)
        return str(int(plain))
    return text
