"""The shape of what an administrator types; every choice of a unit is limited to the units given to the form."""

from collections.abc import Iterator

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from registry.organisation.models import ROOT_KINDS, Role, Unit, UnitKind, User
from registry.organisation.queries import unit_lines

KINDS = [(kind.value, kind.label) for kind in UnitKind if kind not in ROOT_KINDS]
REACH = _(
    "Membre et responsable de compte : pour cette unité seulement. Les autres rôles valent aussi pour les unités au-dessous."
)


class InReadingOrder(ModelChoiceIterator):
    """The units as the tree reads, sisters by name."""

    def __iter__(self) -> Iterator[tuple]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for line in unit_lines(self.queryset):
            yield self.choice(line.unit)


class UnitField(forms.ModelChoiceField):
    """A choice among the administrator's units, drawn as the tree reads."""

    iterator = InReadingOrder

    def label_from_instance(self, unit: Unit) -> str:
        """The name after one mark per level."""
        return "\u2014\u00a0" * unit.depth + unit.name


class UnitForm(forms.Form):
    """A new unit under one of the administrator's."""

    parent = UnitField(label=_("Unité au-dessus"), queryset=Unit.objects.none(), empty_label=_("Choisir une unité"))
    kind = forms.ChoiceField(label=_("Nature"), choices=KINDS)
    name_fr = forms.CharField(label=_("Nom en français"), max_length=160)
    name_en = forms.CharField(label=_("Nom en anglais"), max_length=160, required=False)
    slug = forms.SlugField(
        label=_("Nom court"),
        max_length=80,
        required=False,
        help_text=_("Lettres sans accent, chiffres et tirets. Laissé vide, il est tiré du nom français."),
    )

    def __init__(self, *args: object, units: QuerySet[Unit], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = units

    def clean(self) -> dict:
        """Fill the short name, and refuse one that another unit has."""
        cleaned = super().clean()
        slug = cleaned.get("slug") or slugify(cleaned.get("name_fr", ""))[:80].strip("-")
        if "slug" in self.errors or "name_fr" in self.errors:
            return cleaned
        if not slug:
            self.add_error("slug", _("Ce nom ne donne aucun nom court : écrivez-en un."))
        elif Unit.objects.filter(slug=slug).exists():
            self.add_error("slug", _("Ce nom court est déjà celui d’une autre unité."))
        return cleaned | {"slug": slug}


class RoleForm(forms.Form):
    """A role on one of the administrator's units."""

    unit = UnitField(label=_("Unité"), queryset=Unit.objects.none(), empty_label=_("Choisir une unité"))
    role = forms.ChoiceField(label=_("Rôle"), choices=Role.choices, help_text=REACH)

    def __init__(self, *args: object, units: QuerySet[Unit], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class InviteForm(RoleForm):
    """A person and a first role."""

    full_name = forms.CharField(label=_("Prénom et nom"), max_length=120)
    email = forms.EmailField(label=_("Adresse institutionnelle"), max_length=254)
    job_title = forms.CharField(label=_("Fonction"), max_length=120, required=False)
    language = forms.ChoiceField(label=_("Langue des messages"), choices=User._meta.get_field("language").choices)

    field_order = ("full_name", "email", "job_title", "language", "unit", "role")


class PeopleFilterForm(forms.Form):
    """The filters of the list of people."""

    q = forms.CharField(label=_("Chercher"), required=False, widget=forms.SearchInput)
    role = forms.ChoiceField(label=_("Rôle"), required=False, choices=[("", _("Tous")), *Role.choices])
    unit = UnitField(
        label=_("Unité"), required=False, queryset=Unit.objects.none(), empty_label=_("Toutes"), to_field_name="slug"
    )

    def __init__(self, *args: object, units: QuerySet[Unit], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
