"""The form that names a view of the queue."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workflows.requests.models import SavedView


class SavedViewForm(forms.Form):
    """A name; ``query`` is what it stands for, as the queue's address says it: the action reads it."""

    name = forms.CharField(label=_("Nom de la vue"), max_length=SavedView._meta.get_field("name").max_length)
    query = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
