"""The fourth step: what will be published, how often, with what, who watches it, and for how long."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workflows.requests.forms.steps.base import StepForm

LONGEST_TRIAL = 24


def _text(label: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=2000, required=False, help_text=help_text, widget=forms.Textarea(attrs={"rows": 2})
    )


class PlanForm(StepForm):
    """Contents, rhythm, means, moderation, and how long it lasts."""

    content_plan = _text(_("Contenus prévus"), _("Les trois ou quatre sortes de publications, avec un exemple."))
    rhythm = forms.CharField(
        label=_("Rythme de publication"),
        max_length=300,
        required=False,
        help_text=_("Par exemple : une fois par semaine, d’avril à octobre."),
    )
    resources = _text(_("Moyens"), _("Qui écrit et filme, combien d’heures par semaine, avec quel matériel."))
    moderation = _text(_("Modération"), _("Qui lit les commentaires et les messages, et sous quel délai."))
    out_of_hours = forms.CharField(
        label=_("Contact hors des heures de bureau"),
        max_length=300,
        required=False,
        help_text=_("Qui joindre le soir ou la fin de semaine si quelque chose tourne mal."),
    )
    trial_months = forms.IntegerField(
        label=_("Mois d’essai souhaités"),
        min_value=1,
        max_value=LONGEST_TRIAL,
        required=False,
        help_text=_("À la fin de l’essai, un bilan dit si la page reste."),
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    ends_on = forms.DateField(
        label=_("Fin du projet"),
        required=False,
        help_text=_("Pour la page d’un projet ou d’un événement : le jour où elle s’arrête."),
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d"),
    )

    def clean_ends_on(self) -> date | None:
        """A day to come; one that was written before and has passed since is left alone."""
        day = self.cleaned_data["ends_on"]
        before = self.asked.ends_on if self.asked else None
        if day and day != before and day <= timezone.localdate():
            raise ValidationError(_("Donnez un jour à venir."))
        return day
