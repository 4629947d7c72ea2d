"""The forms of a decision: its content, and its recording from a source. Its rows and moves have files of their own."""

from dataclasses import dataclass

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.language import Pair
from registry.organisation.models import Unit, UnitKind, User
from registry.organisation.permissions import Can, units_where
from workflows.exits.fields import CountryField, PartialDateField, WebAddressField
from workflows.exits.models import DATES, ExitDecision
from workflows.exits.recording import Recorded
from workflows.exits.states import HOLDING, Confidence, HandleFate, Reason

LONGEST = 20_000
STATED = ("stated_figure", "stated_wording_fr", "stated_wording_en", "stated_scope_fr", "stated_scope_en")
WHY = ("reasons", "rationale_fr", "rationale_en")
AGAIN = ("revisit_if_fr", "revisit_if_en", "review_on")
EXPECTED = ("expected_followers", "expected_fr", "expected_en")
FILE = ("evidence", "options_considered", "minority_view")
HANDS = (
    *("deciding_body", "minutes_reference", "signatory", "joint_initiative_fr", "joint_initiative_en"),
    "joint_initiative_url",
)
NOTE = ("public_note_fr", "public_note_en")
# What a source may say, its dates, kind, scope and channels apart; and how far it is believed.
SAID = ("confidence", *NOTE, "communique_url", "handle_fate", *HANDS, *WHY, *AGAIN, *EXPECTED, *STATED)
# How they stand on the page: both languages side by side.
STATED_ROWS = [
    ["stated_figure"],
    ["stated_wording_fr", "stated_wording_en"],
    ["stated_scope_fr", "stated_scope_en"],
]
WHY_ROWS = [["reasons"], ["rationale_fr", "rationale_en"]]
AGAIN_ROWS = [["revisit_if_fr", "revisit_if_en"], ["review_on"]]
EXPECTED_ROWS = [["expected_followers"], ["expected_fr", "expected_en"]]
HANDS_ROWS = [
    ["deciding_body", "signatory"],
    ["minutes_reference", "joint_initiative_url"],
    ["joint_initiative_fr", "joint_initiative_en"],
]


@dataclass(frozen=True)
class Section:
    """A numbered part of a form; fields of one row stand side by side."""

    title: Promise
    rows: list[list[forms.BoundField]]


