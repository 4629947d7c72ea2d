"""The rows of a decision: the accounts that it covers or expressly does not, and where followers are sent instead."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from registry.accounts.models import Account
from registry.organisation.models import Unit
from registry.platforms.canonical import Refusal, canonicalise
from registry.platforms.models import Platform
from workflows.exits.fields import WebAddressField
from workflows.exits.models import ExitDecision, ScopeLine
from workflows.exits.moving import accounts_in_reach
from workflows.exits.rules import DEFAULT_TREATMENT
from workflows.exits.scoping import columns_of, reach_from
from workflows.exits.states import HandleFate, Reach, Treatment

EMPTY_ROWS = 3
MOST_ROWS = 500
# Beyond so many lines the page shows the exceptions alone, and the accounts of a tree stay with their tree.
MOST_SHOWN = 100


def _number(text: str) -> int | None:
    return int(text) if text else None


def _sent_number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


class AccountByName(forms.Field):
    """An account of the institution by its handle or address, where there are too many for a list; gives its number."""

    default_error_messages = {"unknown": _("Aucun compte de l’institution sur cette plateforme ne porte ce nom.")}

    def __init__(self, accounts: dict[int, Account]) -> None:
        super().__init__(label=_("Compte, par son nom ou son adresse"), required=False)
        self.accounts = accounts

    def to_python(self, value: object) -> int | None:
        """The account's number."""
        text = str(value or "").strip().casefold().removeprefix("@")
        if not text:
            return None
        rows = self.accounts.items()
        names = {
            word.casefold().removeprefix("@"): pk for pk, row in rows for word in (row.handle, row.display, row.address)
        }
        if text not in names:
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        return names[text]


def _account_choice(accounts: dict[int, Account]) -> forms.TypedChoiceField:
    titles = [(number, f"{account.title} ({account.display})") for number, account in accounts.items()]
    return forms.TypedChoiceField(
        label=_("Compte"), required=False, coerce=_number, empty_value=None, choices=[("", _("Aucun")), *titles]
    )


class TreeForm(forms.Form):
    """A unit's tree taken whole, with what becomes of all that is below."""

    unit = forms.ModelChoiceField(label=_("Unité"), queryset=Unit.objects.none())
    reach = forms.ChoiceField(label=_("Portée"), choices=Reach, initial=Reach.COVERED)
    treatment = forms.ChoiceField(
        label=_("Traitement"), choices=[("", _("Selon la nature de la décision")), *Treatment.choices], required=False
    )
    handle_fate = forms.ChoiceField(label=_("Nom de compte"), choices=HandleFate.choices, initial=HandleFate.UNKNOWN)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, decision: ExitDecision, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(path__startswith=decision.institution.path).order_by("path")
        self.fields["seen"].initial = decision.version


