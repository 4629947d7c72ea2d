"""The words of a measurement: what is counted, how it was read, why one is doubted, and what became of a doubt."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Metric(TextChoices):
    """What the platform counts; an account can have several, each with a series of its own."""

    FOLLOWERS = "followers", _("Abonnés")
    SUBSCRIBERS = "subscribers", _("Abonnés de la chaîne")
    MEMBERS = "members", _("Membres")
    LIKES = "likes", _("Mentions J’aime")


class Method(TextChoices):
    """How the figure reached the register."""

    HAND = "hand", _("Lu par une personne")
    FILE = "file", _("Repris d’un fichier")
    API = "api", _("Relevé par le registre")
    PROGRAM = "program", _("Envoyé par un programme")
    ANNOUNCED = "announced", _("Annoncé")
    ESTIMATE = "estimate", _("Estimé")


class Doubt(TextChoices):
    """Why a figure asks for a yes before it counts."""

    ROSE = "rose", _("Hausse hors de l’allure du compte")
    FELL = "fell", _("Baisse hors de l’allure du compte")
    ZERO = "zero", _("Zéro pour un compte qui avait des abonnés")
    OUT_OF_ORDER = "out_of_order", _("Valeur qui ne va pas à sa date")
    ENDED = "ended", _("Compte fermé à cette date")
    OTHER_FIGURE = "other_figure", _("Autre valeur déjà relevée ce jour-là")
    FILE_FELL = "file_fell", _("Tout le fichier baisse d’un coup")
    FILE_DATE = "file_date", _("Tout le relevé semble daté d’une autre année")


class Reply(TextChoices):
    """What somebody said of a doubted figure."""

    KEPT = "kept", _("Gardée")
    REFUSED = "refused", _("Écartée")


# What is summed when an account has several series: the audience before the likes, which count a click and not a reader.
AUDIENCE_FIRST: tuple[str, ...] = (Metric.FOLLOWERS, Metric.SUBSCRIBERS, Metric.MEMBERS, Metric.LIKES)
