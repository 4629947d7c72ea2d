"""A file that waits between its upload and its application, and the report that stays afterwards."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.organisation.models import Unit, User
from registry.transfer.reading import Table

# How long the rows of a file wait to be applied.
KEPT = timedelta(days=7)


class State(models.TextChoices):
    """How far a file has come; its rows are kept only while it is planned."""

    PLANNED = "planned", _("À appliquer")
    APPLIED = "applied", _("Appliqué")
    EXPIRED = "expired", _("Effacé")


class Content(models.TextChoices):
    """What a file brings: accounts, or figures of accounts."""

    ACCOUNTS = "accounts", _("Comptes")
    FIGURES = "figures", _("Relevés")


class ImportFileQuerySet(models.QuerySet):
    """The one scope of these files."""

    def visible_to(self, user: User, content: str = Content.ACCOUNTS) -> "ImportFileQuerySet":
        """The files that this person brought: a file names people and accounts that nobody has checked yet."""
        return self.filter(owner=user, content=content)

    def stale(self, at: datetime) -> "ImportFileQuerySet":
        """The files that waited too long."""
        return self.filter(state=State.PLANNED, uploaded_at__lt=at - KEPT)


class ImportFile(models.Model):
    """A list as it was uploaded: the rows of its tables, cells untouched, until it is applied or expires.

    `content` is what it brings; `dates` is the order that the person gave for days of figures, "" when the file tells it.
    `unit` is the one unit for all rows, or empty: each row's own. `report` has the counts (`counts`), how the columns were
    read (`columns`) and what was not simply taken (`lines`); it is written when the file is applied.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    institution = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    uploaded_at = models.DateTimeField()
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    content = models.CharField(max_length=10, choices=Content, default=Content.ACCOUNTS)
    dates = models.CharField(max_length=5, blank=True)
    tables = models.JSONField(default=list)
    state = models.CharField(max_length=20, choices=State, default=State.PLANNED)
    applied_at = models.DateTimeField(null=True, blank=True)
    report = models.JSONField(default=dict)

    objects = ImportFileQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "pk"]
        constraints = [
            models.CheckConstraint(name="import_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="import_content_known", condition=Q(content__in=Content.values)),
            models.CheckConstraint(
                name="import_rows_erased_once_done", condition=Q(state=State.PLANNED) | Q(tables=[])
            ),
            models.CheckConstraint(
                name="import_applied_at_known",
                condition=Q(state=State.APPLIED, applied_at__isnull=False)
                | (~Q(state=State.APPLIED) & Q(applied_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_stale(self, at: datetime) -> bool:
        """Whether the file waited too long, whether or not its rows are erased yet."""
        return self.uploaded_at < at - KEPT

    def read_tables(self) -> list[Table]:
        """The tables as they were read; none once the file is applied or has expired."""
        return [Table(each["name"], [(line, cells) for line, cells in each["rows"]]) for each in self.tables]
