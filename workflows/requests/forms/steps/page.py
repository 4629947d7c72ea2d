"""The second step: what the page is called and what it is for; or why a registered account should change."""

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.language import Pair
from registry.platforms.kinds import Reason
from registry.platforms.words import REFUSALS
from workflows.requests.forms.steps.base import StepForm
from workflows.requests.queries.wishes import wish_of
from workflows.requests.questions import working_title
from workflows.requests.states import Kind

UNTYPED = {"autocapitalize": "none", "spellcheck": "false", "class": "medium"}
# Once a name is typed, what there is to say of it is drawn again beside it.
ADVISED = {
    "hx-post": "?",
    "hx-trigger": "change",
    "hx-target": "#naming",
    "hx-select": "#naming",
    "hx-swap": "outerHTML",
    "hx-vals": '{"check": "1"}',
}
# The register's own sentence for it sends people to the page that has the name; a wished one has no page yet.
NOT_POSSIBLE = _(
    "Ce nom n’est pas possible sur cette plateforme. Quinze lettres et chiffres au plus, sans point ni tiret, "
    "passent partout."
)


def refused(sentence: Pair, kind: str) -> str:
    """Why a name is not taken, in the words of a request of this kind."""
    wished = kind != Kind.DECLARE and sentence == REFUSALS[Reason.BAD_HANDLE]
    return str(NOT_POSSIBLE if wished else sentence)


class PageForm(StepForm):
    """Name, handle and purpose; a handle is kept as the register reads it."""

    title = forms.CharField(
        label=_("Nom de la page"), max_length=160, required=False, help_text=_("Tel que le public le lira.")
    )
    wanted_handle = forms.CharField(
        label=_("Nom de compte souhaité"),
        max_length=400,
        required=False,
        help_text=_("Il ne doit pas faire croire à un compte de toute l’institution."),
        widget=forms.TextInput(attrs=UNTYPED | ADVISED),
    )
    purpose = forms.CharField(
        label=_("Pour dire quoi ?"),
        max_length=4000,
        required=False,
        help_text=_("Deux phrases suffisent."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, object]:
        """The wished name as the register reads it; a page without a name keeps the one it is found by."""
        data = super().clean()
        platform = self.said("platform")
        wish = wish_of(platform, data.get("wanted_handle") or "", self.kind_now, self.said("about"))
        if wish.refusal:
            self.add_error("wanted_handle", refused(wish.refusal, self.kind_now))
        elif wish.handle:
            data["wanted_handle"] = wish.handle
        unit = self.said("unit")
        if data.get("title") == "" and platform and unit:
            data["title"] = working_title(platform.name, unit.name_fr)
        return data
