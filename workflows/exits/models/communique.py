"""What was said of a decision in public."""

from django.db import models
from django.db.models import Q

from registry.organisation.models import User
from workflows.exits.models.decision import ExitDecision


class Communique(models.Model):
    """One version of what was announced, in French and English, with where it was put and the copy that is kept.

    ``archived`` is the copy as it was read (bytes of at most 1 MB) and ``sha256`` its digest; empty when none was taken.
    """

    decision = models.ForeignKey(ExitDecision, on_delete=models.PROTECT, related_name="communiques")
    version = models.PositiveIntegerField()
    text_fr = models.TextField()
    text_en = models.TextField(blank=True)
    address = models.URLField(max_length=400, blank=True)
    archived = models.BinaryField(blank=True, default=bytes)
    archived_type = models.CharField(max_length=80, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "version"], name="communique_version_once"),
            models.CheckConstraint(
                name="archived_copy_has_its_digest",
                condition=Q(sha256="", archived_at=None) | (~Q(sha256="") & Q(archived_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} · {self.version}"
