"""What an administrator says of a program and of a token."""

from datetime import timedelta

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from registry.organisation.forms import UnitField
from registry.organisation.models import ProgramRole, Unit
from registry.organisation.programs import LONGEST, TOO_LONG

USUAL = timedelta(days=365)


class ProgramForm(forms.Form):
    """A program and its role on one of the administrator's units."""

    name = forms.CharField(
        label=_("Nom du programme"),
        max_length=120,
        help_text=_("Ce qu’il fait, et qui s’en occupe : « Tableau de bord, DSI »."),
    )
    unit = UnitField(
        label=_("Unité"),
        queryset=Unit.objects.none(),
        empty_label=_("Choisir une unité"),
        help_text=_("Avec les unités au-dessous ; rien d’autre ne lui est montré."),
    )
    role = forms.ChoiceField(
        label=_("Ce qu’il peut faire"),
        choices=ProgramRole.choices,
        help_text=_("Lecture : voir les comptes et leurs chiffres. Relevé des abonnés : en envoyer aussi."),
    )

    def __init__(self, *args: object, units: QuerySet[Unit], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class TokenForm(forms.Form):
    """A token's name and its last day, a year away at most."""

    name = forms.CharField(
        label=_("Nom du jeton"), max_length=80, help_text=_("Où il sera gardé : « Serveur des rapports ».")
    )
    until = forms.DateField(
        label=_("Dernier jour"),
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
        help_text=_("Un an au plus."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        today = localdate()
        super().__init__(*args, **{"initial": {"until": today + USUAL}} | kwargs)
        self.fields["until"].widget.attrs |= {"min": today.isoformat(), "max": (today + LONGEST).isoformat()}

    def clean_until(self) -> object:
        """A day from today on, within a year."""
        until, today = self.cleaned_data["until"], localdate()
        if not today <= until <= today + LONGEST:
            raise forms.ValidationError(str(TOO_LONG))
        return until
