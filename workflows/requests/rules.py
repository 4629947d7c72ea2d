"""What a request must hold before it can be submitted: one row per rule. Pure: values in, sentences out."""

from collections.abc import Callable
from dataclasses import dataclass, field

from registry.language import Pair
from workflows.requests.questions import fields, needed
from workflows.requests.states import Kind

# The directive of 2012 counts any other language among litigious content: another one is asked for with its reason.
LANGUAGES = ("fr", "en")
STEWARDS = frozenset({"primary_steward", "backup_steward"})


@dataclass(frozen=True)
class Asked:
    """The facts of a request that the rules look at.

    ``given`` names the fields that say something; ``students`` counts the stewards who study; ``unread`` those who have
    not said that they read the directives in force; ``platform_closed``: the institution opens no page there.
    """

    kind: str
    given: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ()
    primary: int | None = None
    backup: int | None = None
    students: int = 0
    unread: int = 0
    platform_closed: bool = False
    with_students: bool = False
    with_minors: bool = False


@dataclass(frozen=True)
class Check:
    """One rule with its answer; ``field`` is the form field that mends it, ``mend`` says how."""

    field: str
    kept: bool
    sentence: Pair
    mend: Pair


@dataclass(frozen=True)
class Rule:
    """A rule: ``applies`` to which requests, among those whose kind asks for the field; and when it is ``kept``."""

    field: str
    sentence: Pair
    mend: Pair
    kept: Callable[[Asked], bool] | None = None
    applies: Callable[[Asked], bool] = field(default=lambda asked: True)

    def on(self, asked: Asked) -> Check | None:
        """The answer for a request; None where the rule says nothing about it."""
        if self.field not in fields(asked.kind) or not self.applies(asked):
            return None
        if self.kept is None and self.field not in needed(asked.kind):
            return None
        kept = self.field in asked.given if self.kept is None else self.kept(asked)
        return Check(self.field, kept, self.sentence, self.mend)


def _given(name: str) -> Callable[[Asked], bool]:
    return lambda asked: name in asked.given


def _is(*kinds: str) -> Callable[[Asked], bool]:
    return lambda asked: asked.kind in kinds


def _is_not(*kinds: str) -> Callable[[Asked], bool]:
    return lambda asked: asked.kind not in kinds


def _with_students(asked: Asked) -> bool:
    return asked.with_students


def _two_people(asked: Asked) -> bool:
    return asked.primary is not None and asked.backup is not None and asked.primary != asked.backup


