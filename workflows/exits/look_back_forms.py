"""The forms of a look back: opening one, its lessons, and what follows from it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workflows.exits.correcting import LONGEST
from workflows.exits.looking_back import can_be_reversed, mark_of
from workflows.exits.models import ExitDecision, LookBack
from workflows.exits.states import Outcome


class OpenForm(forms.Form):
    """The version of the decision that the person saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class LessonsForm(forms.Form):
    """What was learnt. It may be saved half written, so nothing is required here: the outcome waits for both languages.

    ``seen`` marks the words that the person saw.
    """

    optional_unsaid = True
    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)
    lessons_fr = forms.CharField(
        label=_("Les leçons, en français"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        max_length=LONGEST,
    )
    lessons_en = forms.CharField(
        label=_("Les leçons, en anglais"), widget=forms.Textarea(attrs={"rows": 6}), required=False, max_length=LONGEST
    )

    @classmethod
    def about(cls, look_back: LookBack, **options: object) -> "LessonsForm":
        """The form with what is written now."""
        words = {"lessons_fr": look_back.lessons_fr, "lessons_en": look_back.lessons_en}
        return cls(initial=words | {"seen": mark_of(look_back)}, **options)


class OutcomeForm(forms.Form):
    """What follows: the decision is kept, extended, or to be taken back where there is something to return to."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)
    outcome = forms.ChoiceField(label=_("Ce que devient la décision"), choices=Outcome, widget=forms.RadioSelect)

    def __init__(self, *args: object, decision: ExitDecision, **options: object) -> None:
        super().__init__(*args, **options)
        if not can_be_reversed(decision):
            self.fields["outcome"].choices = [row for row in Outcome.choices if row[0] != Outcome.REVERSED]
