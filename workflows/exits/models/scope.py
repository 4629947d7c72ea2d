"""What a decision covers, account by account, and where it sends those who followed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.accounts.models import Account
from registry.accounts.status import LISTED_STANDINGS, Status
from registry.language import here
from registry.organisation.models import Unit
from registry.platforms.models import Platform
from workflows.exits.models.decision import ExitDecision
from workflows.exits.states import HandleFate, Treatment


class ScopeLine(models.Model):
    """One account that the decision covers (or expressly does not), or several whose handles are not known.

    `followers` is the figure at decision with its day and source, frozen when the decision is taken. A line that is
    neither covered nor left to the unit is expressly not covered. `from_unit` is the unit whose tree brought it.
    """

    decision = models.ForeignKey(ExitDecision, on_delete=models.PROTECT, related_name="lines")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    label_fr = models.CharField(max_length=200, blank=True)
    label_en = models.CharField(max_length=200, blank=True)
    covered = models.BooleanField(_("couvert"), default=True)
    left_to_unit = models.BooleanField(_("laissé à l’unité"), default=False)
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    treatment = models.CharField(_("traitement"), max_length=20, choices=Treatment)
    handle_fate = models.CharField(_("nom de compte"), max_length=20, choices=HandleFate, default=HandleFate.UNKNOWN)
    followers = models.BigIntegerField(null=True, blank=True)
    followers_on = models.DateField(null=True, blank=True)
    followers_source = models.CharField(max_length=300, blank=True)
    note_fr = models.CharField(max_length=300, blank=True)
    note_en = models.CharField(max_length=300, blank=True)

    rationale_fr = models.TextField(_("motif propre, en français"), blank=True)
    rationale_en = models.TextField(_("motif propre, en anglais"), blank=True)

    class Meta:
        ordering = ["account__sort_key", "pk"]
        constraints = [
            models.CheckConstraint(name="line_covered_or_left_to_unit", condition=~Q(covered=True, left_to_unit=True)),
            models.UniqueConstraint(fields=["decision", "account"], name="account_in_scope_once"),
            models.CheckConstraint(
                name="line_names_account_or_label", condition=Q(account__isnull=False) | ~Q(label_fr="")
            ),
            models.CheckConstraint(
                name="figure_has_day_and_source",
                condition=Q(followers__isnull=True) | (Q(followers_on__isnull=False) & ~Q(followers_source="")),
            ),
        ]

    def __str__(self) -> str:
        return self.label or str(self.account)

    @property
    def is_listed(self) -> bool:
        """Whether its account has a public page of its own."""
        account = self.account
        return account is not None and account.standing in LISTED_STANDINGS and account.status != Status.PLANNED

    @property
    def label(self) -> str:
        """The words for accounts that are not named, in the active language."""
        return here(self, "label")

    @property
    def rationale(self) -> str:
        """Why this line differs from the decision, in the active language; may be empty."""
        return here(self, "rationale")

    @property
    def note(self) -> str:
        """What is particular to this line, in the active language."""
        return here(self, "note")


class SuccessorChannel(models.Model):
    """Where followers are sent instead: an account of a platform, or a site (no platform)."""

    decision = models.ForeignKey(ExitDecision, on_delete=models.PROTECT, related_name="channels")
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    label_fr = models.CharField(max_length=120)
    label_en = models.CharField(max_length=120)
    address = models.URLField(max_length=400, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The channel's name in the active language."""
        return here(self, "label")
