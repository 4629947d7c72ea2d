"""What a person writes who follows another register, and who answers what it tells."""

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.folding import sort_key
from registry.language import Pair
from registry.organisation.models import Unit, UnitKind
from workflows.exits.fields import WebAddressField
from workflows.exits.models import FeedEntry


class FollowForm(forms.Form):
    """The feed to follow, and for whose desk where the person has several."""

    address = WebAddressField(
        label=_("Adresse du flux"),
        required=True,
        help_text=_("Celle du flux Atom des décisions de l’autre registre, par exemple https://…/decisions/feed.atom."),
    )
    institution = forms.ModelChoiceField(label=_("Pour le bureau de"), queryset=Unit.objects.none(), empty_label=None)

    def __init__(self, *args: object, institutions: list[Unit], **options: object) -> None:
        super().__init__(*args, **options)
        field = self.fields["institution"]
        field.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in institutions]).order_by("sort_key", "pk")
        field.initial = institutions[0]
        if len(institutions) == 1:
            field.widget = forms.HiddenInput()


class AnswerForm(forms.Form):
    """The version of the entry that was shown."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=40)


class ConfirmForm(AnswerForm):
    """Which institution the entry speaks of: one that is watched already, or a new one of that name.

    Of a name that an institution of the register bears no new one is made: another is chosen, or the entry is refused.
    """

    # Left blank it is the new institution, which the list says: nothing is optional.
    optional_unsaid = True
    institution = forms.ModelChoiceField(
        label=_("Institution"),
        queryset=Unit.objects.none(),
        required=False,
        help_text=_("Sa position entrera dans le tableau à ce nom."),
    )

    def __init__(self, *args: object, entry: FeedEntry, **options: object) -> None:
        super().__init__(*args, **options)
        field = self.fields["institution"]
        field.queryset = Unit.objects.filter(parent=None, kind=UnitKind.PEER).order_by("sort_key", "pk")
        name = str(Pair(**entry.raw["institution"]))
        field.empty_label = _("Nouvelle institution : {name}").format(name=name)
        namesakes = Unit.objects.filter(parent=None, sort_key=sort_key(entry.institution_name)[:160])
        field.initial = namesakes.filter(kind=UnitKind.PEER).first()
        if namesakes.exclude(kind=UnitKind.PEER).exists():
            field.required, field.empty_label = True, _("Choisir une institution observée")
            field.help_text = _(
                "Une institution du registre porte ce nom et dit elle-même où elle se tient : choisissez-en une "
                "autre, ou écartez l’entrée."
            )
        self.fields["seen"].initial = entry.updated
