"""The answer to a new name."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NameForm(forms.Form):
    """Whether it is still the same account; ``may_say_same`` False leaves only the other answer."""

    same = forms.TypedChoiceField(
        label=_("Est-ce toujours le même compte ?"),
        choices=[("yes", _("Oui, il a changé de nom")), ("no", _("Non, c’est un autre compte"))],
        coerce=lambda word: word == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Ce qui le montre"), max_length=300)

    def __init__(self, *args: object, may_say_same: bool = True, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not may_say_same:
            self.fields["same"].choices = self.fields["same"].choices[1:]