class ContentForm(forms.ModelForm):
    """What a draft says, its scope and channels apart. A bound form never saves: `actions.edit` does."""

    SECTIONS = [
        (_("La décision"), [["kind", "reverses"], ["handle_fate"], ["effective_on", "closed_on"]]),
        (_("Qui décide"), HANDS_ROWS),
        (_("Pourquoi"), WHY_ROWS),
        (_("Le dossier interne"), [["evidence"], ["options_considered", "minority_view"]]),
        (_("Ce que l’on en attend"), EXPECTED_ROWS),
        (_("Ce qui la ferait revoir"), AGAIN_ROWS),
        (_("Ce qui est annoncé"), [["communique_url"], *STATED_ROWS, ["source"]]),
    ]

    reasons = forms.MultipleChoiceField(
        label=_("Raisons"), choices=Reason, required=False, widget=forms.CheckboxSelectMultiple
    )
    effective_on = PartialDateField(label=_("Date d’effet"))
    closed_on = PartialDateField(label=_("Comptes fermés le"))
    communique_url = WebAddressField(label=_("Adresse du communiqué"))
    joint_initiative_url = WebAddressField(label=_("Adresse de l’initiative commune"))
    handle_fate = forms.TypedChoiceField(
        label=_("Noms de compte"),
        choices=HandleFate,
        initial=HandleFate.UNKNOWN,
        required=False,
        empty_value=HandleFate.UNKNOWN,
        help_text=_("Ce que deviennent les noms sur la plateforme ; un compte peut différer."),
    )
    review_on = forms.DateField(
        label=_("À revoir le"),
        required=False,
        widget=forms.DateInput(attrs={"class": "short", "type": "date"}, format="%Y-%m-%d"),
    )
    stated_figure = forms.IntegerField(
        label=_("Nombre d’abonnés annoncé"),
        required=False,
        min_value=0,
        max_value=10**12,
        widget=forms.NumberInput(attrs={"class": "short"}),
        help_text=_("Tel qu’il est dit au public. Le registre montre à côté la somme qu’il peut prouver."),
    )

    expected_followers = forms.IntegerField(
        label=_("Abonnés attendus sur les canaux de relais"),
        required=False,
        min_value=0,
        max_value=10**12,
        widget=forms.NumberInput(attrs={"class": "short"}),
        help_text=_(
            "En tout, six mois après l’effet. Le bilan le comparera aux relevés. Vide si l’on n’en prévoit rien."
        ),
    )

    class Meta:
        model = ExitDecision
        # A column that is left out here is shown empty on the page of a draft, and saved so.
        fields = [*("kind", "reverses", "handle_fate", "effective_on", "closed_on", "communique_url", "source")]
        fields += [*HANDS, *WHY, *FILE, *EXPECTED, *AGAIN, *STATED]
        labels = {
            "kind": _("Nature"),
            "reverses": _("Remplace"),
            "deciding_body": _("Instance qui décide"),
            "rationale_fr": _("Motif, en français"),
            "rationale_en": _("Motif, en anglais"),
            "stated_wording_fr": _("Dans quels mots"),
            "stated_wording_en": _("Dans quels mots, en anglais"),
            "stated_scope_fr": _("Pour quels comptes"),
            "stated_scope_en": _("Pour quels comptes, en anglais"),
            "source": _("Source du chiffre"),
            "evidence": _("Éléments à l’appui"),
            "options_considered": _("Options examinées"),
            "minority_view": _("Avis minoritaire"),
            "expected_fr": _("Ce que l’on attend"),
            "expected_en": _("Ce que l’on attend, en anglais"),
            "revisit_if_fr": _("À revoir si…"),
            "revisit_if_en": _("À revoir si…, en anglais"),
            "minutes_reference": _("Référence du procès-verbal"),
            "signatory": _("Signataire"),
            "joint_initiative_fr": _("Initiative commune"),
            "joint_initiative_en": _("Initiative commune, en anglais"),
        }
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in (*FILE, *EXPECTED[1:], *AGAIN[:2])}
        help_texts = {
            "reverses": _("La décision en vigueur que celle-ci remplacera le jour où elle prendra effet."),
            "deciding_body": _("Par exemple : Assemblée de direction."),
            "rationale_fr": _("Les deux langues sont demandées avant de proposer la décision."),
            "stated_wording_fr": _("Par exemple : au total."),
        }

    def __init__(self, *args: object, institutions: list[Unit], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        held = ExitDecision.objects.filter(institution__in=institutions, state__in=HOLDING).exclude(pk=self.instance.pk)
        if self.instance.pk:
            held = held.filter(platform=self.instance.platform)
        self.fields["reverses"].queryset = held.with_names()
        self.fields["reverses"].empty_label = _("Aucune")
        _keep_short(self)

    @property
    def sections(self) -> list[Section]:
        """The fields in the order of the page."""
        return [Section(title, [[self[name] for name in row] for row in rows]) for title, rows in self.SECTIONS]


class CreateForm(ContentForm):
    """A new draft: whose decision, about which platform."""

    SECTIONS = [(_("Qui, et où"), [["institution", "platform"]]), *ContentForm.SECTIONS]

    class Meta(ContentForm.Meta):
        fields = ["institution", "platform", *ContentForm.Meta.fields]
        labels = ContentForm.Meta.labels | {"institution": _("Institution"), "platform": _("Plateforme")}

    def __init__(self, *args: object, institutions: list[Unit], **kwargs: object) -> None:
        super().__init__(*args, institutions=institutions, **kwargs)
        self.fields["institution"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in institutions])
        if len(institutions) == 1:
            self.initial["institution"] = institutions[0].pk


