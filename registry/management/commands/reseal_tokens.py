"""`manage.py reseal_tokens`: every kept token of a platform under the first key of CARREFOUR_TOKEN_KEYS."""

from django.core.management.base import BaseCommand, CommandError

from registry.followers.tokens import reseal_tokens
from registry.followers.vault import NoKeys


class Command(BaseCommand):
    help = (
        "Scelle tous les jetons sous la première clé de CARREFOUR_TOKEN_KEYS. / "
        "Seals every token under the first key of CARREFOUR_TOKEN_KEYS."
    )

    def handle(self, **_said: object) -> None:
        try:
            done, closed = reseal_tokens()
        except NoKeys:
            raise CommandError("CARREFOUR_TOKEN_KEYS ?") from None
        self.stdout.write(f"Jetons scellés : {done} / Tokens sealed: {done}")
        if closed:
            numbers = ", ".join(map(str, closed))
            raise CommandError(f"Aucune clé ne les ouvre : {numbers} / No key opens them: {numbers}")
