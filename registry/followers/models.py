"""One measurement per account and day."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.accounts.models import Account
from registry.organisation.models import User


class FollowerCountQuerySet(models.QuerySet):
    """The reads of figures."""

    def latest_by(self, day: date) -> "FollowerCountQuerySet":
        """The last measurement of each account on or before ``day``."""
        return self.filter(day__lte=day).order_by("account_id", "-day", "-pk").distinct("account_id")


class FollowerCount(models.Model):
    """How many followers an account had on a day, and where the figure comes from."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="follower_counts")
    day = models.DateField()
    value = models.BigIntegerField()
    is_exact = models.BooleanField(default=True)
    source = models.CharField(max_length=300)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = FollowerCountQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "day"],
                name="one_count_per_day",
                violation_error_message=_("Ce compte a déjà un relevé à cette date."),
            ),
            models.CheckConstraint(name="count_not_negative", condition=Q(value__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.day} · {self.value}"
