"""Platforms as rows, and the dated stance of an institution on each."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from registry.language import here
from registry.organisation.models import Unit, User
from registry.partial_dates import PATTERN
from registry.platforms.positions import Position

PARTIAL_DATE = {"max_length": 10, "blank": True, "default": ""}


class Platform(models.Model):
    """A service where accounts live; copied from the catalogue after each migration, never edited by hand."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    mark = models.CharField(max_length=3)
    former_names = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    hosts = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    closed_on = models.CharField(**PARTIAL_DATE)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def full_name(self) -> str:
        """The name with what it was called before, as older readers look for it: "X (Twitter)"."""
        return f"{self.name} ({', '.join(self.former_names)})" if self.former_names else self.name


class PlatformStanceQuerySet(models.QuerySet):
    """Stances; `registry.platforms.queries` reads them as of a day."""


class PlatformStance(models.Model):
    """Where one institution stands on one platform as of a (maybe partial) date: a new fact is a new row.

    The decision_* columns repeat what public pages say about the decision that it follows from, where there is one: the
    register never looks up into the workflows.
    """

    institution = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="stances")
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="stances")
    position = models.CharField(max_length=20, choices=Position)
    as_of = models.CharField(**PARTIAL_DATE)
    note_fr = models.CharField(max_length=300, blank=True)
    note_en = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)
    decision_label_fr = models.CharField(max_length=300, blank=True)
    decision_label_en = models.CharField(max_length=300, blank=True)
    decision_url = models.CharField(max_length=300, blank=True)

    objects = PlatformStanceQuerySet.as_manager()

    class Meta:
        ordering = ["-as_of", "-pk"]
        indexes = [models.Index(fields=["institution", "platform", "-as_of", "-id"], name="stance_current")]
        constraints = [
            models.CheckConstraint(name="stance_as_of_is_partial_date", condition=Q(as_of__regex=PATTERN)),
        ]

    def __str__(self) -> str:
        return f"{self.institution} · {self.platform} · {self.get_position_display()}"

    @property
    def note(self) -> str:
        """The detail in the active language."""
        return here(self, "note")

    @property
    def decision_label(self) -> str:
        """The decision that it follows from, in the active language; empty when there is none."""
        return here(self, "decision_label")

    @property
    def tone(self) -> str:
        """The look's tone: what differs from being active shows."""
        return "mute" if self.position in (Position.ACTIVE, Position.STAYING) else "warn"


class StanceCheck(models.Model):
    """Somebody looked on a day, and the stance was still so; `source` is where it was seen."""

    stance = models.ForeignKey(PlatformStance, on_delete=models.PROTECT, related_name="checks")
    day = models.DateField()
    source = models.CharField(max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["stance", "-day"], name="stance_last_check")]
        constraints = [
            models.CheckConstraint(name="stance_check_names_its_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.stance_id} · {self.day}"
