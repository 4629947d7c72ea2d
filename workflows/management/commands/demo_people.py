"""`manage.py demo_people`: who can sign in to the demonstration, one person per role."""

from django.core.management.base import BaseCommand

from workflows.demonstration.cast import PASSWORD
from workflows.demonstration.queries import people_by_role


class Command(BaseCommand):
    help = (
        "Une personne par rôle, avec son adresse et son mot de passe. / One person per role, with address and password."
    )

    def handle(self, **_options: object) -> None:
        people = people_by_role()
        if not people:
            self.stdout.write("Aucune personne de démonstration ici. / No demonstration people here.")
            return
        wide = max(len(role) for role, _email in people)
        self.stdout.write(f"Mot de passe / password: {PASSWORD}")
        for role, email in people:
            self.stdout.write(f"  {role:<{wide}}  {email}")
