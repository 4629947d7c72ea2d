"""The writes of this slice: the whole demonstration, or nothing."""

from datetime import datetime

from django.db import transaction

from registry.organisation.actions import give_password
from registry.organisation.models import Unit
from workflows.demonstration import accounts, asked, departure, directive, palaiseau, peers
from workflows.demonstration.calendar import Calendar
from workflows.demonstration.cast import PASSWORD, Cast, gather
from workflows.machine import Refused


def load(now: datetime) -> Cast:
    """Fill an empty register with the story that leads up to ``now``. Raises `Refused` when it is not empty."""
    with transaction.atomic(durable=True):
        if Unit.objects.exists():
            raise Refused(
                "Le registre contient déjà des unités : la démonstration ne se charge que dans un registre vide.",
                "The register already holds units: the demonstration only loads into an empty register.",
            )
        cast = gather(Calendar(now))
        directive.have_read(cast, directive.publish(cast))
        directive.enter_accounts(cast)
        palaiseau.record(cast)
        peers.record_all(cast)
        departure.decide(cast, accounts.enter(cast))
        asked.ask_all(cast)
        give_password(cast.people.values(), PASSWORD)
    return cast
