"""The request itself as one form; a draft needs its unit, platform and title only."""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.organisation.models import User
from registry.organisation.permissions import Can, units_where
from workflows.requests.forms.choices import PersonField, PlatformField, UnitField, people_of
from workflows.requests.models import PageRequest
from workflows.requests.queries.wishes import wish_of
from workflows.requests.rules import Check

LANGUAGES = [("fr", gettext_lazy("Français")), ("en", gettext_lazy("Anglais"))]
# field of a rule that is not kept → what to do about it
TO_MEND: dict[str, Promise] = {
    "platform": gettext_lazy("L’institution n’ouvre plus de page sur cette plateforme : choisissez-en une autre."),
    "purpose": gettext_lazy("Dites l’objet de la page."),
    "audience": gettext_lazy("Nommez le public."),
    "languages": gettext_lazy("Choisissez le français, l’anglais ou les deux."),
    "primary_steward": gettext_lazy("L’une des deux personnes au moins ne doit pas être étudiante."),
    "backup_steward": gettext_lazy("Nommez deux personnes différentes."),
    "recovery_mailbox": gettext_lazy("Donnez une boîte de l’unité."),
}
UNTYPED = {"autocapitalize": "none", "spellcheck": "false"}


class RequestForm(forms.Form):
    """What is asked, in the order of the page. Choices are limited to where ``user`` may ask."""

    optional_unsaid = True

    unit = UnitField(label=gettext_lazy("Unité"), empty_label=None, widget=forms.Select(attrs={"class": "medium"}))
    title = forms.CharField(
        label=gettext_lazy("Nom de la page"),
        max_length=160,
        help_text=gettext_lazy("Tel que le public le lira."),
    )
    purpose = forms.CharField(
        label=gettext_lazy("Pour dire quoi ?"),
        max_length=4000,
        required=False,
        help_text=gettext_lazy("Deux phrases suffisent."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    audience = forms.CharField(
        label=gettext_lazy("À qui s’adresse-t-elle ?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Un compte suivi par le même public touche plus de monde qu’une page neuve."),
    )
    platform = PlatformField(
        label=gettext_lazy("Plateforme"),
        empty_label=gettext_lazy("Choisir…"),
        widget=forms.Select(attrs={"class": "medium"}),
    )
    wanted_handle = forms.CharField(
        label=gettext_lazy("Nom de compte souhaité"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Il ne doit pas faire croire à un compte de toute l’institution."),
        widget=forms.TextInput(attrs=UNTYPED | {"class": "medium"}),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Langues de publication"),
        choices=LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    rhythm = forms.CharField(
        label=gettext_lazy("Rythme de publication"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Par exemple : une fois par semaine, d’avril à octobre."),
    )
    primary_steward = PersonField(
        label=gettext_lazy("Responsable"),
        required=False,
        empty_label=gettext_lazy("À nommer"),
        widget=forms.Select(attrs={"class": "medium"}),
    )
    backup_steward = PersonField(
        label=gettext_lazy("Seconde personne"),
        required=False,
        empty_label=gettext_lazy("À nommer"),
        help_text=gettext_lazy(
            "Si l’une part, l’autre garde les clés. Deux étudiantes ou étudiants ne peuvent en répondre seuls."
        ),
        widget=forms.Select(attrs={"class": "medium"}),
    )
    recovery_mailbox = forms.EmailField(
        label=gettext_lazy("Boîte de récupération"),
        required=False,
        help_text=gettext_lazy("Une boîte de l’unité, jamais une adresse personnelle."),
        widget=forms.EmailInput(attrs={"class": "medium", "autocomplete": "off"}),
    )

    def __init__(
        self, data: Mapping | None = None, *, user: User, asked: PageRequest | None = None, **options: object
    ) -> None:
        super().__init__(data, initial=as_input(asked) if asked else None, **options)
        units = units_where(user, Can.REQUEST_CREATE)
        if asked:
            units = units | type(asked.unit).objects.filter(pk=asked.unit_id)
        self.fields["unit"].queryset = units.distinct()
        institutions = {unit.institution_id for unit in units}
        self.fields["platform"].note_stances(institutions)
        people = people_of(institutions)
        for name in ("primary_steward", "backup_steward"):
            self.fields[name].queryset = people

    def clean(self) -> dict[str, object]:
        """Read the wished name as the register would, and keep the stewards inside the unit's institution."""
        data = super().clean()
        wish = wish_of(data.get("platform"), data.get("wanted_handle", ""))
        if wish.refusal:
            self.add_error("wanted_handle", str(wish.refusal))
        elif wish.handle:
            data["wanted_handle"] = wish.handle
        unit = data.get("unit")
        for name in ("primary_steward", "backup_steward") if unit else ():
            person = data.get(name)
            if person and not people_of([unit.institution_id]).filter(pk=person.pk).exists():
                self.add_error(name, _("Cette personne n’est pas de l’institution de l’unité."))
        return data

    def hold_to(self, checks: Iterable[Check]) -> bool:
        """Put each rule that is not kept beside the field that mends it; whether all are kept."""
        broken = [check for check in checks if not check.kept]
        for check in broken:
            self.add_error(check.field, TO_MEND[check.field])
        return not broken


def as_input(asked: PageRequest) -> dict[str, object]:
    """What the request says now, in the form's own terms."""
    plain = ("title", "purpose", "audience", "wanted_handle", "languages", "rhythm", "recovery_mailbox")
    people = {name: getattr(asked, name) for name in ("primary_steward", "backup_steward")}
    return (
        {name: getattr(asked, name) for name in plain}
        | {"unit": asked.unit.slug, "platform": asked.platform.slug}
        | {name: person.email for name, person in people.items() if person}
    )