class RowForm(forms.Form):
    """A row among others; `is_open` tells an empty one that was written in. `PAIRED` fields stand apart, two by two."""

    PAIRED: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the fold of an added row is shown open."""
        return self.is_bound and self.has_changed()


class LineForm(RowForm):
    """An account of the register, or words for several whose handles are not known. An empty treatment is the kind's own."""

    PAIRED = ("note_fr", "note_en", "rationale_fr", "rationale_en")

    account_id = forms.CharField(required=False)
    label_fr = forms.CharField(label=_("Ou des comptes non nommés"), required=False, max_length=200)
    label_en = forms.CharField(label=_("Les mêmes, en anglais"), required=False, max_length=200)
    covered = forms.ChoiceField(label=_("Portée"), choices=Reach, initial=Reach.COVERED)
    treatment = forms.ChoiceField(
        label=_("Traitement"), choices=[("", _("Selon la nature de la décision")), *Treatment.choices], required=False
    )
    handle_fate = forms.ChoiceField(label=_("Nom de compte"), choices=HandleFate.choices, initial=HandleFate.UNKNOWN)
    note_fr = forms.CharField(label=_("Précision"), required=False, max_length=300)
    note_en = forms.CharField(label=_("Précision, en anglais"), required=False, max_length=300)
    rationale_fr = forms.CharField(label=_("Motif propre, s’il diffère"), required=False, max_length=4000)
    rationale_en = forms.CharField(label=_("Motif propre, en anglais"), required=False, max_length=4000)

    def __init__(self, *args: object, accounts: dict[int, Account], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.accounts = accounts
        named = {pk: row for pk, row in accounts.items() if pk == self.initial.get("account_id")}
        by_name = len(accounts) > MOST_SHOWN and not named
        self.fields["account_id"] = AccountByName(accounts) if by_name else _account_choice(named or accounts)
        if not accounts:
            self.fields["account_id"].widget = forms.HiddenInput()
            self.fields["label_fr"].label = _("Comptes non nommés")
        if self.heading:
            unused = ("label_fr", "label_en") if self.initial["account_id"] else ("account_id",)
            for name in unused:
                self.fields[name].widget = forms.HiddenInput()
            if self.initial["account_id"]:
                self.fields["account_id"].widget = forms.HiddenInput()

    @property
    def heading(self) -> str:
        """The account that this row is about; "" for words, and for an empty row."""
        account = self.accounts.get(self.initial.get("account_id"))
        return f"{account.title}, {account.display}" if account else self.initial.get("label_fr", "")

    def clean(self) -> dict:
        """An account or words, not both, and words in both languages."""
        cleaned = super().clean()
        account, fr, en = cleaned.get("account_id"), cleaned.get("label_fr"), cleaned.get("label_en")
        if "account_id" in cleaned and bool(account) == bool(fr):
            self.add_error("label_fr", _("Choisissez un compte, ou dites lesquels : l’un ou l’autre."))
        if bool(fr) != bool(en):
            self.add_error("label_en", _("Dites ces comptes en français et en anglais."))
        if bool(cleaned.get("rationale_fr")) != bool(cleaned.get("rationale_en")):
            self.add_error("rationale_en", _("Un motif propre s’écrit en français et en anglais."))
        return cleaned


class RowFormSet(forms.BaseFormSet):
    """Rows where the empty ones at the end count for nothing."""

    def add_fields(self, form: forms.Form, index: int) -> None:
        """The box that takes a row away, for rows that are there."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Retirer cette ligne")

    @property
    def rows(self) -> list[dict]:
        """The columns of each row that stays, in the order of the page; only when valid."""
        kept = [form for form in self.forms if form not in self.deleted_forms]
        filled = [form for form in kept if form in self.initial_forms or form.has_changed()]
        return [{name: value for name, value in form.cleaned_data.items() if name != "DELETE"} for form in filled]


class LineFormSet(RowFormSet):
    """The scope of a decision: an account stands in it once."""

    def clean(self) -> None:
        """Refuse a second line for the same account."""
        accounts = [row["account_id"] for row in self.rows if row.get("account_id")] if not any(self.errors) else []
        if len(set(accounts)) < len(accounts):
            raise forms.ValidationError(_("Un même compte ne tient qu’une ligne."))

    def lines(self, kind: str) -> list[dict]:
        """The `ScopeLine` columns of each row, the treatment of ``kind`` where none was chosen."""
        return [
            row | columns_of(row["covered"]) | {"treatment": row["treatment"] or DEFAULT_TREATMENT[kind]}
            for row in self.rows
        ]


class ChannelForm(RowForm):
    """Where followers are sent: an account of a platform (read by the reader of addresses), or a site."""

    platform_id = forms.TypedChoiceField(label=_("Plateforme"), required=False, coerce=_number, empty_value=None)
    address = forms.CharField(label=_("Adresse"), required=False, max_length=400)
    label_fr = forms.CharField(label=_("Nom du canal"), required=False, max_length=120)
    label_en = forms.CharField(label=_("Nom, en anglais"), required=False, max_length=120)

    @property
    def heading(self) -> str:
        """The channel that this row is about; "" for an empty row."""
        return self.initial.get("label_fr", "")

    def __init__(self, *args: object, platforms: dict[int, Platform], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.platforms = platforms
        names = [(number, platform.name) for number, platform in platforms.items()]
        self.fields["platform_id"].choices = [("", _("Site web")), *names]

    def clean_address(self) -> str:
        """The canonical address; of the chosen platform when there is one."""
        text, number = self.cleaned_data["address"], self.cleaned_data.get("platform_id")
        if not text or not number:
            return WebAddressField().clean(text)
        reading = canonicalise(text, self.platforms[number].slug)
        if isinstance(reading, Refusal):
            raise forms.ValidationError(str(reading.sentence))
        return reading.address

    def clean(self) -> dict:
        """The platform's name where the channel has none; English as French where it is not said."""
        cleaned = super().clean()
        platform = self.platforms.get(cleaned.get("platform_id"))
        cleaned["label_fr"] = cleaned.get("label_fr") or (platform.name if platform else "")
        cleaned["label_en"] = cleaned.get("label_en") or cleaned["label_fr"]
        if not cleaned["label_fr"]:
            self.add_error("label_fr", _("Nommez ce canal."))
        return cleaned


LINES = forms.formset_factory(
    LineForm,
    formset=LineFormSet,
    extra=EMPTY_ROWS,
    can_delete=True,
    can_delete_extra=False,
    max_num=MOST_ROWS,
    absolute_max=MOST_ROWS,
)
CHANNELS = forms.formset_factory(
    ChannelForm,
    formset=RowFormSet,
    extra=EMPTY_ROWS,
    can_delete=True,
    can_delete_extra=False,
    max_num=MOST_ROWS,
    absolute_max=MOST_ROWS,
)


def scope_formset(data: dict | None, decision: ExitDecision | None = None) -> LineFormSet:
    """The lines of a decision with empty rows after them; without a decision, unnamed accounts only."""
    accounts = _accounts_of(decision) if decision else {}
    if data is None:
        shown = exceptions(decision) if decision and trees_stay(decision) else decision.lines.all() if decision else []
        initial = [_line(line, decision.kind) for line in shown]
    else:
        initial = _as_sent(data, "lines", ("account_id", "label_fr"))
        for row in initial:
            row["account_id"] = _sent_number(row["account_id"])
    return LINES(data, prefix="lines", initial=initial, form_kwargs={"accounts": accounts})


def _as_sent(data: dict, prefix: str, names: tuple[str, ...]) -> list[dict]:
    """The rows that stood on the page that was sent. Somebody may have saved others since: what is empty there stays empty."""
    count = min(_sent_number(data.get(f"{prefix}-INITIAL_FORMS", "")) or 0, MOST_ROWS)
    return [{name: data.get(f"{prefix}-{place}-{name}", "") for name in names} for place in range(count)]


def trees_stay(decision: ExitDecision) -> bool:
    """Whether there are so many lines that the page shows the exceptions alone."""
    return decision.lines.count() > MOST_SHOWN


def exceptions(decision: ExitDecision) -> QuerySet[ScopeLine]:
    """The lines that no unit's tree brought."""
    return decision.lines.filter(from_unit=None)


def channel_formset(data: dict | None, decision: ExitDecision | None = None) -> RowFormSet:
    """The successor channels of a decision with empty rows after them."""
    names = ("platform_id", "address", "label_fr", "label_en")
    if data is None:
        initial = list(decision.channels.values(*names)) if decision else []
    else:
        initial = _as_sent(data, "channels", ("label_fr",))
    platforms = {platform.pk: platform for platform in Platform.objects.all()}
    return CHANNELS(data, prefix="channels", initial=initial, form_kwargs={"platforms": platforms})


def _accounts_of(decision: ExitDecision) -> dict[int, Account]:
    return {account.pk: account for account in accounts_in_reach(decision)}


def _line(line: object, kind: str) -> dict:
    names = ("account_id", "label_fr", "label_en", "handle_fate", "note_fr", "note_en", "rationale_fr", "rationale_en")
    usual = line.treatment == DEFAULT_TREATMENT[kind]
    words = {
        "covered": reach_from(covered=line.covered, left_to_unit=line.left_to_unit).value,
        "treatment": "" if usual else line.treatment,
    }
    return {name: getattr(line, name) for name in names} | words
