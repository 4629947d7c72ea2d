"""Why another register's feed could not be read, in words: kept as a code, so that each reader has it in their language."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Trouble(TextChoices):
    """What stood in the way the last time."""

    BLOCKED = "blocked", _("Cette adresse n’est pas appelée : il faut https et une adresse publique.")
    UNREACHABLE = "unreachable", _("Le serveur ne répond pas.")
    TOO_SLOW = "too_slow", _("La réponse n’est pas venue à temps ; la suite sera lue la prochaine fois.")
    TOO_LARGE = "too_large", _("La réponse dépasse la taille qui est lue.")
    GONE = "gone", _("Il n’y a plus rien à cette adresse.")
    REFUSED = "refused", _("Le serveur a répondu par une erreur.")
    NOT_XML = "not_xml", _("Ce qui est à cette adresse n’est pas un flux.")
    DECLARED = "declared", _("Ce flux déclare des entités ou un type de document : il n’est pas lu.")
    NOT_ATOM = "not_atom", _("Ce qui est à cette adresse n’est pas un flux Atom.")
    OWN = "own", _("C’est le flux de ce registre.")
    NOT_DECISIONS = "not_decisions", _("Une partie des entrées ne sont pas des décisions que ce registre sait lire.")
    MORE = "more", _("Le flux est long : la suite sera lue la prochaine fois.")


class Unreadable(Exception):
    """What was read is not what it should be; ``trouble`` says how."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
