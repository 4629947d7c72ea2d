"""What the department's side adds to a request: who wrote what, files, and the accounts that could serve instead."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.accounts.models import Account
from registry.organisation.models import User
from workflows.requests.file_kinds import LARGEST_FILE
from workflows.requests.models.page_request import PageRequest


class Contribution(models.Model):
    """What the request said at one version and who wrote it: whoever wrote can neither endorse nor decide.

    ``round`` is the submission that it prepared, counted from 1.
    """

    page_request = models.ForeignKey(PageRequest, on_delete=models.PROTECT, related_name="contributions")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField()
    round = models.PositiveIntegerField(default=1)
    content = models.JSONField()

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["page_request", "version"], name="contribution_once")]

    def __str__(self) -> str:
        return f"{self.page_request_id} v{self.version}"


class Attachment(models.Model):
    """A file that goes with a request: kept in the database, served as a download only, under a type that we chose."""

    page_request = models.ForeignKey(PageRequest, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(_("nom du fichier"), max_length=120)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(name="attachment_not_too_large", condition=Q(size__lte=LARGEST_FILE)),
            models.CheckConstraint(
                name="attachment_erased_once_removed", condition=Q(removed_at=None) | Q(content=b"")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Alternative(models.Model):
    """What the department answers about one account that could serve instead of a new page."""

    class Answer(models.TextChoices):
        """Why not, or an offer to publish there."""

        DOES_NOT_SERVE = "does_not_serve", _("Il ne convient pas")
        OFFER = "offer", _("Proposer d’y publier")

    page_request = models.ForeignKey(PageRequest, on_delete=models.PROTECT, related_name="alternatives")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20, choices=Answer)
    words = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["page_request", "account"], name="alternative_once"),
            models.CheckConstraint(
                name="alternative_says_why",
                condition=~Q(words=""),
                violation_error_message=_("Dites pourquoi, ou ce que vous proposez."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_request_id} · {self.account_id} · {self.answer}"

    @property
    def replied(self) -> "OfferReply | None":
        """What a steward of the account said to the offer; None while nobody has."""
        return getattr(self, "reply", None)


class OfferReply(models.Model):
    """What a steward of the account answers to an offer to publish there."""

    alternative = models.OneToOneField(Alternative, on_delete=models.PROTECT, related_name="reply", primary_key=True)
    accepted = models.BooleanField()
    words = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "offer replies"

    def __str__(self) -> str:
        return f"{self.alternative_id} · {self.accepted}"
