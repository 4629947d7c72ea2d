"""`manage.py verify ADDRESS…`: one JSON line for each address, the same answer as the API's."""

import json
from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand

from registry.directory.said import said
from registry.directory.verify import verify_all


class Command(BaseCommand):
    help = "Répond sur chaque adresse, une ligne JSON pour chacune. / Answers about each address, one JSON line each."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("addresses", nargs="+", metavar="ADDRESS")

    def handle(self, *, addresses: list[str], **_said: object) -> None:
        for address in addresses:
            for answer in verify_all([address]).all:
                self.stdout.write(json.dumps(said(answer, settings.SITE_URL), ensure_ascii=False))
