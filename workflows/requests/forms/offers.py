"""What is said of an account that could serve, and to an offer to publish there."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workflows.requests.models import Alternative


class AlternativeForm(forms.Form):
    """Why the account does not serve, or the offer; the words are read by its steward."""

    answer = forms.ChoiceField(
        label=_("Ce compte convient-il ?"), choices=Alternative.Answer.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Pourquoi, ou ce que vous proposez d’y publier"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReplyForm(forms.Form):
    """Yes or no to an offer."""

    accepted = forms.TypedChoiceField(
        label=_("Votre réponse"),
        choices=[("yes", _("Oui, publiez chez nous")), ("no", _("Non"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Mot pour l’unité"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
