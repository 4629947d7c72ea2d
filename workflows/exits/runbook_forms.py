"""What is said of a task: done with what shows it, dropped with the reason, given to somebody."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.organisation.models import User
from workflows.exits.carrying import WITHOUT_EVIDENCE
from workflows.exits.carrying_rights import owners_of, possible_owners
from workflows.exits.models import RunbookTask
from workflows.exits.rewording import LONGEST, mark_of
from workflows.exits.states import Step


def _words(label: str, longest: int, *, required: bool, help_text: str = "", **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=longest, required=required, help_text=help_text, widget=forms.TextInput(attrs=attrs)
    )


class DoneForm(forms.Form):
    """What shows that it is done; of an archive, its digest and its place. The action judges what is missing."""

    button = _("C’est fait")
    done = _("La tâche est faite.")

    def __init__(self, data: dict | None = None, *, task: RunbookTask, **options: object) -> None:
        super().__init__(data, **options)
        if task.step == Step.EXPORT_ARCHIVE:
            help_text = _("64 caractères, tels que les donne « sha256sum » ou « Get-FileHash ».")
            self.fields["file_sha256"] = _words(
                _("Empreinte SHA-256"), 90, required=True, help_text=help_text, autocomplete="off", spellcheck="false"
            )
            self.fields["kept_where"] = _words(_("Où elle est conservée"), 300, required=True)
        self.fields["evidence"] = _words(
            _("Ce qui le montre"),
            500,
            required=task.step not in WITHOUT_EVIDENCE,
            help_text=_("L’adresse de la publication, d’une capture, ou une note."),
        )


class DropForm(forms.Form):
    """Why it will not be done."""

    button = _("Écarter la tâche")
    done = _("La tâche est écartée.")
    reason = _words(_("Pourquoi"), 300, required=True)

    def __init__(self, data: dict | None = None, *, task: RunbookTask, **options: object) -> None:
        super().__init__(data, **options)


class AssignForm(forms.Form):
    """Who answers for it from now on."""

    button = _("Confier la tâche")
    done = _("La tâche est confiée.")
    owner = forms.ModelChoiceField(User.objects.none(), label=_("À qui"), empty_label=None)

    def __init__(self, data: dict | None = None, *, task: RunbookTask, **options: object) -> None:
        super().__init__(data, **options)
        self.fields["owner"].queryset = User.objects.filter(pk__in=possible_owners(task)).order_by("full_name", "pk")
        self.initial.setdefault("owner", task.owner_id)


class RewordForm(forms.Form):
    """Its texts in other words, in both languages. ``seen`` marks the words that the person saw."""

    button = _("Enregistrer ces textes")
    done = _("Les textes sont enregistrés.")
    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)
    text_fr = forms.CharField(
        label=_("Nouveau texte en français"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4, "lang": "fr"})
    )
    text_en = forms.CharField(
        label=_("Nouveau texte en anglais"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4, "lang": "en"})
    )

    def __init__(self, data: dict | None = None, *, task: RunbookTask, **options: object) -> None:
        super().__init__(data, **options)
        self.initial |= {"text_fr": task.text_fr, "text_en": task.text_en, "seen": mark_of(task)}

    def see(self, task: RunbookTask) -> None:
        """Let what was typed be sent again about the texts as they are now."""
        self.data = self.data.copy()
        self.data["seen"] = mark_of(task)


class ManyForm(forms.Form):
    """One piece of evidence for several tasks; ``decision`` is the slug of the page that it was sent from, "" for one's own."""

    pick = forms.MultipleChoiceField(required=False)
    evidence = forms.CharField(max_length=500, required=False)
    decision = forms.CharField(max_length=300, required=False)


class HandOverForm(forms.Form):
    """Several tasks and who answers for them from now on; ``decision`` is the slug of the page that they were ticked on."""

    owner = forms.ModelChoiceField(User.objects.none(), label=_("À qui"), empty_label=_("Choisir une personne"))
    decision = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)

    def __init__(self, data: dict | None = None, *, tasks: Iterable[RunbookTask], **options: object) -> None:
        super().__init__(data, **options)
        able = set().union(*owners_of(tasks).values())
        self.fields["owner"].queryset = User.objects.filter(pk__in=able).order_by("full_name", "pk")
