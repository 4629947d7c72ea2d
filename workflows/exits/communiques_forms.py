"""The form of a communiqué."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from workflows.exits.communiques import LARGEST
from workflows.exits.fields import WebAddressField


class CopyFrom(TextChoices):
    """Where the archived copy comes from."""

    NONE = "none", _("Aucune copie")
    ADDRESS = "address", _("Lire la page à cette adresse, maintenant")
    FILE = "file", _("Le fichier joint")


class CommuniqueForm(forms.Form):
    """A version of what was announced; of a decision ``recorded`` from its source, in the words that there are."""

    text_fr = forms.CharField(
        label=_("Communiqué, en français"), widget=forms.Textarea(attrs={"rows": 8}), required=False, max_length=20_000
    )
    text_en = forms.CharField(
        label=_("Communiqué, en anglais"), widget=forms.Textarea(attrs={"rows": 8}), required=False, max_length=20_000
    )
    address = WebAddressField(label=_("Adresse de la page"))
    copy_from = forms.ChoiceField(
        label=_("Copie d’archive"), choices=CopyFrom, initial=CopyFrom.NONE, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=_("Fichier"), required=False, help_text=_("Le PDF ou la page enregistrée, 1 Mo au plus."), max_length=120
    )

    def __init__(self, *args: object, recorded: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in ("text_fr", "text_en"):
            self.fields[name].required = not recorded

    def clean_file(self) -> UploadedFile | None:
        """No more than a copy may weigh."""
        upload = self.cleaned_data["file"]
        if upload and upload.size > LARGEST:
            raise forms.ValidationError(_("La copie dépasse 1 Mo."))
        return upload

    def clean(self) -> dict:
        """What the chosen copy needs."""
        cleaned = super().clean()
        if cleaned.get("copy_from") == CopyFrom.ADDRESS and not cleaned.get("address"):
            self.add_error("address", _("Donnez l’adresse de la page à lire."))
        if cleaned.get("copy_from") == CopyFrom.FILE and not cleaned.get("file"):
            self.add_error("file", _("Joignez le fichier."))
        return cleaned
