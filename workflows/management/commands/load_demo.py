"""`manage.py load_demo`: fills an empty register with the demonstration."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from registry.organisation.models import Unit
from workflows.demonstration.actions import load
from workflows.machine import Refused


class Command(BaseCommand):
    help = "Charge la démonstration dans un registre vide. / Loads the demonstration into an empty register."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="ne rien faire, sans un mot, si le registre contient déjà des unités / do nothing, silently, otherwise",
        )

    def handle(self, *, if_empty: bool, **_options: object) -> None:
        if if_empty and Unit.objects.exists():
            return
        try:
            load(timezone.now())
        except Refused as refused:
            raise CommandError(f"{refused.sentence.fr}\n{refused.sentence.en}") from refused
        self.stdout.write("La démonstration est chargée. / The demonstration is loaded.")
