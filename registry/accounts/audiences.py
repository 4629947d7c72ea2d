"""Whom an account speaks to: the coded publics by which accounts and requests are compared."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    """A public of an institution."""

    FUTURE_STUDENTS = "future_students", _("Futurs étudiants et leurs familles")
    STUDENTS = "students", _("Étudiants")
    MINORS = "minors", _("Élèves mineurs")
    STAFF = "staff", _("Personnel")
    ALUMNI = "alumni", _("Anciens")
    RESEARCH = "research", _("Monde de la recherche")
    COMPANIES = "companies", _("Entreprises et partenaires")
    DONORS = "donors", _("Donateurs")
    PRESS = "press", _("Presse")
    PUBLIC = "public", _("Grand public")
