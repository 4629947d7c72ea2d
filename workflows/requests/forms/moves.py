"""One form per move: what its maker has to say. Pages and API read this one table."""

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.accounts.models import Proof
from registry.accounts.status import ProofKind
from workflows.requests.models import PageRequest
from workflows.requests.questions import CONTENT
from workflows.requests.states import RefusalReason

LONGEST_WORDS = 4000
AS_TYPED = {"autocapitalize": "none", "spellcheck": "false", "inputmode": "url"}


_DAY = {
    "required": False,
    "widget": forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
}


class MoveForm(forms.Form):
    """What every move carries: ``seen``, the version of the request that the person was shown."""

    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def words(self) -> dict[str, object]:
        """The arguments that the action takes beside the version; call it on a valid form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class PlainForm(MoveForm):
    """Nothing to say."""


def _text(label: str, *, required: bool = True, **options: object) -> forms.CharField:
    rows = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=required, max_length=LONGEST_WORDS, widget=rows, **options)


class NoteForm(MoveForm):
    """A word that may be left out."""

    reason = _text(_("Mot pour l’unité"), required=False)


class ChangesForm(MoveForm):
    """What has to change."""

    reason = _text(_("Changements attendus"))


class FieldsForm(ChangesForm):
    """What has to change, and where."""

    fields = forms.MultipleChoiceField(
        label=_("Réponses à revoir"),
        choices=lambda: [(name, PageRequest._meta.get_field(name).verbose_name) for name in CONTENT],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ConditionsForm(MoveForm):
    """What must be kept: words, or parts with a term that become dated follow-ups. The action asks for one at least."""

    conditions = _text(_("Conditions que l’unité tiendra"), required=False)
    trial_months = forms.IntegerField(
        label=_("Essai, en mois"),
        min_value=1,
        max_value=24,
        required=False,
        help_text=_("Compté depuis la mise en ligne ; à la fin, une revue s’ouvre d’elle-même."),
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    administrator_by = forms.DateField(label=_("Seconde personne à l’administration, au plus tard le"), **_DAY)
    target = forms.CharField(label=_("Objectif"), max_length=300, required=False)
    target_by = forms.DateField(label=_("Objectif à vérifier le"), **_DAY)
    reason = _text(_("Motif"), required=False)


class RefusalForm(MoveForm):
    """A no, and what to do instead."""

    # No reason stands there before somebody chose it.
    reason_code = forms.ChoiceField(label=_("Motif"), choices=[("", _("Choisir…")), *RefusalReason.choices])
    reason = _text(_("Ce qui motive le refus, lu par l’unité"))
    alternative = _text(_("Autre voie proposée"))
    alternative_account = forms.CharField(
        label=_("Compte de l’annuaire proposé à la place"),
        max_length=120,
        required=False,
        help_text=_("La fin de l’adresse de sa page dans l’annuaire, par exemple instagram-bibliotheque."),
        widget=forms.TextInput(attrs=AS_TYPED),
    )


class AssignForm(MoveForm):
    """To whom the request is given."""

    reviewer = forms.EmailField(
        label=_("Adresse de la personne"), help_text=_("Une personne de la gestion de communauté.")
    )


class AddressForm(MoveForm):
    """The page that was opened, and what its unit vouches for; the action reads the addresses."""

    address = forms.CharField(
        label=_("Adresse de la page"),
        max_length=2000,
        help_text=_("Copiez-la depuis le navigateur. Elle sera ramenée à sa forme la plus courte."),
        widget=forms.TextInput(attrs=AS_TYPED),
    )
    two_administrators = forms.BooleanField(label=_("Deux personnes au moins administrent la page"))
    two_factor = forms.BooleanField(label=_("Chacune se connecte avec un second facteur"))
    recovery_mailbox = forms.BooleanField(label=_("La récupération passe par la boîte de l’unité"))
    link_back = forms.CharField(
        label=_("Page officielle qui mène à la page"),
        max_length=400,
        help_text=_("Une page du site de l’institution ou de l’unité, où le lien est déjà posé."),
        widget=forms.TextInput(attrs=AS_TYPED),
    )


class EvidenceForm(MoveForm):
    """Where it was seen that the change was made on the platform."""

    evidence = _text(_("Ce qui le montre"), help_text=_("Ce que vous avez vu sur la plateforme, et quand."))


class AddressReasonForm(MoveForm):
    """Why the address is not taken."""

    reason = _text(_("Ce qui ne va pas"), help_text=_("Lu par l’unité, qui donnera une autre adresse."))


EVIDENCE_LENGTH = Proof._meta.get_field("evidence").max_length


class ProofForm(MoveForm):
    """What shows that the page is the institution's."""

    proof = forms.ChoiceField(
        label=_("Preuve constatée"),
        choices=[choice for choice in ProofKind.choices if choice[0] != ProofKind.OVERRIDE],
        widget=forms.RadioSelect,
    )
    evidence = forms.CharField(
        label=_("Où la voir"),
        max_length=EVIDENCE_LENGTH,
        help_text=_("L’adresse de la page officielle qui porte le lien, le code lu dans le profil, ou la marque vue."),
    )


class OverrideForm(MoveForm):
    """Why the page is the institution's although no proof can be had."""

    evidence = forms.CharField(
        label=_("Ce qui tient lieu de preuve"),
        max_length=EVIDENCE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Une autre personne de la gestion devra signer à son tour."),
    )


FORMS: dict[str, type[MoveForm]] = {
    "submit": PlainForm,
    "endorse": NoteForm,
    "send_back": ChangesForm,
    "take": PlainForm,
    "assign": AssignForm,
    "release": PlainForm,
    "approve": NoteForm,
    "approve_with_conditions": ConditionsForm,
    "ask_changes": FieldsForm,
    "refuse": RefusalForm,
    "recommend": ConditionsForm,
    "consent": NoteForm,
    "decline": RefusalForm,
    "give_address": AddressForm,
    "reject_address": AddressReasonForm,
    "put_online": ProofForm,
    "propose_override": OverrideForm,
    "countersign": PlainForm,
    "carry_out": EvidenceForm,
    "publish_instead": NoteForm,
    "withdraw": NoteForm,
}
