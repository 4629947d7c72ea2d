"""Where a kind of request asks the same field in other words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workflows.requests.states import Kind

LABELS: dict[tuple[str, str], Promise] = {
    (Kind.DECLARE, "wanted_handle"): _("Adresse de la page"),
    (Kind.DECLARE, "purpose"): _("Que dit cette page ?"),
    (Kind.RENAME, "wanted_handle"): _("Nouveau nom de compte"),
    (Kind.RENAME, "purpose"): _("Pourquoi changer de nom ?"),
    (Kind.TRANSFER, "purpose"): _("Pourquoi confier ce compte ?"),
    (Kind.TRANSFER, "primary_steward"): _("Responsable après le transfert"),
    (Kind.TRANSFER, "backup_steward"): _("Seconde personne après le transfert"),
    (Kind.REACTIVATE, "purpose"): _("Pourquoi réactiver ce compte ?"),
    (Kind.CLOSE, "purpose"): _("Pourquoi fermer ce compte ?"),
    (Kind.ADD_ADMINISTRATOR, "purpose"): _("Pourquoi cette personne ?"),
    (Kind.ADD_ADMINISTRATOR, "backup_steward"): _("Personne à ajouter"),
}
# …and where the line under it has to say something else.
HELPS: dict[tuple[str, str], Promise] = {
    (Kind.DECLARE, "wanted_handle"): _("Copiez-la depuis le navigateur : elle sera ramenée à sa forme la plus courte."),
}
# What each kind is for, under its name in the list of kinds.
HELP: dict[str, Promise] = {
    Kind.OPEN: _("La page n’existe pas encore."),
    Kind.DECLARE: _("La page existe, et le registre ne la connaît pas."),
    Kind.RENAME: _("Le compte reste le même, son nom change."),
    Kind.TRANSFER: _("Une autre unité en répondra."),
    Kind.REACTIVATE: _("Il est au registre, en sommeil ou fermé."),
    Kind.CLOSE: _("On n’y publiera plus ; sa fiche dira ce qu’il fut."),
    Kind.ADD_ADMINISTRATOR: _("Une personne de plus a les clés."),
    Kind.EXCEPTION: _("L’institution quitte la plateforme ou n’y ouvre plus rien, et il y a urgence."),
}


def label_of(kind: str, field: str) -> Promise | None:
    """The words of this kind for a field; None where the field's own will do."""
    return LABELS.get((kind, field))


def help_of(kind: str, field: str) -> Promise | None:
    """The line under a field in the words of this kind; None where the field's own will do."""
    return HELPS.get((kind, field))
