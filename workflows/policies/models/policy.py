"""A policy, its versions, and who has read them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from registry.language import here
from registry.organisation.models import Unit, User
from registry.partial_dates import PATTERN
from registry.platforms.models import PARTIAL_DATE


class Policy(models.Model):
    """A directive of one institution; its text lives in its versions."""

    institution = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="policies")
    slug = models.SlugField(max_length=80, unique=True)
    title_fr = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)

    class Meta:
        ordering = ["title_fr", "pk"]
        verbose_name_plural = "policies"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The public page of the version in force."""
        return reverse("policies:detail", args=[self.slug])

    @property
    def title(self) -> str:
        """The title in the active language."""
        return here(self, "title")


class PolicyVersion(models.Model):
    """One dated text of a policy: who adopted it, by which resolution, since when it holds."""

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    adopted_on = models.CharField(**PARTIAL_DATE)
    in_force_on = models.CharField(**PARTIAL_DATE)
    adopted_by = models.CharField(max_length=200)
    resolution = models.CharField(max_length=80, blank=True)
    responsible_fr = models.CharField(max_length=200, blank=True)
    responsible_en = models.CharField(max_length=200, blank=True)
    body_fr = models.TextField()
    body_en = models.TextField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="policy_version_once"),
            models.CheckConstraint(
                name="policy_dates_partial",
                condition=Q(adopted_on__regex=PATTERN) & Q(in_force_on__regex=PATTERN),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.policy} · {self.number}"

    @property
    def body(self) -> str:
        """The text in the active language: paragraphs and "- " lists, no markup."""
        return here(self, "body")

    @property
    def responsible(self) -> str:
        """Who answers for it, in the active language."""
        return here(self, "responsible")


class Acknowledgement(models.Model):
    """A person's "I have read it", of one version; it is never withdrawn, a new version asks for a new one."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="acknowledgements")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="acknowledgements")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["version", "user"], name="acknowledged_once")]

    def __str__(self) -> str:
        return f"{self.version} · {self.user_id}"
