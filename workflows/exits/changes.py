"""What differs between a decision as it is now and what a person was about to save."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.language import Pair
from workflows.exits.models import ExitDecision
from workflows.exits.scoping import reach_from
from workflows.exits.states import HandleFate, Kind, Reason, Treatment

FIELDS: dict[str, Promise] = {
    "kind": _("Nature"),
    "reverses": _("Remplace"),
    "deciding_body": _("Instance qui décide"),
    "effective_on": _("Date d’effet"),
    "closed_on": _("Comptes fermés le"),
    "reasons": _("Raisons"),
    "rationale_fr": _("Motif, en français"),
    "rationale_en": _("Motif, en anglais"),
    "communique_url": _("Adresse du communiqué"),
    "stated_figure": _("Nombre d’abonnés annoncé"),
    "stated_wording_fr": _("Dans quels mots"),
    "stated_wording_en": _("Dans quels mots, en anglais"),
    "stated_scope_fr": _("Pour quels comptes"),
    "stated_scope_en": _("Pour quels comptes, en anglais"),
    "source": _("Source du chiffre"),
    "handle_fate": _("Noms de compte"),
    "evidence": _("Éléments à l’appui"),
    "options_considered": _("Options examinées"),
    "minority_view": _("Avis minoritaire"),
    "revisit_if_fr": _("À revoir si…"),
    "revisit_if_en": _("À revoir si…, en anglais"),
    "review_on": _("À revoir le"),
    "expected_followers": _("Abonnés attendus sur les canaux de relais"),
    "expected_fr": _("Ce que l’on attend"),
    "expected_en": _("Ce que l’on attend, en anglais"),
    "minutes_reference": _("Procès-verbal"),
    "signatory": _("Signataire"),
    "joint_initiative_fr": _("Initiative commune"),
    "joint_initiative_en": _("Initiative commune, en anglais"),
    "joint_initiative_url": _("Adresse de l’initiative commune"),
}
CODED = {"kind": Kind, "handle_fate": HandleFate}


@dataclass(frozen=True)
class Difference:
    """One thing that is not the same on both sides; an empty side is not there."""

    label: str | Promise
    now: str
    yours: str


def differences(current: ExitDecision, yours: dict) -> list[Difference]:
    """Field by field, then line by line, then the channels. ``yours`` is what `actions.edit` was given."""
    pairs = [(label, _words(name, getattr(current, name)), _words(name, yours[name])) for name, label in FIELDS.items()]
    lines = list(current.lines.select_related("account"))
    if yours.get("trees_stay"):
        named = {row.get("account_id") for row in yours["lines"]}
        lines = [line for line in lines if not line.from_unit_id or line.account_id in named]
    titles = {line.account_id: str(line.account) for line in lines if line.account}
    now, mine = _scope(vars(line) for line in lines), _scope(yours["lines"])
    pairs += [
        (titles.get(subject) or str(subject), now.get(subject, ""), mine.get(subject, ""))
        for subject in dict.fromkeys([*now, *mine])
    ]
    pairs.append(
        (_("Canaux de relais"), _channels(vars(row) for row in current.channels.all()), _channels(yours["channels"]))
    )
    return [Difference(*pair) for pair in pairs if pair[1] != pair[2]]


def _words(name: str, value: object) -> str:
    if name in CODED:
        return str(CODED[name](value).label)
    if name == "reasons":
        return ", ".join(str(Reason(code).label) for code in value)
    return "" if value is None else str(value)


def _scope(rows: Iterable[dict]) -> dict[int | str, str]:
    """What each line says, by account number or by its words."""
    return {row["account_id"] or str(Pair(row["label_fr"], row["label_en"])): _line(row) for row in rows}


def _line(row: dict) -> str:
    reach = reach_from(covered=row["covered"], left_to_unit=row["left_to_unit"])
    treatment, fate = Treatment(row["treatment"]).label, HandleFate(row["handle_fate"]).label
    own = [str(Pair(row[f"{name}_fr"], row[f"{name}_en"])) for name in ("note", "rationale")]
    words = [reach.label, treatment, fate, *own]
    return ", ".join(str(word) for word in words if str(word))


def _channels(rows: Iterable[dict]) -> str:
    return ", ".join(f"{Pair(row['label_fr'], row['label_en'])} {row['address']}".strip() for row in rows)
