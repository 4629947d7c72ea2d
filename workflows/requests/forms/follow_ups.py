"""What is said when a condition is checked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workflows.requests.states import FollowUpOutcome

ANSWERS = [FollowUpOutcome.KEPT, FollowUpOutcome.MISSED, FollowUpOutcome.DROPPED]


class SettleForm(forms.Form):
    """Whether the condition is kept, and how that was seen."""

    outcome = forms.ChoiceField(
        label=_("La condition est-elle tenue ?"),
        choices=[(answer.value, answer.label) for answer in ANSWERS],
        widget=forms.RadioSelect,
    )
    evidence = forms.CharField(label=_("Ce qui le montre"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
