"""Figures that ask for a yes: kept apart, so that none is silently stored and none silently dropped."""

from django.db import models
from django.db.models import Q

from registry.accounts.models import Account
from registry.followers.models.count import FollowerCount
from registry.followers.states import Doubt, Method, Metric, Reply
from registry.organisation.models import Unit, User


class CountFile(models.Model):
    """A file of figures as it was brought: what it held, row by row, is in the figures and the questions that name it."""

    institution = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    brought_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    refused = models.JSONField(default=list)

    class Meta:
        ordering = ["-brought_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class QuestionedCount(models.Model):
    """A figure that did not go in: why it is doubted, beside what, and what somebody said of it.

    ``facts`` are the numbers that the question shows (the figure before, the pace, a year that would fit); ``snapshot``
    gathers those of one file and day that are answered together.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="questioned_counts")
    day = models.DateField()
    metric = models.CharField(max_length=12, choices=Metric)
    value = models.BigIntegerField()
    is_exact = models.BooleanField(default=True)
    method = models.CharField(max_length=10, choices=Method)
    source = models.CharField(max_length=300)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    entered_at = models.DateTimeField()
    doubt = models.CharField(max_length=20, choices=Doubt)
    facts = models.JSONField(default=dict)
    file = models.ForeignKey(CountFile, on_delete=models.PROTECT, null=True, blank=True, related_name="questions")
    snapshot = models.CharField(max_length=40, blank=True)
    reply = models.CharField(max_length=10, choices=Reply, blank=True)
    replied_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    count = models.OneToOneField(
        FollowerCount, on_delete=models.PROTECT, null=True, blank=True, related_name="question"
    )

    class Meta:
        ordering = ["-entered_at", "-pk"]
        indexes = [models.Index(fields=["account", "-day"], name="questions_open", condition=Q(reply=""))]
        constraints = [
            models.CheckConstraint(name="question_not_negative", condition=Q(value__gte=0)),
            models.CheckConstraint(name="question_doubt_known", condition=Q(doubt__in=Doubt.values)),
            models.CheckConstraint(
                name="question_answered_by_somebody",
                condition=Q(reply="", replied_by=None, replied_at=None, count=None)
                | Q(reply=Reply.KEPT, replied_by__isnull=False, replied_at__isnull=False, count__isnull=False)
                | Q(reply=Reply.REFUSED, replied_by__isnull=False, replied_at__isnull=False, count=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} · {self.day} · {self.value} ?"
