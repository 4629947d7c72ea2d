"""What an administrator sets: the numbers, the holidays, the person named for what is late."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.language import Pair
from registry.organisation.models import Unit, User
from registry.organisation.standing_forms import PersonField
from workflows.policies.calendars import FIRST_YEAR, LAST_YEAR, PLACES
from workflows.policies.names import BOUNDS, QUORUMS, RuleName
from workflows.policies.numbers import people_of

NUMBER = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True)
class Section:
    """A part of the page; every rule is in one of them. ``note`` says what its numbers do not do."""

    key: str
    title: Promise
    names: tuple[str, ...]
    note: Promise | str = ""


SECTIONS = (
    Section(
        "terms",
        _("Délais"),
        (RuleName.ENDORSEMENT_DAYS, RuleName.ADVICE_DAYS, RuleName.DECISION_DAYS, RuleName.LEADERSHIP_DAYS),
    ),
    Section(
        "quorums",
        _("Combien de personnes répondent"),
        (RuleName.ENDORSEMENT_QUORUM, RuleName.DECISION_QUORUM, RuleName.LEADERSHIP_QUORUM),
    ),
    Section("after", _("Après l’approbation"), (RuleName.APPROVAL_DAYS, RuleName.WARNING_DAYS)),
    Section("mails", _("Courriels"), (RuleName.MAIL_LINK_HOURS,)),
    Section(
        "written",
        _("Administration des pages et revues"),
        (RuleName.ADMINISTRATORS, RuleName.REVIEW_DAYS, RuleName.STUDENT_REVIEW_DAYS),
        _(
            "Le registre ouvre lui-même chaque revue quand elle est due, quelques-unes par jour, et nomme les comptes que trop "
            "peu de personnes administrent."
        ),
    ),
)
QUORUM_WORDS = {"one": _("Une personne suffit"), "majority": _("La majorité"), "all": _("Toutes les personnes")}
QUORUM_RULES = frozenset({RuleName.ENDORSEMENT_QUORUM, RuleName.DECISION_QUORUM, RuleName.LEADERSHIP_QUORUM})


def in_words(name: str, value: int) -> str:
    """A rule's value as people say it: "La majorité", "10"."""
    return str(QUORUM_WORDS[QUORUMS[value]] if name in QUORUM_RULES else value)


def rule_field(name: str) -> forms.Field:
    """The field of one rule: plain words for a quorum, else a whole number within the rule's bounds."""
    label, bounds, usual = RuleName(name).label, BOUNDS[name], in_words(name, BOUNDS[name].default)
    if name in QUORUM_RULES:
        return forms.TypedChoiceField(
            label=label,
            choices=[(code, QUORUM_WORDS[word]) for code, word in QUORUMS.items()],
            coerce=int,
            show_hidden_initial=True,
            widget=forms.Select(attrs={"class": "medium"}),
            help_text=_("D’ordinaire : {usual}.").format(usual=usual[0].lower() + usual[1:]),
        )
    return forms.IntegerField(
        label=label,
        min_value=bounds.least,
        max_value=bounds.most,
        show_hidden_initial=True,
        widget=forms.NumberInput(attrs={"class": "short"}),
        help_text=_("De {least} à {most} ; d’ordinaire {usual}.").format(
            least=bounds.least, most=bounds.most, usual=usual
        ),
    )


class RulesForm(forms.Form):
    """Every rule of an institution at once; beside each field, hidden, the value that the page showed."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields |= {str(name): rule_field(name) for name in BOUNDS}

    def sections(self) -> list[tuple[Section, list[tuple[forms.BoundField, str]]]]:
        """The fields as the page shows them, each with its value in words."""
        return [(section, [self._said(str(name)) for name in section.names]) for section in SECTIONS]

    def _said(self, name: str) -> tuple[forms.BoundField, str]:
        value = self.initial.get(name)
        return self[name], in_words(name, value) if value else ""

    def touched(self) -> dict[str, int]:
        """The rules that differ from what the page showed, once valid."""
        return {name: self.cleaned_data[name] for name in self.changed_data}

    def seen(self) -> dict[str, int]:
        """What the page showed of each rule; nothing where that does not read as a number."""
        shown = {name: self.data.get(self.add_initial_prefix(name), "") for name in self.fields}
        return {name: int(value) for name, value in shown.items() if NUMBER.fullmatch(value)}

    def tell_overtaken(self, names: Iterable[str], current: Mapping[str, int]) -> None:
        """Say beside each of these rules what it is now, and take that as seen: saving again is then meant."""
        self.data = self.data.copy()
        for name in names:
            self.data[self.add_initial_prefix(name)] = str(current[name])
            now = in_words(name, current[name])
            self.add_error(name, _("Cette règle a changé entre-temps ; elle est maintenant : {now}.").format(now=now))


class ContactForm(forms.Form):
    """Who is told of what is late."""

    person = PersonField(
        label=_("Personne prévenue de ce qui est en retard"),
        queryset=User.objects.none(),
        to_field_name="email",
        required=False,
        empty_label=_("Aucune personne pour l’instant"),
    )

    def __init__(self, *args: object, institution: Unit, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["person"].queryset = people_of(institution)


class HolidayForm(forms.Form):
    """One day of the institution's own."""

    day = forms.DateField(
        label=_("Jour"),
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(date(FIRST_YEAR, 1, 1)), MaxValueValidator(date(LAST_YEAR, 12, 31))],
    )
    name_fr = forms.CharField(label=_("Nom en français"), max_length=80)
    name_en = forms.CharField(label=_("Nom en anglais"), max_length=80, required=False)

    def named(self) -> tuple[date, Pair]:
        """The day and its name, once valid."""
        said = self.cleaned_data
        return said["day"], Pair(said["name_fr"], said["name_en"])


class PlaceForm(forms.Form):
    """Whose public holidays to propose, and of which year."""

    place = forms.ChoiceField(label=_("Jours fériés de"), choices=lambda: [(key, str(PLACES[key])) for key in PLACES])
    year = forms.IntegerField(
        label=_("Année"), min_value=FIRST_YEAR, max_value=LAST_YEAR, widget=forms.NumberInput(attrs={"class": "short"})
    )
