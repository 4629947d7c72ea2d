"""One figure, as somebody read it."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from registry.accounts.models import Account

MOST = 10**10


class CountForm(forms.Form):
    """A measurement; a day has one figure only, and none is of tomorrow."""

    day = forms.DateField(label=_("Jour du relevé"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    value = forms.IntegerField(label=_("Nombre d’abonnés"), min_value=0, max_value=MOST)
    is_exact = forms.BooleanField(
        label=_("Chiffre exact"), required=False, initial=True, help_text=_("À décocher quand la plateforme arrondit.")
    )
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("Où le chiffre a été lu, sans nom de personne : il est public.")
    )

    def __init__(self, account: Account, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        self.fields["day"].widget.attrs["max"] = localdate().isoformat()

    def clean_day(self) -> date:
        """Not in the future, and not counted yet."""
        day = self.cleaned_data["day"]
        if day > localdate():
            raise ValidationError(_("Ce jour n’est pas encore venu."))
        if self.account.follower_counts.filter(day=day).exists():
            raise ValidationError(_("Ce compte a déjà un relevé à cette date."))
        return day
