"""The upload: a file, distrusted, and where its accounts go."""

import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from registry.organisation.forms import UnitField
from registry.organisation.models import Unit, User
from registry.organisation.permissions import Can, units_where
from registry.transfer import limits
from registry.transfer.queries import institutions_for
from registry.transfer.reading import Table, tables_of
from registry.transfer.words import Unreadable


class UploadForm(forms.Form):
    """Clean values: `file` (the tables that it holds), `institution` and `unit` (None: each row's own)."""

    file = forms.FileField(
        label=_("Fichier"),
        allow_empty_file=True,
        help_text=_(
            "CSV ou XLSX, 5 Mo et 10 000 lignes au plus. Un modèle n’est pas exigé : les colonnes sont reconnues."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )
    institution = forms.ModelChoiceField(
        label=_("Institution"),
        queryset=Unit.objects.none(),
        empty_label=None,
        widget=forms.Select(attrs={"class": "medium"}),
    )
    unit = UnitField(
        label=_("Unité"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("Celle que chaque ligne donne"),
        help_text=_("Une ligne qui ne donne pas d’unité connue va à l’unité « À attribuer »."),
        widget=forms.Select(attrs={"class": "medium"}),
    )

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        mine = institutions_for(user)
        self.fields["institution"].queryset = Unit.objects.filter(pk__in=[each.pk for each in mine])
        self.fields["unit"].queryset = units_where(user, Can.ACCOUNT_MANAGE)
        self.sha256 = ""
        if len(mine) == 1:
            # One institution is no choice.
            del self.fields["institution"]
            self.institution = mine[0]

    def clean_file(self) -> list[Table]:
        """The tables of the file, read by what it holds."""
        upload: UploadedFile = self.cleaned_data["file"]
        try:
            if upload.size > limits.BYTES:
                raise Unreadable("too_big", limit=limits.BYTES // limits.MEGABYTE)
            data = upload.read(limits.BYTES + 1)
            self.sha256 = hashlib.sha256(data).hexdigest()
            self.file_name = upload.name or ""
            return tables_of(data)
        except Unreadable as error:
            raise ValidationError(str(error.sentence)) from error

    def clean(self) -> dict:
        """The unit must be the institution's."""
        cleaned = super().clean()
        cleaned.setdefault("institution", getattr(self, "institution", None))
        institution, unit = cleaned["institution"], cleaned.get("unit")
        if unit and institution and unit.institution_id != institution.pk:
            self.add_error("unit", _("Cette unité est d’une autre institution."))
        return cleaned
