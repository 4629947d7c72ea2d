"""The tabs of the queue: the word of the address, and what people read."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

QUEUE_TABS: dict[str, Promise] = {
    "waiting": _("À traiter"),
    "mine": _("Pris par moi"),
    "unassigned": _("Sans personne"),
    "late": _("En retard"),
    "endorse": _("À avaliser"),
    "review": _("À examiner"),
    "decide": _("À décider"),
    "consent": _("Consentement"),
    "prove": _("À prouver"),
    "department": _("Chez l’unité"),
    "answered": _("Répondues"),
}
