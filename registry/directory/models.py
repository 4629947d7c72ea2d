"""What anyone may tell the managers: an account that passes for one of ours."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.directory.verdicts import Verdict
from registry.organisation.models import User


class Report(models.Model):
    """A doubtful account as somebody told it, without asking who; `verdict` is what *verify* answered then, "" if unread."""

    address = models.CharField(max_length=400)
    verdict = models.CharField(max_length=20, blank=True)
    comment = models.TextField(max_length=1000, blank=True)
    received_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["-received_at", "-id"], name="report_open", condition=Q(handled_at=None))]
        constraints = [
            models.CheckConstraint(
                name="report_verdict_known", condition=Q(verdict__in=["", *(verdict.value for verdict in Verdict)])
            ),
            models.CheckConstraint(
                name="report_handled_by_somebody",
                condition=Q(handled_at=None, handled_by=None) | Q(handled_at__isnull=False, handled_by__isnull=False),
                violation_error_message=_("Un signalement est traité par quelqu’un, à un moment."),
            ),
        ]

    def __str__(self) -> str:
        return self.address
