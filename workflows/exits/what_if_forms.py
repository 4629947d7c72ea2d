"""What a *what if* is asked with, and the name under which its answer is kept."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from registry.organisation.models import Unit
from registry.organisation.tree import numbers, reading_order
from registry.platforms.models import Platform
from workflows.exits.impact_queries import Question
from workflows.exits.states import Kind

MOST = 4


class WhatIfForm(forms.Form):
    """Platform, kind, and the units that are taken with all below them; no unit is the whole institution."""

    platform = forms.ChoiceField(label=_("Plateforme"))
    kind = forms.ChoiceField(label=_("Que ferait-on ?"), choices=Kind)
    unit = forms.MultipleChoiceField(
        label=_("Unités"),
        required=False,
        help_text=_("Chacune avec toutes celles qui sont au-dessous. Aucune choisie : toute l’institution."),
    )

    def __init__(self, *args: object, institution: Unit, units: list[Unit], **options: object) -> None:
        super().__init__(*args, **options)
        self.institution = institution
        self.platforms = {row.slug: row for row in Platform.objects.order_by("name", "pk")}
        self.units = {unit.slug: unit for unit in _in_order(institution, units)}
        self.fields["platform"].choices = [
            ("", _("Choisissez")),
            *((slug, row.full_name) for slug, row in self.platforms.items()),
        ]
        self.fields["unit"].choices = [(slug, unit.name) for slug, unit in self.units.items()]

    @cached_property
    def rows(self) -> list[tuple[Unit, str, bool]]:
        """Every unit with the space before its name, and whether it is chosen."""
        chosen = set(self["unit"].value() or ())
        top = len(numbers(self.institution.path)) + 1
        return [
            (unit, "\u2003" * max(len(numbers(unit.path)) - top, 0), unit.slug in chosen)
            for unit in self.units.values()
            if unit.pk != self.institution.pk
        ]

    @cached_property
    def question(self) -> Question:
        """What is asked; only when valid."""
        said = self.cleaned_data
        units = tuple(self.units[slug] for slug in said["unit"])
        return Question(self.institution, self.platforms[said["platform"]], said["kind"], units)

    @property
    def stranger(self) -> bool:
        """Whether a unit is asked about that the institution does not have."""
        return bool(set(self["unit"].value() or ()) - set(self.units))


class NameForm(forms.Form):
    """Under which name an answer is kept."""

    name = forms.CharField(
        label=_("Nom du scénario"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Par exemple : Suspendre, sauf le laboratoire."),
    )


class KeepForm(WhatIfForm, NameForm):
    """What was asked, with the name."""


class CompareForm(forms.Form):
    """The scenarios that are put side by side, by their numbers: one to `MOST`."""

    s = forms.TypedMultipleChoiceField(coerce=int)

    def __init__(self, data: object, *, known: list[int]) -> None:
        super().__init__(data)
        self.fields["s"].choices = [(number, number) for number in known]

    @property
    def numbers(self) -> list[int]:
        """Those chosen, in the order in which they were, each once."""
        return list(dict.fromkeys(self.cleaned_data["s"]))[:MOST] if self.is_valid() else []


def _in_order(institution: Unit, units: list[Unit]) -> list[Unit]:
    own = {unit.pk: unit for unit in units if unit.path.startswith(institution.path)}
    return [own[number] for number in reading_order({pk: (unit.path, unit.sort_key) for pk, unit in own.items()})]
