"""What platforms say of accounts beside their figures: a stable number, a new name, that there is nobody."""

from django.db import models
from django.db.models import Q

from registry.accounts.models import Account
from registry.followers.states import NameReply, Outcome
from registry.organisation.models import User


class Contact(models.Model):
    """The last answer of a platform about an account: ``outcome`` since ``since``, read last at ``read_at`` (UTC).

    ``stable_id`` is the platform's own number of the account, which outlives its names; empty where none is given.
    """

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="contact")
    stable_id = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome)
    since = models.DateTimeField()
    read_at = models.DateTimeField()
    detail = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-since", "-pk"]
        indexes = [models.Index(fields=["outcome", "-since"], name="contacts_by_outcome")]
        constraints = [
            models.CheckConstraint(name="contact_outcome_known", condition=Q(outcome__in=Outcome.values)),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} · {self.outcome}"


class NameQuestion(models.Model):
    """A platform gives an account another name than the register: the steward says whether it is still the same account.

    ``handle`` and ``address`` are canonical (`platforms.canonical`); nothing is renamed before the answer.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="name_questions")
    stable_id = models.CharField(max_length=200, blank=True)
    handle = models.CharField(max_length=200)
    address = models.URLField(max_length=400)
    seen_at = models.DateTimeField()
    reply = models.CharField(max_length=10, choices=NameReply, blank=True)
    replied_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-seen_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["account", "handle"], condition=Q(reply=""), name="name_asked_once"),
            models.CheckConstraint(
                name="name_answered_by_somebody",
                condition=Q(reply="", replied_by=None, replied_at=None)
                | Q(reply__in=NameReply.values, replied_by__isnull=False, replied_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} → {self.handle} ?"
