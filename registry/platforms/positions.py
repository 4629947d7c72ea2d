"""The words for where an institution stands on a platform."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Position(TextChoices):
    """Where an institution stands on a platform."""

    ACTIVE = "active", _("Active")
    RESTRICTED = "restricted", _("Pas de nouveau compte")
    EVALUATING = "evaluating", _("En discussion")
    SUSPENDED = "suspended", _("Activité suspendue")
    DORMANT = "dormant", _("En sommeil")
    ARCHIVED = "archived", _("Comptes gardés en archive")
    REDIRECT_ONLY = "redirect_only", _("Renvoi vers d’autres canaux")
    EMERGENCY_ONLY = "emergency_only", _("Urgences seulement")
    LEFT = "left", _("Quittée")
    DELETED = "deleted", _("Comptes supprimés")
    SILENT = "silent", _("Silencieuse, sans annonce")
    STAYING = "staying", _("Reste active")


# Where no new account may be asked for.
CLOSED_POSITIONS = frozenset(
    {
        Position.RESTRICTED,
        Position.SUSPENDED,
        Position.DORMANT,
        Position.ARCHIVED,
        Position.REDIRECT_ONLY,
        Position.EMERGENCY_ONLY,
        Position.LEFT,
        Position.DELETED,
    }
)
