"""What is said to put a token: for whom, for which platform, the token itself, and until when it works."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from registry.followers.token_shapes import SHAPES
from registry.organisation.models import Unit
from registry.platforms.models import Platform

# It is shown to nobody, the person who types it included; browsers are asked not to keep it either.
HIDDEN = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


def not_over(day: date) -> None:
    """A validator: a token that ended yesterday is not put today."""
    if day < localdate():
        raise ValidationError(_("Ce jour est passé : ce jeton ne sert plus."))


class TokenForm(forms.Form):
    """A token for one of the platforms that are asked with one; the institution is asked only where there are several."""

    institution = forms.ModelChoiceField(label=_("Institution"), queryset=Unit.objects.none(), empty_label=None)
    platform = forms.ModelChoiceField(
        label=_("Plateforme"), queryset=Platform.objects.none(), to_field_name="slug", empty_label=_("Choisir")
    )
    secret = forms.CharField(
        label=_("Jeton"),
        max_length=4000,
        widget=forms.PasswordInput(attrs=HIDDEN),
        help_text=_("Il est scellé dès son arrivée et n’est plus jamais montré, à personne."),
    )
    works_until = forms.DateField(
        label=_("Sert jusqu’au"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
        validators=[not_over],
        help_text=_("Le dernier jour que la plateforme annonce, quand elle en annonce un."),
    )

    def __init__(self, *args: object, institutions: QuerySet[Unit], **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["platform"].queryset = Platform.objects.filter(slug__in=SHAPES)
        self.fields["institution"].queryset = institutions
        if len(institutions) == 1:
            self.fields["institution"].widget = forms.HiddenInput()
            self.fields["institution"].initial = institutions[0]

    def clean(self) -> dict:
        """A token is written as its platform's are: what is refused here would fail every night."""
        said = super().clean()
        if "secret" in said and "platform" in said:
            try:
                said["secret"] = SHAPES[said["platform"].slug].read(said["secret"])
            except ValueError:
                self.add_error("secret", _("Les jetons de cette plateforme ne s’écrivent pas ainsi."))
        return said
