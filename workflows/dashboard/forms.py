"""What a reader asks the picture and its lists for; a fault leaves the rest of the question standing."""

from datetime import date, timedelta

from django import forms
from django.utils.text import format_lazy
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from registry.accounts.queries import language_name
from registry.accounts.status import Standing, Status
from registry.organisation.models import Unit
from registry.platforms.catalog import CATALOG
from workflows.dashboard.rules import OLD_DAYS, PERIODS, SILENT_DAYS, USUAL

ALL = ("", _("Tous"))
NONE = "none"
FIRST = date(2000, 1, 1)
PERIOD_WORDS = {30: _("30 jours"), 91: _("Trois mois"), 365: _("Un an")}


def day_field(label: str, **options: object) -> forms.DateField:
    """A day that has come; empty for the usual one."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, **options)


class PeriodForm(forms.Form):
    """A day, and the one that it is compared with: so many days before, or a day of one's own."""

    scope = forms.SlugField(required=False, widget=forms.HiddenInput)
    as_of = day_field(_("Au jour du"))
    period = forms.TypedChoiceField(
        label=_("Évolution sur"),
        choices=[("", _("Au choix")), *((days, PERIOD_WORDS[days]) for days in PERIODS)],
        coerce=int,
        empty_value=USUAL,
        required=False,
    )
    since = day_field(_("ou depuis le"))

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        for name in ("as_of", "since"):
            self.fields[name].widget.attrs["max"] = localdate().isoformat()

    def clean_as_of(self) -> date | None:
        """No day to come, and none of before the platforms."""
        return self._come("as_of")

    def clean_since(self) -> date | None:
        """No day to come either."""
        return self._come("since")

    def _come(self, name: str) -> date | None:
        day = self.cleaned_data[name]
        if day and not FIRST <= day <= localdate():
            raise forms.ValidationError(_("Ce jour n’est pas encore venu, ou il est trop ancien."))
        return day

    def clean(self) -> dict[str, object]:
        """The period has a length."""
        said = super().clean()
        since, as_of = said.get("since"), said.get("as_of") or localdate()
        if since and since >= as_of:
            self.add_error("since", _("La comparaison part d’un jour plus ancien."))
        return said

    def shown(self) -> "PeriodForm":
        """The form with the days that are shown: what was left empty is filled in, what is wrong stays as it was written."""
        if not self.is_valid():
            return self
        since, as_of = self.days()
        length = (as_of - since).days
        period = {"period": length} if length in PERIODS else {"since": since.isoformat()}
        return PeriodForm({"scope": self.cleaned_data["scope"], "as_of": as_of.isoformat()} | period)

    def days(self) -> tuple[date, date]:
        """(since, as_of), with the usual ones in the place of what is empty or wrong."""
        self.is_valid()
        as_of = self.cleaned_data.get("as_of") or localdate()
        length = timedelta(days=self.cleaned_data.get("period") or USUAL)
        return self.cleaned_data.get("since") or as_of - length, as_of


def _any(choices: object) -> list:
    return [ALL, *choices]


class AccountsForm(forms.Form):
    """The filters of the list of accounts: what every number of the picture is a link to."""

    scope = forms.SlugField(required=False, widget=forms.HiddenInput)
    since = forms.DateField(required=False, widget=forms.HiddenInput)
    as_of = day_field(_("Au jour du"))
    counts = forms.ChoiceField(
        label=_("Comptes"), required=False, choices=[("", _("Tout le registre")), ("yes", _("Ceux de la portée"))]
    )
    platform = forms.ChoiceField(
        label=_("Plateforme"),
        required=False,
        choices=_any(sorted(((e.slug, e.name) for e in CATALOG.values()), key=lambda pair: pair[1].casefold())),
    )
    unit = forms.ChoiceField(label=_("Unité"), required=False)
    direct = forms.BooleanField(label=_("Sans les unités au-dessous"), required=False, widget=forms.HiddenInput)
    language = forms.ChoiceField(label=_("Langue"), required=False)
    standing = forms.ChoiceField(label=_("Rattachement"), required=False, choices=_any(Standing.choices))
    status = forms.ChoiceField(label=_("Statut"), required=False, choices=_any(Status.choices))
    figure = forms.ChoiceField(
        label=_("Relevé"),
        required=False,
        choices=_any(
            [
                ("any", _("Avec un relevé")),
                ("fresh", _("Récent")),
                ("old", format_lazy(_("De plus de {days} jours"), days=OLD_DAYS)),
                ("missing", _("Aucun")),
            ]
        ),
    )
    stewards = forms.ChoiceField(
        label=_("Responsables"),
        required=False,
        choices=_any(
            [
                ("none", _("Personne")),
                ("one", _("Une seule personne")),
                ("more", _("Plusieurs")),
                ("few", _("Moins que la règle")),
            ]
        ),
    )
    silent = forms.BooleanField(
        label=format_lazy(_("Sans relevé depuis {days} jours"), days=SILENT_DAYS), required=False
    )
    both = forms.BooleanField(label=_("Relevés aux deux bouts de la période"), required=False)
    unsaid = forms.BooleanField(label=_("Pas encore au registre ce jour-là"), required=False)

    def __init__(self, *args: object, units: list[Unit], languages: list[str], **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].choices = _any((unit.slug, unit.name) for unit in units)
        spoken = [(code, language_name(code)) for code in languages]
        self.fields["language"].choices = _any([*spoken, (NONE, _("Non dite"))])

    def said(self) -> dict[str, object]:
        """The filters that are on and valid."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
