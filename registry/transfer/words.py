"""Why a file or a row was not taken, and what was noted about a row: one sentence per reason, in both languages."""

from enum import StrEnum

from registry.language import Pair


class Unreadable(Exception):
    """The file as a whole cannot be read; `code` names the reason and `sentence` says it."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = FILES[code].format(**values)


class Row(StrEnum):
    """Why a row is refused, beside the reasons of the reader of addresses (`registry.platforms.kinds.Reason`)."""

    NO_ADDRESS = "no_address"
    FORMULA = "formula"
    CELL_TOO_LONG = "cell_too_long"
    IMPOSTOR = "impostor"
    OFFICIAL_DIFFERS = "official_differs"
    ENDED_DIFFERS = "ended_differs"
    UNIT_NOT_YOURS = "unit_not_yours"
    ACCOUNT_NOT_YOURS = "account_not_yours"


class Note(StrEnum):
    """What a person should know about a row that was taken."""

    PLATFORM_DIFFERS = "platform_differs"
    HANDLE_DIFFERS = "handle_differs"
    LANGUAGE_UNKNOWN = "language_unknown"
    UNIT_UNKNOWN = "unit_unknown"
    UNIT_TWICE = "unit_twice"
    UNIT_KEPT = "unit_kept"
    TITLE_CUT = "title_cut"
    POSSIBLY_SAME = "possibly_same"


FILES: dict[str, Pair] = {
    "empty": Pair("Le fichier est vide.", "The file is empty."),
    "too_big": Pair(
        "Le fichier dépasse {limit} Mo. Partagez-le en plusieurs.",
        "The file is larger than {limit} MB. Split it into several.",
    ),
    "binary": Pair(
        "Ce fichier n’est ni un CSV ni un classeur XLSX. Dans le tableur, choisissez « Enregistrer sous », puis XLSX ou CSV.",
        "This file is neither a CSV nor an XLSX workbook. In the spreadsheet choose “Save as”, then XLSX or CSV.",
    ),
    "old_workbook": Pair(
        "Ce classeur est protégé par un mot de passe ou d’un ancien format (XLS). Enregistrez-le en XLSX, sans mot de passe.",
        "This workbook is protected by a password or of an old format (XLS). Save it as XLSX, without a password.",
    ),
    "other_archive": Pair(
        "Cette archive n’est pas un classeur XLSX. Dans le tableur, choisissez « Enregistrer sous », puis XLSX ou CSV.",
        "This archive is not an XLSX workbook. In the spreadsheet choose “Save as”, then XLSX or CSV.",
    ),
    "not_a_table": Pair(
        "Ce fichier est une page web ou le fichier d’un programme, pas un tableau. Enregistrez-le en XLSX ou en CSV.",
        "This file is a web page or a program’s own file, not a table. Save it as XLSX or CSV.",
    ),
    "bomb": Pair(
        "Ce classeur se déplie en bien plus que sa taille : il n’a pas été ouvert.",
        "This workbook unpacks into far more than its size: it was not opened.",
    ),
    "broken": Pair(
        "Ce classeur est abîmé et n’a pas pu être lu. Ouvrez-le dans le tableur et enregistrez-le de nouveau.",
        "This workbook is damaged and could not be read. Open it in the spreadsheet and save it again.",
    ),
    "too_many_rows": Pair(
        "Le fichier a plus de {limit} lignes. Partagez-le en plusieurs.",
        "The file has more than {limit} rows. Split it into several.",
    ),
    "too_many_columns": Pair(
        "Le fichier a plus de {limit} colonnes : ce n’est pas une liste de comptes.",
        "The file has more than {limit} columns: it is not a list of accounts.",
    ),
    "too_many_cells": Pair(
        "Le fichier a plus de {limit} cases. Partagez-le en plusieurs.",
        "The file has more than {limit} cells. Split it into several.",
    ),
    "open_quote": Pair(
        "Un guillemet ouvert à la ligne {line} n’est jamais refermé : la suite du fichier serait avalée. Corrigez cette ligne.",
        "A quotation mark opened on line {line} is never closed: the rest of the file would be swallowed. Correct that line.",
    ),
    "no_addresses": Pair(
        "Aucune colonne de ce fichier ne contient d’adresse de compte, ni une plateforme avec un nom de compte.",
        "No column of this file holds addresses of accounts, nor a platform with an account name.",
    ),
    "no_figures": Pair(
        "Ce fichier n’a pas été compris : il faut des comptes, des jours et des nombres, une ligne par chiffre "
        "ou une colonne par jour.",
        "This file was not understood: it takes accounts, days and numbers, one row per figure or one column per day.",
    ),
    "days_ambiguous": Pair(
        "Les dates de ce fichier se lisent de plusieurs façons, comme {day} : dites ci-dessous ce qui vient d’abord.",
        "The dates of this file read in several ways, such as {day}: say below what comes first.",
    ),
}

ROWS: dict[str, Pair] = {
    Row.NO_ADDRESS: Pair(
        "Cette ligne ne donne ni adresse, ni plateforme avec un nom de compte.",
        "This row gives neither an address nor a platform with an account name.",
    ),
    Row.FORMULA: Pair(
        "Cette case contient une formule, qui n’est pas calculée ici. Collez-y sa valeur.",
        "This cell holds a formula, which is not computed here. Paste its value instead.",
    ),
    Row.CELL_TOO_LONG: Pair(
        "Une case de cette ligne dépasse {limit} caractères.", "A cell of this row is longer than {limit} characters."
    ),
    Row.IMPOSTOR: Pair(
        "Le registre connaît ce compte comme un imposteur : il ne s’importe pas.",
        "The register knows this account as an impostor: it is not imported.",
    ),
    Row.OFFICIAL_DIFFERS: Pair(
        "Ce compte est officiel et le fichier le décrit autrement ({differences}) : un import n’y change rien.",
        "This account is official and the file describes it otherwise ({differences}): an import does not change that.",
    ),
    Row.ENDED_DIFFERS: Pair(
        "Ce compte n’existe plus et le fichier le décrit autrement ({differences}). Sa page reste telle qu’elle est.",
        "This account is no more and the file describes it otherwise ({differences}). Its page stays as it is.",
    ),
    Row.UNIT_NOT_YOURS: Pair(
        "Votre rôle ne permet pas d’inscrire un compte pour l’unité « {unit} ».",
        "Your role does not allow you to enter an account for the unit “{unit}”.",
    ),
    Row.ACCOUNT_NOT_YOURS: Pair(
        "Ce compte est déjà au registre, tenu par une unité où votre rôle ne permet pas de le changer.",
        "This account is already in the register, held by a unit where your role does not allow you to change it.",
    ),
}

NOTES: dict[str, Pair] = {
    Note.PLATFORM_DIFFERS: Pair(
        "La colonne dit « {said} », l’adresse mène à {platform} : l’adresse a été suivie.",
        "The column says “{said}”, the address leads to {platform}: the address was followed.",
    ),
    Note.HANDLE_DIFFERS: Pair(
        "La colonne dit « {said} », l’adresse nomme « {handle} » : l’adresse a été suivie.",
        "The column says “{said}”, the address names “{handle}”: the address was followed.",
    ),
    Note.LANGUAGE_UNKNOWN: Pair(
        "Langue non reconnue, laissée de côté : « {said} ».", "Language not recognised, left out: “{said}”."
    ),
    Note.UNIT_UNKNOWN: Pair(
        "Aucune unité ne s’appelle exactement « {said} » : le compte ira à l’unité à attribuer.",
        "No unit is called exactly “{said}”: the account will go to the unit to be assigned.",
    ),
    Note.UNIT_TWICE: Pair(
        "Plusieurs unités s’appellent « {said} » : le compte ira à l’unité à attribuer.",
        "Several units are called “{said}”: the account will go to the unit to be assigned.",
    ),
    Note.UNIT_KEPT: Pair(
        "Le registre confie ce compte à « {unit} », le fichier dit « {said} » : l’unité n’a pas été changée.",
        "The register gives this account to “{unit}”, the file says “{said}”: the unit was not changed.",
    ),
    Note.TITLE_CUT: Pair("Nom coupé à {limit} caractères.", "Name cut at {limit} characters."),
    Note.POSSIBLY_SAME: Pair(
        "Peut-être le même compte que {others} : la plateforme seule le sait.",
        "Possibly the same account as {others}: only the platform knows.",
    ),
}
