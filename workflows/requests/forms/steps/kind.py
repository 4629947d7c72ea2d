"""The first step: what is asked, for which unit, and where it is or about which account of the register."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.accounts.models import Account
from registry.accounts.status import LISTED_STANDINGS, Standing, Status
from registry.organisation.models import Unit
from registry.organisation.permissions import Can, units_where
from workflows.requests.forms.choices import AccountField, PlatformField, UnitField
from workflows.requests.forms.steps.base import StepForm
from workflows.requests.forms.steps.labels import HELP
from workflows.requests.kinds import NATURES
from workflows.requests.models import PageRequest
from workflows.requests.queries.stances import is_closed
from workflows.requests.queries.wishes import is_named
from workflows.requests.questions import CONTENT, fields, working_title
from workflows.requests.states import Kind

# The accounts that a request may be about, by their status; the register changes what it knows of the others by itself.
ALIVE = (Status.ACTIVE, Status.DORMANT, Status.CLOSING, Status.LOST, Status.COMPROMISED)
STATUSES: dict[str, tuple[str, ...]] = {
    Kind.REACTIVATE: (Status.DORMANT, Status.CLOSING, Status.CLOSED),
    Kind.ADD_ADMINISTRATOR: (Status.ACTIVE, Status.DORMANT),
}
# What cannot be asked for where the institution opens no page, and what is said then.
CLOSED: dict[str, Promise] = {
    Kind.OPEN: gettext_lazy(
        "L’institution n’ouvre plus de page sur %(platform)s : choisissez autre chose, ou demandez une exception."
    ),
    Kind.REACTIVATE: gettext_lazy("L’institution n’est plus présente sur %(platform)s : ce compte ne se réactive pas."),
}
MEDIUM = {"class": "medium"}


class KindChoice(str):
    """The name of a kind with the line under it, as the widget's template draws them."""

    help = ""


def _kinds() -> list[tuple[str, KindChoice]]:
    choices = []
    for kind in Kind:
        label = KindChoice(kind.label)
        label.help = HELP[kind]
        choices.append((kind.value, label))
    return choices


class KindForm(StepForm):
    """What is asked. Where it is about an account, unit and platform are the account's own."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Que demandez-vous ?"), choices=_kinds, required=False, widget=forms.RadioSelect
    )
    unit = UnitField(label=gettext_lazy("Unité"), empty_label=None, widget=forms.Select(attrs=MEDIUM))
    platform = PlatformField(
        label=gettext_lazy("Plateforme"),
        empty_label=gettext_lazy("Choisir…"),
        error_messages={"required": gettext_lazy("Choisissez la plateforme.")},
        widget=forms.Select(attrs=MEDIUM),
    )
    about = AccountField(
        label=gettext_lazy("Compte dont il s’agit"),
        empty_label=gettext_lazy("Choisir…"),
        error_messages={"required": gettext_lazy("Choisissez le compte dont il s’agit.")},
    )
    to_unit = UnitField(
        label=gettext_lazy("Unité qui reçoit le compte"),
        empty_label=gettext_lazy("Choisir…"),
        required=False,
        widget=forms.Select(attrs=MEDIUM),
    )
    exception_reason = forms.CharField(
        label=gettext_lazy("Pourquoi une exception ?"),
        max_length=2000,
        required=False,
        help_text=gettext_lazy(
            "Ce qui presse, et ce qui arriverait sans cette page. La direction de l’institution le lira."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def prepare(self) -> None:
        """Units where ``user`` may ask, platforms with their stances, accounts of those units, sister units."""
        super().prepare()
        self.initial.setdefault("kind", self.kind_now)
        units = units_where(self.user, Can.REQUEST_CREATE)
        if self.asked:
            units = units | Unit.objects.filter(pk=self.asked.unit_id)
        units = units.distinct()
        institutions = {unit.institution_id for unit in units}
        if "unit" in self.fields:
            self.fields["unit"].queryset = units
        if "platform" in self.fields:
            self.fields["platform"].note_stances(institutions)
        if "about" in self.fields:
            self.fields["about"].queryset = _accounts(units, self.kind_now)
        if "to_unit" in self.fields:
            roots = Unit.objects.filter(pk__in=institutions)
            self.fields["to_unit"].queryset = Unit.objects.of_the_register().under(*roots)

    def clean_kind(self) -> str:
        """The kind, which a program may leave out."""
        return self.cleaned_data["kind"] or self.kind_now

    def clean(self) -> dict[str, object]:
        """What follows from the kind: an account brings its unit and platform; what another kind had asked is emptied."""
        data = super().clean()
        account = data.get("about")
        if account:
            data |= {"unit": account.unit, "platform": account.platform}
            self._look_at_units(data)
        if self.asked is None or self.asked.kind != data.get("kind"):
            data |= _emptied(data["kind"], set(self.fields)) if data.get("kind") else {}
        if data.get("unit") and data.get("platform"):
            self._name(data)
            self._look_at_stance(data)
        return data

    def _look_at_units(self, data: dict) -> None:
        if data.get("to_unit") and data["to_unit"] == data["unit"]:
            self.add_error("to_unit", _("Cette unité tient déjà le compte."))
        elif data.get("to_unit") and data["to_unit"].institution_id != data["unit"].institution_id:
            self.add_error("to_unit", _("Cette unité est d’une autre institution."))

    def _name(self, data: dict) -> None:
        """A request about an account bears its name; a page that nobody has named yet has one to be found by."""
        if "title" in self.fields:
            return
        if data.get("about"):
            data["title"] = data["about"].title_fr
        elif self.asked is None or self.asked.about_id or not is_named(self.asked):
            data["title"] = working_title(data["platform"].name, data["unit"].name_fr)

    def _look_at_stance(self, data: dict) -> None:
        """A platform that is closed to new pages is not asked for, but a draft that was there before may be read on."""
        kind = data.get("kind")
        same = ("kind", "unit", "platform")
        if self.asked and all(data.get(name) == getattr(self.asked, name) for name in same):
            return
        if kind in CLOSED and is_closed(data["unit"], data["platform"]):
            field = "about" if "about" in self.fields else "platform"
            self.add_error(field, CLOSED[kind] % {"platform": data["platform"].name})


def _accounts(units, kind: str):
    """The accounts of these units that a request of this kind may be about."""
    known = Account.objects.filter(unit__in=units, standing__in=[*LISTED_STANDINGS, Standing.UNCONFIRMED])
    return known.filter(status__in=STATUSES.get(kind, ALIVE)).select_related("platform", "unit")


def _emptied(kind: str, asked_here: set[str]) -> dict[str, object]:
    """Everything that this kind does not ask for, empty: deciders read only what was asked."""
    derived = {"unit", "platform", "title"}
    left_out = [name for name in CONTENT if name not in fields(kind) | derived | asked_here]
    return {name: PageRequest._meta.get_field(name).get_default() for name in left_out} | (
        {} if NATURES[kind].about else {"about": None}
    )
