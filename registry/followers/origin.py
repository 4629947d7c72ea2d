"""Where a public figure comes from, in a sentence that names nobody."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.followers.states import Method

ORIGINS: dict[str, Promise] = {
    Method.HAND: _("Une personne de l’institution l’a lu."),
    Method.FILE: _("Il vient d’un fichier de l’institution."),
    Method.API: _("Le registre l’a demandé à la plateforme."),
    Method.PROGRAM: _("Un programme de l’institution l’a envoyé."),
    Method.ANNOUNCED: _("L’institution l’a annoncé ; le registre ne l’a pas compté."),
    Method.ESTIMATE: _("C’est une estimation ; le registre ne l’a pas compté."),
}
