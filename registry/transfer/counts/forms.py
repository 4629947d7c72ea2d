"""The upload of a file of figures, and the answer to a day that is asked about as a whole."""

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.followers.snapshot_answers import Choice
from registry.organisation.models import User
from registry.transfer import limits
from registry.transfer.counts.days import Order
from registry.transfer.counts.queries import institutions_for
from registry.transfer.forms import TablesForm
from registry.transfer.reading import Table, tables_of
from registry.transfer.words import Unreadable


class FigureFileForm(TablesForm):
    """A file of figures: beside the file and the institution, `dates` says how its days are written (`days.Order`)."""

    dates = forms.ChoiceField(
        label=_("Dates comme 03/04/2024"),
        choices=[
            (Order.UNTOLD.value, _("Le fichier le montre lui-même")),
            (Order.DAY.value, _("Le jour d’abord : 3 avril")),
            (Order.MONTH.value, _("Le mois d’abord : 4 mars")),
            (Order.YEAR.value, _("L’année d’abord : 24-04-03 est le 3 avril 2024")),
        ],
        required=False,
        widget=forms.Select(attrs={"class": "medium"}),
    )

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, mine=institutions_for(user), **kwargs)
        self.fields["file"].help_text = _(
            "CSV ou XLSX, 5 Mo au plus : une ligne par chiffre, ou une colonne par jour. Son nom devient la source."
        )

    def tables(self, data: bytes) -> list[Table]:
        """The tables, with the limits of a file of figures."""
        tables = tables_of(data, limits.FIGURES)
        if sum(len(cells) for table in tables for _line, cells in table.rows) > limits.CELLS:
            raise Unreadable("too_many_cells", limit=limits.CELLS)
        return tables


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
