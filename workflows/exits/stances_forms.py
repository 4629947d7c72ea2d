"""What a reader asks the stance board for, and what a person writes who notes, confirms or changes a stance."""

from datetime import date

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.language import Pair
from registry.organisation.models import Unit, UnitKind
from registry.platforms.models import Platform, PlatformStance
from registry.platforms.positions import Position
from workflows.exits.fields import CountryField, PartialDateField
from workflows.exits.filters import WHOSE
from workflows.exits.stances_actions import Noted
from workflows.exits.states import Confidence

# No platform of the catalogue is older.
FIRST = date(1995, 1, 1)
SOURCE_LENGTH = PlatformStance._meta.get_field("source").max_length
SOURCE_HELP = _("Le document ou l’adresse où cela se lit. Elle sera publique.")


class BoardForm(forms.Form):
    """The question of a reader; a fault in one field leaves the rest of the question standing."""

    q = forms.CharField(label=_("Chercher une institution"), required=False, max_length=100)
    platform = forms.ChoiceField(label=_("Plateforme"), required=False)
    position = forms.ChoiceField(label=_("Position"), choices=[("", _("Toutes")), *Position.choices], required=False)
    whose = forms.ChoiceField(label=_("Institutions"), choices=[("", _("Toutes")), *WHOSE], required=False)
    on = forms.DateField(
        label=_("Au jour du"),
        required=False,
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Écrivez un jour qui existe, par exemple 2025-01-10.")},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    check = forms.BooleanField(label=_("À vérifier"), required=False)

    def __init__(self, data: dict, *, platforms: list[Platform], may_record: bool) -> None:
        super().__init__(data)
        self.fields["platform"].choices = [(platform.slug, platform.full_name) for platform in platforms]
        self.fields["on"].widget.attrs["max"] = timezone.localdate().isoformat()
        if not may_record:
            del self.fields["check"]

    def clean_on(self) -> date | None:
        """No day to come, and none before there was any platform."""
        day = self.cleaned_data["on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("Ce jour n’est pas encore venu : personne ne sait où chacun en sera."))
        if day and day < FIRST:
            raise forms.ValidationError(_("Ce jour est avant toute plateforme : choisissez-en un plus récent."))
        return day


class ConfirmForm(forms.Form):
    """The stance is still so: where it was seen."""

    source = forms.CharField(
        label=_("Où cela a-t-il été vu ?"),
        max_length=SOURCE_LENGTH,
        help_text=_("L’adresse du compte ou de la page. Elle sera publique."),
    )


class ChangeForm(forms.Form):
    """A stance from its source; what the source does not say stays empty."""

    ROWS = [["position", "as_of"], ["source", "confidence"], ["note_fr", "note_en"]]

    position = forms.ChoiceField(label=_("Position"), choices=[("", _("Choisir…")), *Position.choices])
    as_of = PartialDateField(
        label=_("Depuis"), required=True, help_text=_("Ce que l’on sait : 2025, 2025-01 ou 2025-01-10.")
    )
    source = forms.CharField(label=_("Source"), max_length=SOURCE_LENGTH, help_text=SOURCE_HELP)
    confidence = forms.ChoiceField(
        label=_("Fiabilité de la source"), choices=[("", _("Non jugée")), *Confidence.choices], required=False
    )
    note_fr = forms.CharField(label=_("Précision"), required=False, max_length=200)
    note_en = forms.CharField(label=_("Précision, en anglais"), required=False, max_length=200)

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The fields in the order of the page, side by side."""
        return [[self[name] for name in row] for row in self.ROWS]

    @property
    def said(self) -> Noted:
        """What the source says, as the actions take it; only when valid."""
        data = self.cleaned_data
        return Noted(
            position=Position(data["position"]),
            source=data["source"],
            as_of=data["as_of"],
            note=Pair(data["note_fr"], data["note_en"]),
            figure=data.get("stated_figure"),
            scope=Pair(data.get("stated_scope_fr", ""), data.get("stated_scope_en", "")),
            confidence=data["confidence"],
        )


class NoteForm(ChangeForm):
    """The same about an institution and a platform of one's choice, with the figure that the source gives."""

    ROWS = [
        *(["institution"], ["peer_fr", "peer_en"], ["peer_country", "platform"]),
        *ChangeForm.ROWS,
        *(["stated_figure"], ["stated_scope_fr", "stated_scope_en"]),
    ]

    as_of = PartialDateField(label=_("Depuis"))
    institution = forms.ModelChoiceField(label=_("Institution"), queryset=Unit.objects.none(), required=False)
    peer_fr = forms.CharField(
        label=_("Ou une institution tierce qui n’est pas dans la liste"), required=False, max_length=160
    )
    peer_en = forms.CharField(label=_("Son nom en anglais"), required=False, max_length=160)
    peer_country = CountryField(label=_("Son pays"))
    platform = forms.ModelChoiceField(label=_("Plateforme"), queryset=Platform.objects.all(), to_field_name="slug")
    stated_figure = forms.IntegerField(
        label=_("Nombre d’abonnés annoncé"),
        required=False,
        min_value=0,
        max_value=10**12,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    stated_scope_fr = forms.CharField(label=_("Pour quels comptes"), required=False, max_length=100)
    stated_scope_en = forms.CharField(label=_("Pour quels comptes, en anglais"), required=False, max_length=100)

    def __init__(self, *args: object, institutions: list[Unit], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        own = [unit.pk for unit in institutions]
        self.fields["institution"].queryset = Unit.objects.filter(Q(pk__in=own) | Q(kind=UnitKind.PEER))

    def clean(self) -> dict:
        """One institution: chosen from the list, or named."""
        cleaned = super().clean()
        if "institution" in cleaned and bool(cleaned["institution"]) == bool(cleaned.get("peer_fr")):
            self.add_error(
                "institution", _("Choisissez une institution de la liste, ou nommez-en une : l’un ou l’autre.")
            )
        return cleaned

    @property
    def peer(self) -> Pair:
        """The name of the institution that is not in the list; only when valid."""
        return Pair(self.cleaned_data["peer_fr"], self.cleaned_data["peer_en"])
