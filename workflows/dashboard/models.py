"""Sums of the presence as they were on a day, kept until something changes them."""

from django.db import models
from django.db.models import F, Q

from registry.organisation.models import Unit


class Tally(models.Model):
    """The accounts of a unit and of those below it, counted as of a day: ``sums`` is dimension → key → `counting.Sum`.

    ``since`` is the day that ``as_of`` is compared with, or the same day. Nothing here is said first: a row can be thrown
    away at any time (`staleness`) and is counted anew. No foreign key is checked, since checking one locks the unit's row,
    for which a writer may wait who is waited for (`actions.keep`).
    """

    institution = models.ForeignKey(
        Unit, on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False)
    as_of = models.DateField()
    since = models.DateField()
    sums = models.JSONField()
    counted_at = models.DateTimeField()

    class Meta:
        ordering = ["unit", "as_of", "since"]
        indexes = [models.Index(fields=["institution", "as_of"], name="tally_of_institution")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "as_of", "since"], name="tally_once"),
            models.CheckConstraint(name="tally_days_in_order", condition=Q(since__lte=F("as_of"))),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} · {self.since} → {self.as_of}"
