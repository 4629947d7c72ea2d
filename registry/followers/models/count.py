"""One measurement per account, metric and day; an earlier one of the same day stays readable behind it."""

from datetime import date

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from registry.accounts.models import Account
from registry.followers.states import AUDIENCE_FIRST, Method, Metric
from registry.organisation.models import User

# The place of a figure's series in `AUDIENCE_FIRST`: the least is the one that speaks for the account.
AUDIENCE_RANK = Case(*(When(metric=metric, then=Value(rank)) for rank, metric in enumerate(AUDIENCE_FIRST)))


class FollowerCountQuerySet(models.QuerySet):
    """The reads of figures."""

    def latest_by(self, day: date) -> "FollowerCountQuerySet":
        """The last measurement of each account on or before ``day``, of its first series by `AUDIENCE_FIRST`."""
        return self.filter(day__lte=day).order_by("account_id", AUDIENCE_RANK, "-day", "-pk").distinct("account_id")


class CurrentCounts(models.Manager.from_queryset(FollowerCountQuerySet)):
    """The figures that count; a superseded one has to be asked for by name."""

    def get_queryset(self) -> FollowerCountQuerySet:
        """Without those that a later figure of the same day superseded."""
        return super().get_queryset().filter(replaced_at=None)


class FollowerCount(models.Model):
    """How many followed an account on a day (``value``, of ``metric``), and where the figure comes from.

    ``source`` is an address or words that lead back to it; nobody entered what a collector read. ``replaced_at`` is set
    once a later figure of that day took its place, with the reason.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="follower_counts")
    day = models.DateField()
    metric = models.CharField(max_length=12, choices=Metric, default=Metric.FOLLOWERS)
    value = models.BigIntegerField()
    is_exact = models.BooleanField(default=True)
    method = models.CharField(max_length=10, choices=Method, default=Method.HAND)
    source = models.CharField(max_length=300)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    entered_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)
    replaced_because = models.CharField(max_length=300, blank=True)

    objects = CurrentCounts()
    with_replaced = FollowerCountQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "metric", "day"],
                condition=Q(replaced_at=None),
                name="one_count_per_day",
                violation_error_message=_("Ce compte a déjà un relevé à cette date."),
            ),
            models.CheckConstraint(name="count_not_negative", condition=Q(value__gte=0)),
            models.CheckConstraint(name="count_metric_known", condition=Q(metric__in=Metric.values)),
            models.CheckConstraint(name="count_method_known", condition=Q(method__in=Method.values)),
            models.CheckConstraint(
                name="count_entered_by_somebody", condition=Q(entered_by__isnull=False) | Q(method=Method.API)
            ),
            models.CheckConstraint(
                name="count_replaced_with_a_reason",
                condition=Q(replaced_at=None, replaced_because="")
                | (Q(replaced_at__isnull=False) & ~Q(replaced_because="")),
            ),
            models.CheckConstraint(
                name="count_replaced_afterwards", condition=Q(replaced_at=None) | Q(replaced_at__gte=F("entered_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} · {self.day} · {self.metric} {self.value}"
