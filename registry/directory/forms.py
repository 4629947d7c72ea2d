"""What anyone may ask of the public pages, where no table of the register is filtered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.directory.catalogue import FAMILY_NAMES


class ReportForm(forms.Form):
    """What a visitor tells of a doubtful account; who tells it is not asked."""

    address = forms.CharField(label=_("Adresse du compte"), max_length=400)
    comment = forms.CharField(
        label=_("Ce qui vous fait douter"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("N’écrivez ni votre nom ni vos coordonnées : nous n’en avons pas besoin."),
    )
    # Nobody sees it; what fills it in is a program.
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def is_a_trap(self) -> bool:
        """Whether the field that nobody sees was filled in."""
        return bool(self.cleaned_data["website"])


class PlatformsFilter(forms.Form):
    """Narrows the catalogue of platforms."""

    q = forms.CharField(
        label=_("Chercher une plateforme"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    family = forms.ChoiceField(label=_("Famille"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        families = [(slug, str(name)) for slug, name in FAMILY_NAMES.items()]
        self.fields["family"].choices = [("", _("Toutes")), *families]

    @property
    def wanted(self) -> tuple[str, str]:
        """The words and the family asked for; what cannot be understood asks for nothing."""
        self.is_valid()
        return self.cleaned_data.get("q", ""), self.cleaned_data.get("family", "")
