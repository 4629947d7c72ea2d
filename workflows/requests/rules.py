"""What a request must hold before it can be submitted. Pure: values in, sentences out."""

from dataclasses import dataclass

from registry.language import Pair

# The directive of 2012 counts any other language among litigious content.
LANGUAGES = ("fr", "en")


@dataclass(frozen=True)
class Asked:
    """The facts of a request that the rules look at."""

    purpose: str
    audience: str
    languages: tuple[str, ...]
    primary: int | None
    backup: int | None
    students: int
    mailbox: str
    platform_closed: bool


@dataclass(frozen=True)
class Check:
    """One rule with its answer; ``field`` is the form field that mends it."""

    field: str
    kept: bool
    sentence: Pair


def checks(asked: Asked) -> list[Check]:
    """Every rule with whether the request keeps it, in the order of the form."""
    both = asked.primary is not None and asked.backup is not None
    return [
        Check(
            "platform",
            not asked.platform_closed,
            Pair("L’institution ouvre des pages sur cette plateforme", "The institution opens pages on this platform"),
        ),
        Check("purpose", bool(asked.purpose.strip()), Pair("L’objet de la page est dit", "The page’s purpose is said")),
        Check("audience", bool(asked.audience.strip()), Pair("Le public est nommé", "The audience is named")),
        Check(
            "languages",
            bool(asked.languages) and set(asked.languages) <= set(LANGUAGES),
            Pair(
                "La page est en français, en anglais ou dans les deux", "The page is in French, in English or in both"
            ),
        ),
        Check(
            "backup_steward",
            both and asked.primary != asked.backup,
            Pair("Deux personnes différentes répondent de la page", "Two different people answer for the page"),
        ),
        Check(
            "primary_steward",
            not both or asked.students < 2,
            Pair("L’une des deux au moins n’est pas étudiante", "At least one of the two is not a student"),
        ),
        Check(
            "recovery_mailbox",
            bool(asked.mailbox.strip()),
            Pair("Une boîte de l’unité sert à la récupération", "A mailbox of the unit serves for recovery"),
        ),
    ]
