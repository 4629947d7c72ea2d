"""The words of an account: its standing (what it is to the institution) and its status (how it is)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Standing(TextChoices):
    """What an account is to the institution."""

    OFFICIAL = "official", _("Officiel")
    UNCONFIRMED = "unconfirmed", _("Déclaré, à confirmer")
    AFFILIATED = "affiliated", _("Affilié")
    STUDENT = "student", _("Association étudiante")
    UNOFFICIAL = "unofficial", _("Connu, non officiel")
    IMPOSTOR = "impostor", _("Imposteur")


class Status(TextChoices):
    """How an account is."""

    PLANNED = "planned", _("Prévu")
    ACTIVE = "active", _("Actif")
    DORMANT = "dormant", _("En sommeil")
    CLOSING = "closing", _("En fermeture")
    CLOSED = "closed", _("Fermé")
    LOST = "lost", _("Perdu")
    COMPROMISED = "compromised", _("Compromis")
    TRANSFERRED = "transferred", _("Transféré")


# What the public directory lists; the others are answered by verify alone.
LISTED_STANDINGS = (Standing.OFFICIAL, Standing.AFFILIATED, Standing.STUDENT)
# An account that ended has a permanent page of another kind (its tombstone).
ENDED = (Status.CLOSED, Status.TRANSFERRED)


class ProofKind(TextChoices):
    """What lets the manager say *official* (product's definition)."""

    OFFICIAL_LINK = "official_link", _("Lien depuis une page officielle")
    PROFILE_CODE = "profile_code", _("Code placé dans le profil")
    PLATFORM_VERIFICATION = "platform_verification", _("Vérification par la plateforme")
    OVERRIDE = "override", _("Dérogation à deux personnes")
