"""What is said beside a request."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workflows.requests.states import Priority

LONGEST = 4000


class CommentForm(forms.Form):
    """A comment; only those who may write internal ones are offered the box."""

    text = forms.CharField(label=_("Commentaire"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))
    internal = forms.BooleanField(
        label=_("Interne"),
        required=False,
        help_text=_("Lu par celles et ceux qui décident ou conseillent, jamais par l’unité."),
    )

    def __init__(self, *args: object, may_be_internal: bool, **options: object) -> None:
        super().__init__(*args, **options)
        if not may_be_internal:
            del self.fields["internal"]


class AdviceForm(forms.Form):
    """The adviser's words."""

    text = forms.CharField(
        label=_("Votre conseil"),
        max_length=LONGEST,
        help_text=_("Lu par l’unité et par qui décide ; il ne décide rien."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class PriorityForm(forms.Form):
    """How pressing the request is, for those who decide it."""

    priority = forms.TypedChoiceField(label=_("Priorité"), choices=Priority.choices, coerce=int)