# Without `kept`, the field has to say something wherever the kind needs it. In the order of the form.
RULES = (
    Rule(
        "platform",
        Pair("L’institution ouvre des pages sur cette plateforme", "The institution opens pages on this platform"),
        Pair(
            "L’institution n’ouvre plus de page sur cette plateforme : choisissez-en une autre, ou demandez une exception.",
            "The institution no longer opens pages on this platform: choose another one, or ask for an exception.",
        ),
        kept=lambda asked: not asked.platform_closed,
        applies=_is(Kind.OPEN),
    ),
    Rule(
        "about",
        Pair("Le compte dont il s’agit est choisi", "The account in question is chosen"),
        Pair("Choisissez le compte dont il s’agit.", "Choose the account in question."),
    ),
    Rule(
        "about",
        Pair("L’institution est présente sur la plateforme du compte", "The institution is on the account’s platform"),
        Pair(
            "L’institution n’est plus présente sur la plateforme de ce compte : il ne se réactive pas.",
            "The institution is no longer on this account’s platform: it cannot be reactivated.",
        ),
        kept=lambda asked: not asked.platform_closed,
        applies=_is(Kind.REACTIVATE),
    ),
    Rule(
        "to_unit",
        Pair("L’unité qui reçoit le compte est nommée", "The unit that gets the account is named"),
        Pair("Choisissez l’unité qui reçoit le compte.", "Choose the unit that gets the account."),
    ),
    Rule(
        "exception_reason",
        Pair("L’exception est motivée", "The exception has its reason"),
        Pair("Dites pourquoi il faut une exception.", "Say why an exception is needed."),
    ),
    Rule(
        "title",
        Pair("La page a un nom", "The page has a name"),
        Pair("Donnez le nom de la page.", "Give the page’s name."),
    ),
    Rule(
        "wanted_handle",
        Pair("L’adresse de la page est donnée", "The page’s address is given"),
        Pair("Donnez l’adresse de la page qui existe.", "Give the address of the page that exists."),
        applies=_is(Kind.DECLARE),
    ),
    Rule(
        "wanted_handle",
        Pair("Le nouveau nom de compte est donné", "The account’s new name is given"),
        Pair("Donnez le nouveau nom de compte.", "Give the account’s new name."),
        applies=_is(Kind.RENAME),
    ),
    Rule(
        "purpose",
        Pair("L’objet de la page est dit", "The page’s purpose is said"),
        Pair("Dites l’objet de la page.", "Say what the page is for."),
        applies=_is(Kind.OPEN, Kind.DECLARE, Kind.EXCEPTION),
    ),
    Rule(
        "purpose",
        Pair("La raison de la demande est dite", "The reason of the request is said"),
        Pair("Dites la raison de la demande.", "Say why you ask."),
        applies=_is_not(Kind.OPEN, Kind.DECLARE, Kind.EXCEPTION),
    ),
    Rule(
        "audiences",
        Pair("Le public est nommé", "The audience is named"),
        Pair("Choisissez au moins un public.", "Choose at least one audience."),
    ),
    Rule(
        "languages",
        Pair("La langue de publication est choisie", "The language of publication is chosen"),
        Pair("Choisissez au moins une langue.", "Choose at least one language."),
    ),
    Rule(
        "language_reason",
        Pair(
            "Une langue autre que le français ou l’anglais est justifiée",
            "A language other than French or English is justified",
        ),
        Pair(
            "Dites pourquoi une autre langue que le français ou l’anglais.",
            "Say why a language other than French or English.",
        ),
        kept=_given("language_reason"),
        applies=lambda asked: not set(asked.languages) <= set(LANGUAGES),
    ),
    Rule(
        "with_students",
        Pair("Une page pour des mineurs dit comment elle les protège", "A page for minors says how it protects them"),
        Pair(
            "La page s’adresse à des mineurs : cochez cette case et répondez aux questions qui suivent.",
            "The page is for minors: tick this box and answer the questions that follow.",
        ),
        kept=_with_students,
        applies=lambda asked: asked.with_minors,
    ),
    Rule(
        "closed_group",
        Pair("Un groupe d’étudiants ou de mineurs est fermé et privé", "A group of students or minors is closed"),
        Pair(
            "Une page qui s’occupe d’étudiants ou de mineurs est un groupe fermé et privé : cochez la case.",
            "A page that deals with students or minors is a closed, private group: tick the box.",
        ),
        kept=_given("closed_group"),
        applies=_with_students,
    ),
    Rule(
        "consent",
        Pair("Le recueil des consentements est décrit", "How consent is collected is said"),
        Pair("Dites comment les consentements sont recueillis.", "Say how consent is collected."),
        kept=_given("consent"),
        applies=_with_students,
    ),
    Rule(
        "membership",
        Pair("L’entrée et la sortie des membres sont réglées", "How members come and go is settled"),
        Pair("Dites qui entre dans le groupe, et qui en sort.", "Say who joins the group, and who leaves it."),
        kept=_given("membership"),
        applies=_with_students,
    ),
    Rule(
        "content_plan",
        Pair("Les contenus sont prévus", "The content is planned"),
        Pair("Dites ce qui sera publié.", "Say what will be published."),
    ),
    Rule(
        "rhythm",
        Pair("Le rythme de publication est prévu", "The rhythm of publication is planned"),
        Pair("Dites à quel rythme.", "Say how often."),
    ),
    Rule(
        "resources",
        Pair("Les moyens sont prévus", "The means are planned"),
        Pair("Dites avec quels moyens : temps, personnes, matériel.", "Say with what means: time, people, equipment."),
    ),
    Rule(
        "moderation",
        Pair("La modération est prévue", "Moderation is planned"),
        Pair("Dites qui lit les commentaires, et quand.", "Say who reads the comments, and when."),
    ),
    Rule(
        "out_of_hours",
        Pair("Quelqu’un répond hors des heures de bureau", "Somebody answers out of office hours"),
        Pair("Donnez qui joindre hors des heures de bureau.", "Give whom to reach out of office hours."),
    ),
    Rule(
        "primary_steward",
        Pair("Une personne répond de la page", "Somebody answers for the page"),
        Pair("Nommez la personne responsable.", "Name the steward."),
    ),
    Rule(
        "primary_steward",
        Pair("L’une des deux au moins n’est pas étudiante", "At least one of the two is not a student"),
        Pair(
            "L’une des deux personnes au moins ne doit pas être étudiante.",
            "At least one of the two people must not be a student.",
        ),
        kept=lambda asked: asked.students < 2,
        applies=_two_people,
    ),
    Rule(
        "backup_steward",
        Pair("Deux personnes différentes répondent de la page", "Two different people answer for the page"),
        Pair("Nommez deux personnes différentes.", "Name two different people."),
        kept=lambda asked: asked.backup is not None and asked.backup != asked.primary,
        applies=lambda asked: needed(asked.kind) >= STEWARDS or asked.given >= STEWARDS,
    ),
    Rule(
        "backup_steward",
        Pair("La personne à ajouter est nommée", "The person to add is named"),
        Pair("Nommez la personne à ajouter.", "Name the person to add."),
        applies=_is(Kind.ADD_ADMINISTRATOR),
    ),
    Rule(
        "backup_steward",
        Pair("Les personnes nommées ont lu la directive", "The people named have read the directive"),
        Pair(
            "Une personne nommée n’a pas encore dit qu’elle a lu la directive.",
            "A person named has not yet said that they have read the directive.",
        ),
        kept=lambda asked: not asked.unread,
        applies=lambda asked: asked.primary is not None or asked.backup is not None,
    ),
    Rule(
        "recovery_mailbox",
        Pair("Une boîte de l’unité sert à la récupération", "A mailbox of the unit serves for recovery"),
        Pair("Donnez une boîte de l’unité.", "Give a mailbox of the unit."),
    ),
)


def checks(asked: Asked) -> list[Check]:
    """Every rule that bears on the request with whether it keeps it, in the order of the form."""
    return [check for rule in RULES if (check := rule.on(asked))]
