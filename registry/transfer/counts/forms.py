"""The upload of a file of figures, and the answer to a day that is asked about as a whole."""

import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from registry.followers.snapshot_answers import Choice
from registry.organisation.models import Unit, User
from registry.transfer import limits
from registry.transfer.counts.days import Order
from registry.transfer.counts.queries import institutions_for
from registry.transfer.reading import Table, tables_of
from registry.transfer.words import Unreadable


class FigureFileForm(forms.Form):
    """Clean values: `file` (the tables that it holds), `institution`, and `dates` (`days.Order`)."""

    file = forms.FileField(
        label=_("Fichier"),
        allow_empty_file=True,
        help_text=_(
            "CSV ou XLSX, 5 Mo au plus : une ligne par chiffre, ou une colonne par jour. Son nom devient la source."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )
    institution = forms.ModelChoiceField(
        label=_("Institution"),
        queryset=Unit.objects.none(),
        empty_label=None,
        widget=forms.Select(attrs={"class": "medium"}),
    )
    dates = forms.ChoiceField(
        label=_("Dates comme 03/04/2024"),
        choices=[
            (Order.UNTOLD.value, _("Le fichier le montre lui-même")),
            (Order.DAY.value, _("Le jour d’abord : 3 avril")),
            (Order.MONTH.value, _("Le mois d’abord : 4 mars")),
        ],
        required=False,
        widget=forms.Select(attrs={"class": "medium"}),
    )

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        mine = institutions_for(user)
        self.fields["institution"].queryset = Unit.objects.filter(pk__in=[each.pk for each in mine])
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
            tables = tables_of(data, limits.FIGURES)
            if sum(len(cells) for table in tables for _line, cells in table.rows) > limits.CELLS:
                raise Unreadable("too_many_cells", limit=limits.CELLS)
            return tables
        except Unreadable as error:
            raise ValidationError(str(error.sentence)) from error

    def clean(self) -> dict:
        """One institution is given."""
        cleaned = super().clean()
        cleaned.setdefault("institution", getattr(self, "institution", None))
        return cleaned


class SnapshotForm(forms.Form):
    """What is said of all the figures of a day; the choice of another year is offered where one fits."""

    choice = forms.ChoiceField(
        label=_("Ces chiffres sont-ils justes ?"), choices=Choice.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("Ce qui le montre"), max_length=300)

    def __init__(self, *args: object, fits: bool, passed: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        left = (
            {Choice.REFUSE.value}
            | ({Choice.MOVE.value} if fits else set())
            | ({Choice.KEEP.value} if passed else set())
        )
        self.fields["choice"].choices = [(value, label) for value, label in Choice.choices if value in left]
