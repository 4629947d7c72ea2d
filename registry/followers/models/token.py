"""The institution's own keys to platforms, and how often each may be used."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.organisation.models import Unit, User
from registry.platforms.models import Platform


class PlatformToken(models.Model):
    """An institution's token for a platform's API, sealed (`vault`); it is written once and never shown again.

    ``works_until`` is the day on which the platform ends it, when known. A revoked one keeps its row without its secret.
    """

    institution = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="+")
    sealed = models.TextField()
    put_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    put_at = models.DateTimeField()
    works_until = models.DateField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["platform", "-put_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "platform"],
                condition=Q(revoked_at=None),
                name="one_token_per_platform",
                violation_error_message=_("Cette plateforme a déjà un jeton : retirez-le d’abord."),
            ),
            models.CheckConstraint(
                name="token_revoked_without_its_secret",
                condition=Q(revoked_at=None, revoked_by=None) & ~Q(sealed="")
                | Q(revoked_at__isnull=False, revoked_by__isnull=False, sealed=""),
            ),
        ]

    def __str__(self) -> str:
        return self.platform.name


class Allowance(models.Model):
    """When an API may be called next: ``key`` names the host and the token's number, ``next_at`` is the first free moment.

    ``closed_until`` is what the platform asked for with a 429; nobody calls before.
    """

    key = models.CharField(max_length=200, unique=True)
    next_at = models.DateTimeField()
    closed_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key
