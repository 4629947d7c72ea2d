"""What a manager can say of an account; each form's clean values are the words of one action."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from registry.accounts import queries
from registry.accounts.audiences import Audience
from registry.accounts.models import Account
from registry.accounts.renaming import TAKEN
from registry.accounts.status import ProofKind, Standing, Status
from registry.partial_date_field import PartialDateField
from registry.platforms.canonical import Reading, Refusal, canonicalise


class AccountForm(forms.Form):
    """A form about one account; ``subject`` is what the action is done to when that is not the account itself."""

    def __init__(self, account: Account, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    @property
    def subject(self) -> object:
        """The first argument of the action."""
        return self.account

    @property
    def words(self) -> dict:
        """The other arguments of the action."""
        return dict(self.cleaned_data)


def _reason() -> forms.CharField:
    return forms.CharField(
        label=_("Raison"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Lue dans le journal."),
    )


class StatusForm(AccountForm):
    """How the account is now."""

    status = forms.ChoiceField(label=_("Statut"))
    official_until = PartialDateField(label=_("Officiel jusqu’à"))
    successor = forms.CharField(
        label=_("Compte qui lui succède"),
        required=False,
        help_text=_("La dernière partie de l’adresse de sa fiche, comme « linkedin-company-exemple »."),
    )
    reason = _reason()

    def __init__(self, account: Account, *args: object, **kwargs: object) -> None:
        super().__init__(account, *args, **kwargs)
        others = [(s.value, s.label) for s in Status if s not in (account.status, Status.PLANNED)]
        self.fields["status"].choices = others

    def clean_successor(self) -> Account | None:
        """The published account of that name; itself it cannot be."""
        slug = self.cleaned_data["successor"].strip().strip("/").rpartition("/")[2]
        if not slug:
            return None
        found = Account.objects.published().exclude(pk=self.account.pk).filter(slug=slug).first()
        if not found:
            raise ValidationError(_("Aucun autre compte de l’annuaire n’a ce nom."))
        return found


class RenameForm(AccountForm):
    """The name that the account now has on its platform."""

    address = forms.CharField(
        label=_("Nouvelle adresse ou nouveau nom"),
        max_length=400,
        help_text=_("L’ancien nom reste connu : la vérification renverra au nouveau."),
    )
    until = forms.DateField(label=_("Ancien nom porté jusqu’au"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = _reason()

    def clean_address(self) -> Reading:
        """The reading on the account's own platform; no other account of the register may have it."""
        reading = canonicalise(self.cleaned_data["address"], self.account.platform.slug)
        if isinstance(reading, Refusal):
            raise ValidationError(str(reading.sentence))
        if reading.handle == self.account.handle and reading.key == self.account.key:
            raise ValidationError(_("C’est le nom que le compte porte déjà."))
        if Account.objects.filter(platform=self.account.platform, key=reading.key).exclude(pk=self.account.pk).exists():
            raise ValidationError(str(TAKEN))
        return reading

    @property
    def words(self) -> dict:
        """The arguments of `rename`."""
        told = dict(self.cleaned_data)
        return {"reading": told.pop("address"), **told}


class StandingForm(AccountForm):
    """What the account is to the institution; official follows from a proof and is not offered."""

    standing = forms.ChoiceField(label=_("Rattachement"))
    reason = _reason()

    def __init__(self, account: Account, *args: object, **kwargs: object) -> None:
        super().__init__(account, *args, **kwargs)
        others = [(s.value, s.label) for s in Standing if s not in (account.standing, Standing.OFFICIAL)]
        self.fields["standing"].choices = others


class DescribeForm(AccountForm):
    """Whom the account speaks to, and how often: what says whether it could serve instead of a new page."""

    audiences = forms.MultipleChoiceField(
        label=_("Publics"),
        choices=Audience.choices,
        required=False,
        help_text=_("Le compte est montré à qui demande une page pour un de ces publics."),
        widget=forms.CheckboxSelectMultiple,
    )
    rhythm = forms.CharField(
        label=_("Rythme"), max_length=300, required=False, help_text=_("Par exemple : deux publications par semaine.")
    )

    def __init__(self, account: Account, *args: object, **kwargs: object) -> None:
        present = {"audiences": account.audiences, "rhythm": account.rhythm}
        super().__init__(account, *args, **kwargs | {"initial": present | (kwargs.get("initial") or {})})


class ProofForm(AccountForm):
    """What shows that the account is the institution's."""

    kind = forms.ChoiceField(label=_("Preuve"), choices=ProofKind.choices)
    evidence = forms.CharField(
        label=_("Où la voir"),
        max_length=400,
        help_text=_("L’adresse de la page officielle, le code, ou ce qui justifie la dérogation."),
    )
    official_since = PartialDateField(label=_("Officiel depuis"))


class CountersignForm(AccountForm):
    """The second signature of an override; the person who recorded it cannot give it."""

    proof = forms.ModelChoiceField(queryset=None, widget=forms.HiddenInput)
    official_since = PartialDateField(label=_("Officiel depuis"))

    def __init__(self, account: Account, *args: object, **kwargs: object) -> None:
        super().__init__(account, *args, **kwargs)
        self.fields["proof"].queryset = queries.overrides_waiting(account)

    @property
    def subject(self) -> object:
        """The proof that waits."""
        return self.cleaned_data["proof"]

    @property
    def words(self) -> dict:
        """The date alone."""
        return {"official_since": self.cleaned_data["official_since"]}