class EditForm(ContentForm):
    """A draft that exists, with the version that the person saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class RecordForm(CreateForm):
    """What a source says of a past decision, or of a peer's. What it does not say stays empty."""

    SECTIONS = [
        (_("Qui, et où"), [["institution"], ["peer_fr", "peer_en"], ["peer_country"], ["platform", "kind"]]),
        (_("La source"), [["source", "communique_url"], ["confidence"], [*NOTE]]),
        (_("Les dates"), [["decided_on", "announced_on"], ["effective_on", "closed_on"], ["handle_fate"]]),
        (_("Qui a décidé"), HANDS_ROWS),
        (_("Pourquoi"), WHY_ROWS),
        (_("Ce que l’on en attendait"), EXPECTED_ROWS),
        (_("Ce qui la ferait revoir"), AGAIN_ROWS),
        (_("Le chiffre annoncé"), STATED_ROWS),
    ]

    peer_fr = forms.CharField(
        label=_("Ou une institution tierce qui n’est pas dans la liste"), required=False, max_length=160
    )
    peer_en = forms.CharField(label=_("Son nom en anglais"), required=False, max_length=160)
    peer_country = CountryField(label=_("Son pays"))
    confidence = forms.ChoiceField(
        label=_("Fiabilité de la source"), choices=[("", _("Non jugée")), *Confidence.choices], required=False
    )
    decided_on = PartialDateField(label=_("Décidée le"))
    announced_on = PartialDateField(label=_("Annoncée le"))
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("Le document ou l’adresse où cela se lit. Elle sera publique.")
    )

    class Meta(CreateForm.Meta):
        fields = [*(name for name in CreateForm.Meta.fields if name not in ("reverses", *FILE)), *NOTE]
        labels = CreateForm.Meta.labels | {
            "public_note_fr": _("Ce que la page doit ajouter"),
            "public_note_en": _("Ce que la page doit ajouter, en anglais"),
        }
        widgets = CreateForm.Meta.widgets | {name: forms.Textarea(attrs={"rows": 3}) for name in NOTE}
        help_texts = {
            "stated_wording_fr": _("Par exemple : au total."),
            "public_note_fr": _("Ce que la source dit de plus, ou un second chiffre avec sa source."),
        }

    def __init__(self, *args: object, institutions: list[Unit], **kwargs: object) -> None:
        forms.ModelForm.__init__(self, *args, **kwargs)
        _keep_short(self)
        own = [unit.pk for unit in institutions]
        self.fields["institution"].queryset = Unit.objects.filter(Q(pk__in=own) | Q(kind=UnitKind.PEER))
        self.fields["institution"].required = False

    def clean(self) -> dict:
        """One institution, chosen from the list or named; no wording or scope of a figure that is not given."""
        cleaned = super().clean()
        if "institution" in cleaned and bool(cleaned["institution"]) == bool(cleaned.get("peer_fr")):
            self.add_error(
                "institution", _("Choisissez une institution de la liste, ou nommez-en une : l’un ou l’autre.")
            )
        if cleaned.get("stated_figure") is None and any(cleaned.get(name) for name in STATED[1:]):
            self.add_error(
                "stated_figure",
                _("Ces mots vont avec un chiffre. Sans chiffre, nommez les comptes plus bas, dans « Comptes »."),
            )
        return cleaned

    @property
    def subject(self) -> tuple[Unit | None, Pair]:
        """The chosen institution, or None and the name of the new peer; only when valid."""
        peer = Pair(self.cleaned_data["peer_fr"], self.cleaned_data["peer_en"])
        return self.cleaned_data["institution"], peer

    def said(self, lines: list[dict], channels: list[dict]) -> Recorded:
        """What the source says, as `recording` takes it; only when valid."""
        facts = {name: self.cleaned_data[name] for name in SAID}
        dates = {name: self.cleaned_data[name] for name in DATES}
        return Recorded(
            kind=self.cleaned_data["kind"],
            source=self.cleaned_data["source"],
            facts=facts,
            lines=tuple(lines),
            channels=tuple(channels),
            **dates,
        )


def _keep_short(form: forms.ModelForm) -> None:
    """A text of a decision is read whole, on its page and in its JSON: `LONGEST` letters each."""
    for field in form.fields.values():
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["maxlength"] = LONGEST
            field.validators.append(MaxLengthValidator(LONGEST))


def preparing_for(user: User) -> list[Unit]:
    """The institutions whose decisions the person prepares."""
    return _institutions(user, Can.EXIT_PREPARE)


def recording_for(user: User) -> list[Unit]:
    """The institutions at whose desk the person records decisions."""
    return _institutions(user, Can.EXIT_RECORD)


def _institutions(user: User, ability: Can) -> list[Unit]:
    return list(units_where(user, ability).institutions())
