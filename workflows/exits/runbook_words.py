"""How each step is done, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.exits.keep_alive_rhythms import CAUTION, LIMITS, Limit
from workflows.exits.states import Step

HOW: dict[str, Promise] = {
    Step.ANNOUNCE: gettext_lazy("Publiez l’annonce sur le site et sur les comptes, avec le lien vers la décision."),
    Step.RECALL: gettext_lazy("Rappelez l’échéance à ceux qui suivent les comptes."),
    Step.PIN_LAST_POST: gettext_lazy("Publiez ce dernier message, puis épinglez-le en tête du compte."),
    Step.CHANGE_BIO: gettext_lazy("Remplacez la présentation du compte par ce texte."),
    Step.STOP_SCHEDULED: gettext_lazy(
        "Videz la file des publications programmées, sur la plateforme et dans les outils de publication."
    ),
    Step.REVOKE_APPS: gettext_lazy(
        "Retirez l’accès des applications tierces et des outils de publication, dans les réglages du compte."
    ),
    Step.EXPORT_ARCHIVE: gettext_lazy(
        "Demandez l’archive des données à la plateforme, conservez-la, puis notez son empreinte SHA-256 et son emplacement."
    ),
    Step.KEEP_ALIVE: gettext_lazy(
        "Connectez-vous au compte, sans rien publier, pour que la plateforme ne le tienne pas pour abandonné."
    ),
    Step.LOOK_BACK: gettext_lazy("Comparez ce qui était attendu à ce qui a été observé, et dites ce qui en suit."),
}


def limit_of(platform: str) -> Limit | None:
    """What the platform (its slug) says of accounts without a log-in."""
    return LIMITS.get(platform)


def rhythm(platform: str) -> str:
    """How often one must log in there, and who says so."""
    limit = limit_of(platform)
    if limit:
        return _("La plateforme l’annonce : au plus {days} jours sans connexion.").format(days=limit.days)
    return _("La plateforme n’annonce pas de délai : tous les {days} jours, par prudence du registre.").format(
        days=CAUTION
    )
