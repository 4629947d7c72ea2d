"""Figures as somebody read them: one, a correction, an answer to a question, and all the accounts of a unit at once."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from registry.accounts.models import Account
from registry.followers.actions import Figure
from registry.followers.implausible import FIRST_DAY
from registry.followers.states import Method, Metric
from registry.followers.typed import ungrouped

MOST = 10**10
# What a person may say of how they got a figure; the other methods are the register's own.
BY_PEOPLE = (Method.HAND, Method.ANNOUNCED, Method.ESTIMATE)
DAY = forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d")


def countable(day: date) -> None:
    """A validator: nobody counted tomorrow, nor before there was a platform."""
    if day > localdate():
        raise ValidationError(_("Ce jour n’est pas encore venu."))
    if day < FIRST_DAY:
        raise ValidationError(_("Aucune plateforme n’existait ce jour-là : vérifiez l’année."))


class FigureField(forms.IntegerField):
    """A number of people, as typed or as pasted from a page: "12 500" is one."""

    widget = forms.TextInput

    def __init__(self, **words: object) -> None:
        wrong = {"invalid": _("Écrivez un nombre entier, par exemple 12 500.")}
        super().__init__(min_value=0, max_value=MOST, error_messages=wrong, **words)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, object]:
        """A telephone shows its digits; nothing turns the number when a wheel does."""
        return {"inputmode": "numeric", "autocomplete": "off", "class": "short"}

    def to_python(self, value: object) -> int | None:
        """The number, its thousands together."""
        return super().to_python(ungrouped(value) if isinstance(value, str) else value)


def source_field() -> forms.CharField:
    """Where a figure was read."""
    return forms.CharField(
        label=_("Source"), max_length=300, help_text=_("Où le chiffre a été lu, sans nom de personne : il est public.")
    )


def exact_field() -> forms.BooleanField:
    """Whether the platform rounds."""
    return forms.BooleanField(
        label=_("Chiffre exact"), required=False, initial=True, help_text=_("À décocher quand la plateforme arrondit.")
    )


class CountForm(forms.Form):
    """A measurement of one account; none is of tomorrow."""

    day = forms.DateField(label=_("Jour du relevé"), widget=DAY, validators=[countable])
    value = FigureField(label=_("Nombre"))
    metric = forms.ChoiceField(label=_("Ce qui est compté"), choices=Metric.choices, required=False)
    is_exact = exact_field()
    method = forms.ChoiceField(
        label=_("Comment"), choices=[(method.value, method.label) for method in BY_PEOPLE], required=False
    )
    source = source_field()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].widget.attrs["max"] = localdate().isoformat()

    def figure(self) -> Figure:
        """What was read, once valid."""
        said = self.cleaned_data
        return Figure(
            said["day"],
            said["value"],
            said["source"],
            metric=said["metric"] or Metric.FOLLOWERS,
            is_exact=said["is_exact"],
            method=said["method"] or Method.HAND,
        )


class CorrectionForm(forms.Form):
    """What should have been written, and why."""

    value = FigureField(label=_("Nombre"))
    is_exact = exact_field()
    source = source_field()
    reason = forms.CharField(label=_("Motif de la correction"), max_length=300)


class AnswerForm(forms.Form):
    """Whether a doubted figure counts."""

    keep = forms.TypedChoiceField(
        label=_("Ce chiffre est-il juste ?"),
        choices=[("yes", _("Oui, le garder")), ("no", _("Non, l’écarter"))],
        coerce=lambda word: word == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Ce qui le montre"), max_length=300)


class GridForm(forms.Form):
    """One day, one source, and a figure per account, in the series of its last one; an account left empty was not read.

    Each is exact unless its row says that the platform rounds it.
    """

    PREFIX, ROUNDED = "account_", "rounded_"

    day = forms.DateField(label=_("Jour du relevé"), widget=DAY, validators=[countable])
    source = source_field()

    def __init__(self, accounts: Iterable[Account], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.accounts = list(accounts)
        for account in self.accounts:
            self.fields[self._name(account)] = FigureField(label=self._label(account), required=False)
            self.fields[self._name(account, self.ROUNDED)] = forms.BooleanField(label=_("arrondi"), required=False)

    @classmethod
    def numbers_in(cls, sent: Iterable[str]) -> list[int]:
        """The numbers of the accounts whose fields were sent."""
        numbers = [name.removeprefix(cls.PREFIX) for name in sent if name.startswith(cls.PREFIX)]
        return [int(number) for number in numbers if number.isascii() and number.isdigit() and len(number) < 19]

    def clean(self) -> dict[str, object]:
        """Nothing is no reading."""
        if not self.errors and not self.figures():
            raise ValidationError(_("Écrivez au moins un nombre."))
        return self.cleaned_data

    def lines(self) -> list[tuple[Account, forms.BoundField, forms.BoundField]]:
        """Each account with its number and its tick, as the page draws them."""
        return [
            (account, self[self._name(account)], self[self._name(account, self.ROUNDED)]) for account in self.accounts
        ]

    def figures(self) -> list[tuple[Account, Figure]]:
        """What was read, account by account, once valid."""
        said = self.cleaned_data
        read = [(account, said[self._name(account)]) for account in self.accounts]
        return [(account, self._figure(account, value)) for account, value in read if value is not None]

    def _figure(self, account: Account, value: int) -> Figure:
        said = self.cleaned_data
        return Figure(
            said["day"],
            value,
            said["source"],
            metric=account.last_metric or Metric.FOLLOWERS,
            is_exact=not said[self._name(account, self.ROUNDED)],
        )

    @staticmethod
    def _name(account: Account, prefix: str = PREFIX) -> str:
        return f"{prefix}{account.pk}"

    @staticmethod
    def _label(account: Account) -> str | Promise:
        return f"{account.platform.name} · {account.title}"
