"""The form of a correction."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workflows.exits.correcting import CORRECTABLE, LONGEST


class CorrectionForm(forms.Form):
    """What was wrong, how it is to be read, and why."""

    field = forms.ChoiceField(label=_("Ce qui est à corriger"), choices=list(CORRECTABLE.items()))
    after = forms.CharField(
        label=_("À lire"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=LONGEST,
        help_text=_("Le texte décidé reste affiché, avec cette lecture à côté. Vide : il n’y a rien à lire."),
    )
    reason_fr = forms.CharField(label=_("Pourquoi, en français"), max_length=300)
    reason_en = forms.CharField(label=_("Pourquoi, en anglais"), max_length=300)
    seen = forms.IntegerField(widget=forms.HiddenInput)
