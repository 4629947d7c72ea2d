"""`manage.py found_register`: the first run of a real register, an institution and the person who will enter the others."""

from argparse import ArgumentParser

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email, validate_slug
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from registry.language import Pair
from registry.organisation.actions import appoint_first_administrator, found_institution
from registry.organisation.models import Unit, User

SLUG_TAKEN = "Une unité porte déjà le nom court {value}. / A unit already has the short name {value}."
EMAIL_TAKEN = "{value} est déjà l’adresse d’une personne du registre. / {value} is already a person’s address here."
BAD_SLUG = "--slug : lettres sans accent, chiffres, tirets. / --slug: plain letters, digits, hyphens."
BAD_EMAIL = "--admin-email : ce n’est pas une adresse. / --admin-email: this is not an address."
NO_NAME = "Les noms ne peuvent pas être vides. / Names cannot be empty."
DONE = (
    "{institution} a son registre ; {name} l’administre. / {institution} has its register; {name} administers it.\n"
    "Mot de passe : ouvrir {reset}, donner {email}, suivre le lien reçu. / "
    "Password: open {reset}, give {email}, follow the link received."
)


class Command(BaseCommand):
    help = "Fonde une institution et sa première administration. / Founds an institution and its first administrator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name-fr", required=True, help="nom de l’institution en français / its name in French")
        parser.add_argument("--name-en", default="", help="le même en anglais / the same in English")
        parser.add_argument("--slug", required=True, help="nom court dans les adresses / short name in addresses")
        parser.add_argument("--admin-name", required=True, help="qui administrera / who will administer")
        parser.add_argument("--admin-email", required=True, help="son adresse / that person’s address")

    def handle(self, **said: str) -> None:
        _require_sound(said)
        now = timezone.now()
        with transaction.atomic(durable=True):
            name = Pair(said["name_fr"].strip(), said["name_en"].strip())
            institution = found_institution(slug=said["slug"], name=name, at=now)
            person = appoint_first_administrator(
                institution, email=said["admin_email"], full_name=said["admin_name"].strip(), at=now
            )
        reset = reverse("account_reset_password")
        self.stdout.write(DONE.format(institution=name.fr, name=person.full_name, reset=reset, email=person.email))


def _require_sound(said: dict[str, str]) -> None:
    """Raise `CommandError` with one clear sentence; nothing has been written yet."""
    if not said["name_fr"].strip() or not said["admin_name"].strip():
        raise CommandError(NO_NAME)
    try:
        validate_slug(said["slug"])
    except ValidationError as error:
        raise CommandError(BAD_SLUG) from error
    try:
        validate_email(said["admin_email"].strip())
    except ValidationError as error:
        raise CommandError(BAD_EMAIL) from error
    if Unit.objects.filter(slug=said["slug"]).exists():
        raise CommandError(SLUG_TAKEN.format(value=said["slug"]))
    if User.objects.filter(email__iexact=said["admin_email"].strip()).exists():
        raise CommandError(EMAIL_TAKEN.format(value=said["admin_email"]))
