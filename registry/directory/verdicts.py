"""What *verify* answers: one table standing × status → verdict, and the words of each. Pure."""

from enum import StrEnum

from registry import wording
from registry.accounts.status import Standing, Status
from registry.language import Pair


class Verdict(StrEnum):
    """The answers; the value is what the API gives and what the look draws."""

    OFFICIAL = "official"
    DORMANT = "dormant"
    FORMER = "former"
    LOST = "lost"
    UNCONFIRMED = "unconfirmed"
    AFFILIATED = "affiliated"
    UNOFFICIAL = "unofficial"
    IMPOSTOR = "impostor"
    UNKNOWN = "unknown"


_O, _D, _F, _L = Verdict.OFFICIAL, Verdict.DORMANT, Verdict.FORMER, Verdict.LOST
_C, _A, _K, _I, _U = (
    Verdict.UNCONFIRMED,
    Verdict.AFFILIATED,
    Verdict.UNOFFICIAL,
    Verdict.IMPOSTOR,
    Verdict.UNKNOWN,
)
COLUMNS = (
    *(Status.PLANNED, Status.ACTIVE, Status.DORMANT, Status.CLOSING),
    *(Status.CLOSED, Status.LOST, Status.COMPROMISED, Status.TRANSFERRED),
)
# A planned account is nobody's business yet. An impostor stays one whatever happens: the warning is never taken back by
# a status, and a name that we planned may be taken by somebody else first.
ROWS: dict[Standing, tuple[Verdict, ...]] = {
    #                       planned act dorm cl-g clsd lost comp trans
    Standing.OFFICIAL:     (_U, _O, _D, _O, _F, _L, _L, _F),
    Standing.UNCONFIRMED:  (_U, _C, _C, _C, _C, _C, _C, _C),
    Standing.AFFILIATED:   (_U, _A, _A, _A, _A, _A, _A, _A),
    Standing.STUDENT:      (_U, _A, _A, _A, _A, _A, _A, _A),
    Standing.UNOFFICIAL:   (_U, _K, _K, _K, _K, _K, _K, _K),
    Standing.IMPOSTOR:     (_I, _I, _I, _I, _I, _I, _I, _I),
}  # fmt: skip
TABLE: dict[tuple[str, str], Verdict] = {
    (standing, status): verdict for standing, row in ROWS.items() for status, verdict in zip(COLUMNS, row, strict=True)
}

# The answers about accounts that the public directory lists: only these say more than the address.
LISTED = frozenset({Verdict.OFFICIAL, Verdict.DORMANT, Verdict.FORMER, Verdict.LOST, Verdict.AFFILIATED})

# The answer about a name that an account has left, by the verdict on the account as it is now. Not told where missing: the
# directory does not list that account.
RENAMED: dict[Verdict, Verdict] = {
    Verdict.OFFICIAL: Verdict.FORMER,
    Verdict.DORMANT: Verdict.FORMER,
    Verdict.FORMER: Verdict.FORMER,
    Verdict.LOST: Verdict.FORMER,
    Verdict.AFFILIATED: Verdict.UNKNOWN,
    Verdict.IMPOSTOR: Verdict.IMPOSTOR,
}

LABELS: dict[Verdict, Pair] = {
    Verdict.OFFICIAL: Pair("Officiel", "Official"),
    Verdict.DORMANT: Pair("Officiel, en sommeil", "Official, dormant"),
    Verdict.FORMER: Pair("Officiel autrefois", "Formerly official"),
    Verdict.LOST: Pair("Officiel, mais hors de contrôle", "Official, but out of our hands"),
    Verdict.UNCONFIRMED: Pair("Déclaré, pas encore confirmé", "Declared, not yet confirmed"),
    Verdict.AFFILIATED: Pair("Affilié, non officiel", "Affiliated, not official"),
    Verdict.UNOFFICIAL: Pair("Connu, non officiel", "Known, not official"),
    Verdict.IMPOSTOR: Pair("Imposteur connu", "Known impostor"),
    Verdict.UNKNOWN: Pair("Inconnu ici", "Unknown here"),
}

