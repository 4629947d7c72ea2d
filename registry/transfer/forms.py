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


class TablesForm(forms.Form):
    """A file of tables, distrusted, and the institution that it is for, one of ``mine`` (no choice where there is one).

    Clean values: `file` (the tables that it holds) and `institution`; `sha256` and `file_name` are set beside them.
    """

    file = forms.FileField(
        label=_("Fichier"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )
    institution = forms.ModelChoiceField(
        label=_("Institution"),
        queryset=Unit.objects.none(),
        empty_label=None,
        widget=forms.Select(attrs={"class": "medium"}),
    )

    def __init__(self, *args: object, mine: list[Unit], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["institution"].queryset = Unit.objects.filter(pk__in=[each.pk for each in mine])
        self.sha256 = ""
        if len(mine) == 1:
            # One institution is no choice.
            del self.fields["institution"]
            self.institution = mine[0]

    def tables(self, data: bytes) -> list[Table]:
        """The tables of the file, read by what it holds; raises `Unreadable`."""
        return tables_of(data)

    def clean_file(self) -> list[Table]:
        """The tables of a file that is not too big."""
        upload: UploadedFile = self.cleaned_data["file"]
        try:
            if upload.size > limits.BYTES:
                raise Unreadable("too_big", limit=limits.BYTES // limits.MEGABYTE)
            data = upload.read(limits.BYTES + 1)
            self.sha256 = hashlib.sha256(data).hexdigest()
            self.file_name = upload.name or ""
            return self.tables(data)
        except Unreadable as error:
            raise ValidationError(str(error.sentence)) from error

    def clean(self) -> dict:
        """One institution is given."""
        cleaned = super().clean()
        cleaned.setdefault("institution", getattr(self, "institution", None))
        return cleaned


class UploadForm(TablesForm):
    """An inventory: beside the file and the institution, the `unit` of its accounts (None: each row's own)."""

    unit = UnitField(
        label=_("Unité"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("Celle que chaque ligne donne"),
        help_text=_("Une ligne qui ne donne pas d’unité connue va à l’unité « À attribuer »."),
        widget=forms.Select(attrs={"class": "medium"}),
    )

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, mine=institutions_for(user), **kwargs)
        self.fields["file"].help_text = _(
            "CSV ou XLSX, 5 Mo et 10 000 lignes au plus. Un modèle n’est pas exigé : les colonnes sont reconnues."
        )
        self.fields["unit"].queryset = units_where(user, Can.ACCOUNT_MANAGE)

    def clean(self) -> dict:
        """The unit must be the institution's."""
        cleaned = super().clean()
        institution, unit = cleaned["institution"], cleaned.get("unit")
        if unit and institution and unit.institution_id != institution.pk:
            self.add_error("unit", _("Cette unité est d’une autre institution."))
        return cleaned
