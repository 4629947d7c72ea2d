"""Why a cell of a file of figures was not taken: one sentence per reason, in both languages. Pure."""

from enum import StrEnum

from registry.language import Pair
from registry.transfer.entries import Said


class Why(StrEnum):
    """Why a figure is refused, beside the reasons of the reader of addresses (`registry.platforms.kinds.Reason`)."""

    NOT_A_NUMBER = "not_a_number"
    NOT_WHOLE = "not_whole"
    NEGATIVE = "negative"
    TOO_LARGE = "too_large"
    FORMULA = "formula"
    NO_DAY = "no_day"
    NOT_A_DAY = "not_a_day"
    DAY_AMBIGUOUS = "day_ambiguous"
    DAY_TO_COME = "day_to_come"
    METRIC_UNKNOWN = "metric_unknown"
    EXACT_UNKNOWN = "exact_unknown"
    CUT = "cut"
    SEVERAL_ACCOUNTS = "several_accounts"
    UNKNOWN_ACCOUNT = "unknown_account"
    ACCOUNT_TWICE = "account_twice"


SENTENCES: dict[str, Pair] = {
    Why.NOT_A_NUMBER: Pair("« {said} » n’est pas un nombre.", "“{said}” is not a number."),
    Why.NOT_WHOLE: Pair("« {said} » n’est pas un nombre entier.", "“{said}” is not a whole number."),
    Why.NEGATIVE: Pair("« {said} » est négatif.", "“{said}” is negative."),
    Why.TOO_LARGE: Pair("« {said} » dépasse le nombre d’humains.", "“{said}” is more than there are people."),
    Why.FORMULA: Pair(
        "Cette case contient une formule, qui n’est pas calculée ici. Collez-y sa valeur.",
        "This cell holds a formula, which is not computed here. Paste its value instead.",
    ),
    Why.NO_DAY: Pair("Ce chiffre n’a pas de date.", "This figure has no date."),
    Why.NOT_A_DAY: Pair("« {day} » n’est pas une date.", "“{day}” is not a date."),
    Why.DAY_AMBIGUOUS: Pair(
        "« {day} » se lit de plusieurs façons : le jour, le mois ou l’année d’abord.",
        "“{day}” reads in several ways: day, month or year first.",
    ),
    Why.DAY_TO_COME: Pair("Ce jour n’est pas encore venu : « {day} ».", "This day is yet to come: “{day}”."),
    Why.METRIC_UNKNOWN: Pair("« {said} » n’est pas une mesure connue.", "“{said}” is not a known metric."),
    Why.EXACT_UNKNOWN: Pair(
        "« {said} » ne dit pas si le chiffre est exact.", "“{said}” does not say whether the figure is exact."
    ),
    Why.CUT: Pair(
        "Cette ligne a plus de cases que l’en-tête : une virgule y coupe sans doute un nombre. Mettez-le entre guillemets.",
        "This row has more cells than the header: a comma probably cuts a number in it. Put it in quotation marks.",
    ),
    Why.SEVERAL_ACCOUNTS: Pair(
        "Cette ligne nomme plusieurs comptes pour un seul chiffre.",
        "This row names several accounts for one figure.",
    ),
    Why.UNKNOWN_ACCOUNT: Pair(
        "Le registre ne connaît pas ce compte, ou vous n’en relevez pas les abonnés.",
        "The register does not know this account, or you do not count its followers.",
    ),
    Why.ACCOUNT_TWICE: Pair(
        "Plusieurs comptes du registre portent ce nom : donnez leur adresse.",
        "Several accounts of the register bear this name: give their address.",
    ),
}


def refused(code: Why, **values: object) -> Said:
    """A refusal with its sentence."""
    return Said(code, SENTENCES[code].format(**values))