SENTENCES: dict[Verdict, Pair] = {
    Verdict.OFFICIAL: Pair(
        "Ce compte est celui de l’institution : elle y parle en son nom.",
        "This account is the institution’s: it speaks there in its own name.",
    ),
    Verdict.DORMANT: Pair(
        "Ce compte est à l’institution, qui n’y publie plus, sauf exception.",
        "This account is the institution’s, which no longer posts there, save by exception.",
    ),
    Verdict.FORMER: Pair(
        "Ce compte n’engage plus l’institution. Ce qui y paraît depuis n’est pas d’elle.",
        "This account no longer speaks for the institution. Whatever appears there since is not its own.",
    ),
    Verdict.LOST: Pair(
        "Ce compte est celui de l’institution, mais d’autres qu’elle peuvent y publier. "
        "Ne vous fiez pas à ce qui y paraît et n’y répondez pas.",
        "This account is the institution’s, but others may be posting there. "
        "Do not trust what appears on it and do not reply.",
    ),
    Verdict.UNCONFIRMED: Pair(
        "Ce compte a été déclaré au registre, mais rien ne prouve encore qu’il est celui de l’institution. "
        "Ne le tenez pas pour officiel.",
        "This account was declared to the register, but nothing shows yet that it is the institution’s. "
        "Do not take it for official.",
    ),
    Verdict.AFFILIATED: Pair(
        "Ce compte est tenu par un organisme lié à l’institution. Il parle en son propre nom.",
        "This account is held by a body tied to the institution. It speaks in its own name.",
    ),
    Verdict.UNOFFICIAL: Pair(
        "Le registre connaît ce compte : il n’est pas celui de l’institution et ne parle pas pour elle.",
        "The register knows this account: it is not the institution’s and does not speak for it.",
    ),
    Verdict.IMPOSTOR: Pair(
        "N’y écrivez pas et n’y payez rien : ce compte se fait passer pour l’institution.",
        "Do not write to it and do not pay anything there: this account pretends to be the institution.",
    ),
    Verdict.UNKNOWN: Pair(
        "Le registre n’a pas ce compte. Cela ne prouve ni qu’il est faux, ni qu’il est vrai.",
        "The register does not have this account. That proves neither that it is false nor that it is genuine.",
    ),
}

RENAMED_SENTENCE = Pair(
    "Le compte qui portait ce nom en a changé. Ce qui paraît depuis sous l’ancien nom n’est pas de lui.",
    "The account that had this name was renamed. Whatever appears under the old name since is not its own.",
)

STUDENT = Pair(
    "Ce compte est tenu par une association étudiante. Elle parle en son nom, pas en celui de l’institution.",
    "This account is held by a student association. It speaks in its own name, not in the institution’s.",
)

# Said after the sentence where the verdict alone does not say how the account is.
STATUS_NOTES: dict[str, Pair] = {
    Status.DORMANT: Pair("Rien n’y est plus publié.", "Nothing is posted there any more."),
    Status.CLOSING: Pair("Il va fermer.", "It is about to close."),
    Status.CLOSED: Pair("Il est fermé.", "It is closed."),
    Status.LOST: Pair("L’accès en est perdu.", "Access to it has been lost."),
    Status.COMPROMISED: Pair("Il a été piraté.", "It has been hacked."),
    Status.TRANSFERRED: Pair("Il a été remis à d’autres.", "It has been handed over to others."),
}
_SAID_ALREADY = {(Verdict.DORMANT, Status.DORMANT)}

# French says "jusqu’au 30 juin", "jusqu’en juin", "jusqu’en 2025": by the length of the partial date.
_UNTIL = {4: Pair("en {date}", "{date}"), 7: Pair("en {date}", "{date}"), 10: Pair("au {date}", "{date}")}


def verdict_of(standing: str, status: str) -> Verdict:
    """The answer about an account of the register; every pair has one."""
    return TABLE[standing, status]


def label_of(verdict: Verdict, until: str = "") -> Pair:
    """The verdict in a few words; ``until`` (partial date) says when a former account stopped being official."""
    if verdict != Verdict.FORMER or not until:
        return LABELS[verdict]
    date = Pair(wording.partial_date(until, "fr"), wording.partial_date(until, "en"))
    return Pair("Officiel jusqu’{until}", "Official until {until}").format(until=_UNTIL[len(until)].format(date=date))


def sentence_of(verdict: Verdict, standing: str = "", status: str = "") -> Pair:
    """What the verdict means, and what the status adds to it where the label does not say it."""
    sentence = STUDENT if verdict == Verdict.AFFILIATED and standing == Standing.STUDENT else SENTENCES[verdict]
    note = STATUS_NOTES.get(status)
    if not note or (verdict, status) in _SAID_ALREADY:
        return sentence
    return Pair(f"{sentence.fr} {note.fr}", f"{sentence.en} {note.en}")
