"""The third step: whom the page speaks to, in which languages, and what it owes to students and minors."""

from django import forms
from django.conf.locale import LANG_INFO
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from registry.accounts.audiences import Audience
from registry.folding import fold
from workflows.requests.forms.steps.base import StepForm
from workflows.requests.rules import LANGUAGES

# Those that institutions most often ask for; Django knows their names in French and in English.
OTHERS = (
    *("de", "ar", "ca", "zh-hans", "ko", "es", "el", "he", "hi", "it", "ja"),
    *("nl", "fa", "pl", "pt", "ro", "ru", "sw", "tr", "uk", "vi"),
)


def language_name(code: str) -> str:
    """A language by its name in the active one; the code itself where nobody named it."""
    return capfirst(str(get_language_info(code)["name_translated"])) if code in LANG_INFO else code


def languages() -> list[tuple[str, str]]:
    """French and English, then the others by their names in the active language."""
    others = sorted(((code, language_name(code)) for code in OTHERS), key=lambda pair: fold(pair[1]))
    return [(code, language_name(code)) for code in LANGUAGES] + others


class PublicsForm(StepForm):
    """Publics and languages; the questions about students count only where the page deals with them."""

    audiences = forms.MultipleChoiceField(
        label=_("À qui la page s’adresse-t-elle ?"),
        choices=Audience.choices,
        required=False,
        help_text=_("Un compte suivi par le même public touche plus de monde qu’une page neuve."),
        widget=forms.CheckboxSelectMultiple,
    )
    audience = forms.CharField(
        label=_("Ce public, en quelques mots"),
        max_length=300,
        required=False,
        help_text=_("Par exemple : les cégépiens qui choisissent un programme."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Langues de publication"), choices=languages, required=False, widget=forms.CheckboxSelectMultiple
    )
    language_reason = forms.CharField(
        label=_("Pourquoi une autre langue que le français ou l’anglais ?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    with_students = forms.BooleanField(
        label=_("La page s’occupe d’étudiants ou de mineurs"),
        required=False,
        help_text=_(
            "Une page de classe, de groupe ou d’activité. La personne chargée de la protection des données donnera "
            "son avis avant la décision."
        ),
    )
    closed_group = forms.BooleanField(label=_("Ce sera un groupe fermé et privé"), required=False)
    consent = forms.CharField(
        label=_("Comment les consentements sont-ils recueillis ?"),
        max_length=1000,
        required=False,
        help_text=_("Pas de photo d’élève ni d’étudiant sans accord ; celui des parents pour un mineur."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    membership = forms.CharField(
        label=_("Qui entre dans le groupe, et qui en sort ?"),
        max_length=1000,
        required=False,
        help_text=_("Qui admet les membres, et quand la liste est relue."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, object]:
        """What is asked only where it is shown is empty elsewhere: nobody decides on what nobody sees."""
        data = super().clean()
        if "with_students" in self.fields and not data.get("with_students"):
            data |= {"closed_group": False, "consent": "", "membership": ""}
        if "languages" in self.fields and set(data.get("languages", [])) <= set(LANGUAGES):
            data["language_reason"] = ""
        return data

    @property
    def usual(self) -> list[forms.boundfield.BoundWidget]:
        """The boxes of French and English."""
        return list(self["languages"])[: len(LANGUAGES)]

    @property
    def others(self) -> list[forms.boundfield.BoundWidget]:
        """The boxes of all other languages."""
        return list(self["languages"])[len(LANGUAGES) :]

    @property
    def speaks_another(self) -> bool:
        """Whether another language is ticked, or its reason is to be mended: its fold is then open."""
        ticked = set(self["languages"].value() or []) - set(LANGUAGES)
        return bool(ticked or self["language_reason"].errors)
