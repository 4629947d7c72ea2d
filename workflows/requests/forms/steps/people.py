"""The fifth step: two people who answer for the page, and a mailbox that outlives both."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.organisation.models import User
from workflows.requests.forms.choices import PersonField, people_of
from workflows.requests.forms.steps.base import StepForm
from workflows.requests.mailboxes import is_anybodys
from workflows.requests.states import Kind

STEWARDS = ("primary_steward", "backup_steward")
MEDIUM = {"class": "medium"}


class PeopleForm(StepForm):
    """Who answers for it. People are of the unit's institution."""

    primary_steward = PersonField(
        label=gettext_lazy("Responsable"),
        required=False,
        empty_label=gettext_lazy("À nommer"),
        widget=forms.Select(attrs=MEDIUM),
    )
    backup_steward = PersonField(
        label=gettext_lazy("Seconde personne"),
        required=False,
        empty_label=gettext_lazy("À nommer"),
        help_text=gettext_lazy(
            "Si l’une part, l’autre garde les clés. Deux étudiantes ou étudiants ne peuvent en répondre seuls."
        ),
        widget=forms.Select(attrs=MEDIUM),
    )
    recovery_mailbox = forms.EmailField(
        label=gettext_lazy("Boîte de récupération"),
        required=False,
        help_text=gettext_lazy("Une boîte de l’unité, jamais une adresse personnelle."),
        widget=forms.EmailInput(attrs=MEDIUM | {"autocomplete": "off"}),
    )

    def prepare(self) -> None:
        """The active people of the institution; a new administrator is not a steward, of whom the help speaks."""
        super().prepare()
        institutions = self._institutions()
        for name in STEWARDS:
            if name in self.fields:
                self.fields[name].queryset = people_of(institutions)
        if self.kind_now == Kind.ADD_ADMINISTRATOR:
            self.fields["backup_steward"].help_text = ""

    def _institutions(self) -> set[int]:
        if "unit" in self.fields:
            return {unit.institution_id for unit in self.fields["unit"].queryset}
        if "about" in self.fields:
            return {account.unit.institution_id for account in self.fields["about"].queryset}
        return {self.asked.unit.institution_id} if self.asked else set()

    def clean_recovery_mailbox(self) -> str:
        """A mailbox of the unit: at no provider that serves anybody, and nobody's own address."""
        mailbox = self.cleaned_data["recovery_mailbox"]
        if is_anybodys(mailbox):
            raise ValidationError(_("C’est une adresse personnelle : donnez une boîte que l’institution tient."))
        if mailbox and User.objects.filter(email__iexact=mailbox, is_service=False).exists():
            raise ValidationError(_("C’est l’adresse d’une personne : donnez une boîte de l’unité, qui lui survivra."))
        return mailbox

    def clean(self) -> dict[str, object]:
        """Nobody from another institution than the unit's; an administrator who is not one already."""
        data = super().clean()
        unit, account = self.said("unit"), self.said("about")
        for name in STEWARDS if unit else ():
            person = data.get(name)
            if person and not people_of([unit.institution_id]).filter(pk=person.pk).exists():
                self.add_error(name, _("Cette personne n’est pas de l’institution de l’unité."))
        person = data.get("backup_steward")
        joins = self.kind_now == Kind.ADD_ADMINISTRATOR and person and account
        if joins and account.stewardships.filter(user=person, until=None).exists():
            self.add_error("backup_steward", _("Cette personne administre déjà ce compte."))
        return data
