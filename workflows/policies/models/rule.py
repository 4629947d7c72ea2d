"""The numbers, the holidays and the named person of one institution."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.language import here
from registry.organisation.models import Unit, User
from workflows.policies.names import RuleName


class Rule(models.Model):
    """A number that the institution set for itself; without a row the default of `names.BOUNDS` holds."""

    institution = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="rules")
    name = models.CharField(max_length=30, choices=RuleName)
    value = models.PositiveSmallIntegerField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["institution", "name"]
        constraints = [
            models.UniqueConstraint(fields=["institution", "name"], name="rule_once"),
            models.CheckConstraint(name="rule_name_known", condition=Q(name__in=RuleName.values)),
        ]

    def __str__(self) -> str:
        return f"{self.name} = {self.value}"


class Holiday(models.Model):
    """A day on which the institution does not work: no business day."""

    institution = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="holidays")
    day = models.DateField(_("jour"))
    name_fr = models.CharField(_("nom en français"), max_length=80)
    name_en = models.CharField(_("nom en anglais"), max_length=80, blank=True)

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "day"],
                name="holiday_once",
                violation_error_message=_("Ce jour est déjà noté comme férié."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} · {self.name}"

    @property
    def name(self) -> str:
        """The name in the active language."""
        return here(self, "name")


class EscalationContact(models.Model):
    """The person whom an institution names to be told of what is late."""

    institution = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="escalation_contact")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.institution} · {self.user}"
