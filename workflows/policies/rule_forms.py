"""What an administrator sets: the numbers, the holidays, the person named for what is late."""

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

# The sections of the page; every rule is in one of them (a test holds it).
SECTIONS: tuple[tuple[str, Promise, tuple[str, ...]], ...] = (
    (
        "terms",
        _("Délais"),
        (RuleName.ENDORSEMENT_DAYS, RuleName.ADVICE_DAYS, RuleName.DECISION_DAYS, RuleName.LEADERSHIP_DAYS),
    ),
    (
        "quorums",
        _("Combien de personnes répondent"),
        (RuleName.ENDORSEMENT_QUORUM, RuleName.DECISION_QUORUM, RuleName.LEADERSHIP_QUORUM),
    ),
    (
        "after",
        _("Après l’approbation"),
        (RuleName.APPROVAL_DAYS, RuleName.WARNING_DAYS, RuleName.ADMINISTRATORS),
    ),
    ("reviews", _("Revues"), (RuleName.REVIEW_DAYS, RuleName.STUDENT_REVIEW_DAYS)),
    ("mails", _("Courriels"), (RuleName.MAIL_LINK_HOURS,)),
)
QUORUM_WORDS = {"one": _("Une personne suffit"), "majority": _("La majorité"), "all": _("Toutes les personnes")}
QUORUM_RULES = frozenset({RuleName.ENDORSEMENT_QUORUM, RuleName.DECISION_QUORUM, RuleName.LEADERSHIP_QUORUM})


def rule_field(name: str) -> forms.Field:
    """The field of one rule: plain words for a quorum, else a whole number within the rule's bounds."""
    label, bounds = RuleName(name).label, BOUNDS[name]
    if name in QUORUM_RULES:
        choices = [(code, QUORUM_WORDS[word]) for code, word in QUORUMS.items()]
        return forms.TypedChoiceField(label=label, choices=choices, coerce=int)
    return forms.IntegerField(
        label=label,
        min_value=bounds.least,
        max_value=bounds.most,
        widget=forms.NumberInput(attrs={"class": "short"}),
        help_text=_("De {least} à {most} ; d’ordinaire {default}.").format(
            least=bounds.least, most=bounds.most, default=bounds.default
        ),
    )


class RulesForm(forms.Form):
    """Every rule of an institution at once."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields |= {str(name): rule_field(name) for name in BOUNDS}

    def sections(self) -> list[tuple[str, Promise, list[forms.BoundField]]]:
        """The fields as the page shows them."""
        return [(key, title, [self[str(name)] for name in names]) for key, title, names in SECTIONS]


class ContactForm(forms.Form):
    """Who is told of what is late."""

    person = PersonField(
        label=_("Personne prévenue de ce qui est en retard"),
        queryset=User.objects.none(),
        to_field_name="email",
        required=False,
        empty_label=_("Personne pour l’instant"),
    )

    def __init__(self, *args: object, institution: Unit, **options: object) -> None:
        super().__init__(*args, **options)
        people = User.objects.filter(
            memberships__unit__path__startswith=institution.path, is_active=True, is_service=False
        )
        self.fields["person"].queryset = people.distinct().order_by("full_name", "pk")


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
