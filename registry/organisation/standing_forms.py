"""What is said to name a stand-in."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from registry.organisation.models import User
from registry.organisation.permissions import Can
from registry.organisation.standing import institutions_of, lendable

ABILITIES = {
    Can.REQUEST_ENDORSE: _("Avaliser les demandes"),
    Can.REQUEST_DECIDE: _("Décider les demandes"),
    Can.REQUEST_CONSENT: _("Consentir au nom de la direction de l’institution"),
}


class PersonField(forms.ModelChoiceField):
    """A person of the institution, by address."""

    def label_from_instance(self, person: User) -> str:
        """Name and address: two people may share a name."""
        return f"{person.full_name} · {person.email}"


class StandInForm(forms.Form):
    """Who, for what, and on which days; the choices are those of ``absent``."""

    person = PersonField(
        label=_("Qui vous remplace"),
        queryset=User.objects.none(),
        to_field_name="email",
        empty_label=_("Choisir une personne"),
        widget=forms.Select(attrs={"class": "medium"}),
    )
    abilities = forms.MultipleChoiceField(label=_("Pour"), widget=forms.CheckboxSelectMultiple)
    since = forms.DateField(
        label=_("Premier jour"), widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("Dernier jour"), widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: object, absent: User, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["person"].queryset = colleagues_of(absent)
        self.fields["abilities"].choices = [(ability.value, ABILITIES[ability]) for ability in lendable(absent)]


def colleagues_of(absent: User) -> QuerySet[User]:
    """The active people (no programs) of the same institutions, without the person."""
    held = Q(pk__in=[])
    for number in institutions_of(absent):
        held |= Q(memberships__unit__path__startswith=f"/{number}/")
    people = User.objects.filter(held, is_active=True, is_service=False).exclude(pk=absent.pk)
    return people.distinct().order_by("full_name", "pk")
