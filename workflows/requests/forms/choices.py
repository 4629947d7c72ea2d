"""What the request's form offers to choose from: units, platforms with their stance, people."""

from collections.abc import Iterable

from django import forms
from django.db.models import Q, QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils import timezone
from django.utils.translation import gettext as _

from registry.accounts.models import Account
from registry.organisation.models import Unit, User
from registry.platforms.catalog import MAIN
from registry.platforms.models import Platform, PlatformStance
from registry.platforms.positions import CLOSED_POSITIONS
from registry.platforms.queries import stances_as_of


class GroupedPlatforms(ModelChoiceIterator):
    """The living platforms: those that institutions are mostly on, in the catalogue's order, then all the others."""

    def __iter__(self):
        yield "", self.field.empty_label
        rows = {platform.slug: platform for platform in self.queryset}
        common = [rows.pop(slug) for slug in MAIN if slug in rows]
        yield _("Les plus courantes"), [self.choice(row) for row in common]
        yield _("Toutes les autres"), [self.choice(row) for row in rows.values()]


class PlatformField(forms.ModelChoiceField):
    """A living platform, by its slug; its line says which institution no longer opens pages there."""

    iterator = GroupedPlatforms

    def __init__(self, **options: object) -> None:
        super().__init__(Platform.objects.filter(closed_on=""), to_field_name="slug", **options)
        self.closed: dict[int, list[PlatformStance]] = {}

    def note_stances(self, institutions: Iterable[int]) -> None:
        """Read where the given institutions stand, so that a platform that they left says it."""
        self.closed = {}
        stances = stances_as_of(timezone.localdate()).filter(institution_id__in=institutions)
        for stance in stances.select_related("institution"):
            if stance.position in CLOSED_POSITIONS:
                self.closed.setdefault(stance.platform_id, []).append(stance)

    def label_from_instance(self, platform: Platform) -> str:
        """The name with its former ones, then the stance where it closes the platform."""
        closed = [
            _("%(institution)s : %(position)s")
            % {"institution": stance.institution.name, "position": stance.get_position_display()}
            for stance in self.closed.get(platform.pk, [])
        ]
        return " – ".join([platform.full_name, *closed])


class UnitField(forms.ModelChoiceField):
    """A unit, by its slug."""

    def __init__(self, **options: object) -> None:
        super().__init__(Unit.objects.none(), to_field_name="slug", **options)

    def label_from_instance(self, unit: Unit) -> str:
        """The unit's name."""
        return unit.name


class AccountField(forms.ModelChoiceField):
    """An account of the register, by its slug."""

    def __init__(self, **options: object) -> None:
        super().__init__(Account.objects.none(), to_field_name="slug", **options)

    def label_from_instance(self, account: Account) -> str:
        """Its name, its address, and the unit that holds it."""
        return f"{account.title} · {account.display} · {account.unit.name}"


class PersonField(forms.ModelChoiceField):
    """A person of the register, by address."""

    def __init__(self, **options: object) -> None:
        super().__init__(User.objects.none(), to_field_name="email", **options)

    def label_from_instance(self, person: User) -> str:
        """Name and address: two people may share a name."""
        return f"{person.full_name} · {person.email}"


def people_of(institutions: Iterable[int]) -> QuerySet[User]:
    """The active people (no programs) who hold a role somewhere in the given institutions."""
    held = Q()
    for number in institutions:
        held |= Q(memberships__unit__path__startswith=f"/{number}/")
    people = User.objects.filter(is_active=True, is_service=False)
    return people.filter(held).distinct() if held else people.none()
