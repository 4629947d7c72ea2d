"""What the last night says of the tokens: accounts that were not read for want of one, or because it was refused."""

from collections.abc import Iterable

from django.db.models import Count

from registry.followers.models import Reading, Round
from registry.followers.states import Outcome
from registry.organisation.models import Unit

# What only another token, or another right of it, changes.
OF_THE_TOKEN = (Outcome.NO_TOKEN, Outcome.UNAUTHORISED, Outcome.FORBIDDEN)


def refused(institutions: Iterable[Unit]) -> list[dict]:
    """Rows of ``institution``, ``platform``, ``outcome`` and ``accounts`` of the last night, those with most accounts first."""
    night = Round.objects.order_by("-night").values_list("pk", flat=True).first()
    rows: list[dict] = []
    for institution in institutions:
        readings = Reading.objects.filter(
            round=night, outcome__in=OF_THE_TOKEN, account__unit__path__startswith=institution.path
        )
        counted = readings.values("account__platform__name", "outcome").annotate(accounts=Count("pk"))
        rows += [
            {
                "institution": institution,
                "platform": row["account__platform__name"],
                "outcome": Outcome(row["outcome"]).label,
                "accounts": row["accounts"],
            }
            for row in counted.order_by("-accounts", "account__platform__name", "outcome")
        ]
    return rows
