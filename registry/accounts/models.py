"""Accounts, their proofs and their stewards."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registry.accounts.audiences import Audience
from registry.accounts.status import ENDED, LISTED_STANDINGS, ProofKind, Standing, Status
from registry.language import here
from registry.organisation.models import Unit, User
from registry.platforms.models import PARTIAL_DATE, Platform


class AccountQuerySet(models.QuerySet):
    """The scopes that pages share."""

    def published(self) -> "AccountQuerySet":
        """What the public directory may list: every public output reads this one queryset."""
        return self.filter(standing__in=LISTED_STANDINGS).exclude(status=Status.PLANNED)

    def with_names(self) -> "AccountQuerySet":
        """With the platform and unit that every line about an account prints."""
        return self.select_related("platform", "unit")


class Account(models.Model):
    """An account on a platform tied to the institution; one row whatever the spelling of its address (`key`).

    `traces` (`platforms.likeness`) are what look-alike names are found by.

    The decision_* columns repeat what public pages say about the decision that changed the account: the register never
    looks up into the workflows.
    """

    slug = models.SlugField(max_length=120, unique=True)
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="accounts")
    handle = models.CharField(max_length=200)
    key = models.CharField(max_length=220)
    traces = ArrayField(models.IntegerField(), default=list, editable=False)
    address = models.URLField(max_length=400)
    display = models.CharField(max_length=300)
    kind = models.CharField(max_length=20)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="accounts")
    title_fr = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160, blank=True)
    sort_key = models.CharField(max_length=160, editable=False)
    search = SearchVectorField(editable=False, null=True)
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    audiences = ArrayField(models.CharField(max_length=20, choices=Audience), default=list, blank=True)
    rhythm = models.CharField(max_length=300, blank=True)
    standing = models.CharField(max_length=20, choices=Standing)
    status = models.CharField(max_length=20, choices=Status)
    official_since = models.CharField(**PARTIAL_DATE)
    official_until = models.CharField(**PARTIAL_DATE)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors")
    public_note_fr = models.TextField(blank=True)
    public_note_en = models.TextField(blank=True)

    decision_label_fr = models.CharField(max_length=300, blank=True)
    decision_label_en = models.CharField(max_length=300, blank=True)
    decision_url = models.CharField(max_length=300, blank=True)
    decision_on = models.CharField(**PARTIAL_DATE)
    decision_channels = models.JSONField(default=list, blank=True)

    objects = AccountQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [
            GinIndex(fields=["search"], name="account_search"),
            # Without a list of pending entries, which every look-up would read through after an import.
            GinIndex(fields=["traces"], name="account_traces", fastupdate=False),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["platform", "key"],
                name="account_once_per_platform",
                violation_error_message=_("Ce compte est déjà au registre, peut-être sous une autre écriture."),
            ),
            models.CheckConstraint(name="account_standing_known", condition=Q(standing__in=Standing.values)),
            models.CheckConstraint(name="account_status_known", condition=Q(status__in=Status.values)),
            models.CheckConstraint(name="account_https_only", condition=Q(address__startswith="https://")),
        ]

    def __str__(self) -> str:
        return f"{self.platform_id and self.platform.name} · {self.display}"

    def get_absolute_url(self) -> str:
        """The public page (a tombstone once the account has ended)."""
        return reverse("directory:account", args=[self.slug])

    @property
    def title(self) -> str:
        """The account's name in the active language."""
        return here(self, "title")

    @property
    def public_note(self) -> str:
        """What public pages must add about it, in the active language; may be empty."""
        return here(self, "public_note")

    @property
    def decision_label(self) -> str:
        """The decision that holds for it, in the active language; empty when there is none."""
        return here(self, "decision_label")

    @property
    def is_tombstone(self) -> bool:
        """Whether the account is no more, and its page only says what it was and who succeeds it."""
        return self.status in ENDED


class FormerHandle(models.Model):
    """A name that an account had on its platform until `until`; the last account that left it is the one remembered."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="former_handles")
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="+")
    handle = models.CharField(max_length=200)
    key = models.CharField(max_length=220, db_index=True)
    address = models.URLField(max_length=400)
    display = models.CharField(max_length=300)
    until = models.DateField()

    class Meta:
        ordering = ["-until", "-pk"]
        constraints = [models.UniqueConstraint(fields=["platform", "key"], name="former_handle_once_per_platform")]

    def __str__(self) -> str:
        return f"{self.display} → {self.account}"


class StewardRank(models.TextChoices):
    """Who answers first; any number of people may administer beside the two who answer."""

    PRIMARY = "primary", _("Responsable")
    BACKUP = "backup", _("Seconde personne")
    ADMINISTRATOR = "administrator", _("Administration")


class Stewardship(models.Model):
    """A person answers for an account from a day on, until another (none: still)."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="stewardships")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="stewardships")
    rank = models.CharField(max_length=20, choices=StewardRank)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "rank"],
                condition=Q(until=None) & ~Q(rank=StewardRank.ADMINISTRATOR),
                name="one_steward_per_rank",
            ),
            models.UniqueConstraint(fields=["account", "user"], condition=Q(until=None), name="steward_named_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.account}"


class Proof(models.Model):
    """What shows that the account is the institution's; an override counts only once a second person has signed it.

    A deferred trigger (migration 0002) refuses the commit that leaves an official account without a proof that counts.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="proofs")
    kind = models.CharField(max_length=30, choices=ProofKind)
    evidence = models.CharField(max_length=400)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    countersigned_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="override_signed_by_two",
                condition=Q(countersigned_by__isnull=True)
                | (Q(kind=ProofKind.OVERRIDE) & ~Q(countersigned_by=F("recorded_by"))),
                violation_error_message=_("Une dérogation est signée par deux personnes différentes."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.account}"

    @property
    def counts(self) -> bool:
        """Whether it is enough to say *official*."""
        return self.kind != ProofKind.OVERRIDE or self.countersigned_by_id is not None
