"""What is said of an account that could serve, and to an offer to publish there."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workflows.requests.models import Alternative


class AlternativeForm(forms.Form):
    """Why the account does not serve, or the offer; the words are read by its steward."""

    answer = forms.ChoiceField(
        label=_("Ce compte convient-il ?"),
        choices=Alternative.Answer.choices,
        error_messages={"required": _("Dites s’il convient.")},
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Pourquoi, ou ce que vous proposez d’y publier"),
        max_length=2000,
        error_messages={"required": _("Dites pourquoi, ou ce que vous y publieriez.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        # A browser would cut what is pasted without a word.
        del self.fields["words"].widget.attrs["maxlength"]


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
