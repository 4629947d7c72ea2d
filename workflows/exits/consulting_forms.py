"""The form of a consultation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workflows.exits.consulting import LONGEST


class CommentForm(forms.Form):
    """A word about a draft."""

    words = forms.CharField(label=_("Votre avis"), widget=forms.Textarea(attrs={"rows": 4}), max_length=LONGEST)
