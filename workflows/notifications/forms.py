"""The choice of how mails come."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workflows.notifications.models import MailPreference

# Each by its own name: whoever looks for it may not read the other.
LANGUAGES = (("fr", "Français"), ("en", "English"))


class MailsForm(forms.Form):
    """At once, or one mail a day; and in which language."""

    rhythm = forms.ChoiceField(
        label=_("Rythme des courriels"),
        choices=MailPreference.Rhythm.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Le courriel du jour part à 7 heures, s’il y a des avis. La liste des avis, elle, est toujours à jour."
        ),
    )
    language = forms.ChoiceField(label=_("Langue des courriels"), choices=LANGUAGES, widget=forms.RadioSelect)
