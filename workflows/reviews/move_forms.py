"""One form per answer of a review, in a table with the same names as `MACHINE`."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class AnswerForm(forms.Form):
    """What every answer carries: ``seen``, the version that was shown, and the reason.

    ``button`` is its word, ``help`` what it does (``help_without_trial`` where that is something else), ``done`` what is
    said afterwards.
    """

    button: Promise
    help: Promise
    help_without_trial: Promise | str = ""
    done: Promise
    tone = "ok"
    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    words = forms.CharField(label=_("Pourquoi"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))

    def said(self) -> dict[str, object]:
        """The arguments of the action beside the version; call it on a valid form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class KeepForm(AnswerForm):
    """It stays."""

    button = _("Garder le compte")
    help = _("L’essai est réussi : la condition est notée comme tenue.")
    help_without_trial = _("Rien ne change : la prochaine revue viendra d’elle-même.")
    done = _("Le compte est gardé.")


class ExtendForm(AnswerForm):
    """More time."""

    button = _("Prolonger l’essai")
    help = _("Une nouvelle revue s’ouvrira d’elle-même à la fin.")
    done = _("L’essai est prolongé.")
    tone = "warn"
    months = forms.IntegerField(label=_("Mois de plus"), min_value=1, max_value=24, initial=3)


class CloseForm(AnswerForm):
    """It goes."""

    button = _("Fermer le compte")
    help = _("Le compte passe en fermeture, et l’annuaire le dit aussitôt.")
    done = _("Le compte est en fermeture.")
    tone = "stop"


FORMS: dict[str, type[AnswerForm]] = {"keep": KeepForm, "extend": ExtendForm, "close": CloseForm}
