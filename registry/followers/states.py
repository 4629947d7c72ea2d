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


# Which series speaks for an account that has several, in every list, sum and frozen figure: the first of these that it has by
# the day, however new the others are, so that a figure is compared with one of its own kind. Likes count a click, not a reader.
AUDIENCE_FIRST: tuple[str, ...] = (Metric.FOLLOWERS, Metric.SUBSCRIBERS, Metric.MEMBERS, Metric.LIKES)


class Outcome(TextChoices):
    """What came of asking a platform for an account's figure."""

    MEASURED = "measured", _("Relevé")
    UNKNOWN = "unknown", _("Compte introuvable sur la plateforme")
    SUSPENDED = "suspended", _("Compte suspendu par la plateforme")
    HIDDEN = "hidden", _("Nombre caché par le compte")
    NO_TOKEN = "no_token", _("Aucun jeton pour cette plateforme")
    UNAUTHORISED = "unauthorised", _("Jeton refusé")
    FORBIDDEN = "forbidden", _("Lecture interdite par la plateforme")
    TOO_MANY = "too_many", _("Trop de demandes")
    UNAVAILABLE = "unavailable", _("Plateforme indisponible")
    TIMED_OUT = "timed_out", _("Pas de réponse à temps")
    UNREADABLE = "unreadable", _("Réponse illisible")
    TOO_LARGE = "too_large", _("Réponse trop longue")
    REFUSED = "refused", _("Adresse que le registre n’appelle pas")


class NameReply(TextChoices):
    """What a steward said of a new name."""

    RENAMED = "renamed", _("Le même compte, renommé")
    OTHER = "other", _("Un autre compte")


# What may be different in a minute: these are tried again, the others are recorded as they are.
PASSING: tuple[str, ...] = (Outcome.TOO_MANY, Outcome.UNAVAILABLE, Outcome.TIMED_OUT)
# What says that an account may be no more: flagged for its steward, never archived by itself.
LOST: tuple[str, ...] = (Outcome.UNKNOWN, Outcome.SUSPENDED)
# What a platform says of the account itself; every other outcome speaks of the platform or of our way to it.
OF_THE_ACCOUNT: tuple[str, ...] = (Outcome.MEASURED, *LOST, Outcome.HIDDEN)
