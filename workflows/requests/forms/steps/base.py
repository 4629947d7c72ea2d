"""What every step of the form has in common: it draws what its kind asks, takes what is incomplete, refuses what is wrong."""

import re
from collections.abc import Iterable, Mapping
from copy import copy

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from django.utils.translation import gettext as _

from registry.organisation.models import User
from workflows.requests.forms.steps.labels import help_of, label_of
from workflows.requests.models import PageRequest
from workflows.requests.queries.wishes import is_named
from workflows.requests.questions import ASKED, CONTENT, fields, needed
from workflows.requests.rules import Check
from workflows.requests.states import Kind

# Control characters, and those that turn the direction of all that follows, by which a name reads backwards.
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]")
# A name or a title has one line: it goes into lists and into the subject of a mail.
BREAKS = re.compile(r"[\t\n\u2028\u2029]+")
# Needed as soon as they are shown, though not by every request of the kind.
NEEDED_ONCE_SHOWN = frozenset({"language_reason", "closed_group", "consent", "membership"})


class StepForm(forms.Form):
    """One step for ``user``, about the draft ``asked`` or one to come. Its clean values are columns of `PageRequest`.

    A draft may lack anything but where it belongs: what a submission needs is said by `hold_to`. ``marked`` are the fields
    whose change was asked for when the request came back.
    """

    def __init__(
        self,
        data: Mapping | None = None,
        *,
        user: User,
        asked: PageRequest | None = None,
        kind: str = "",
        marked: Iterable[str] = (),
        **options: object,
    ) -> None:
        self.user, self.asked = user, asked
        said = as_input(asked) if asked else {}
        super().__init__(data, initial=said | options.pop("initial", {}), **options)
        self.kind_now = self._kind(kind)
        for name in set(self.fields) - fields(self.kind_now):
            del self.fields[name]
        for name, field in self.fields.items():
            field.label = label_of(self.kind_now, name) or field.label
            field.help_text = help_of(self.kind_now, name) or field.help_text
            # A browser would cut what is pasted without a word; here it is refused, and nothing is lost.
            field.widget.attrs.pop("maxlength", None)
            field.needed = name in needed(self.kind_now) | NEEDED_ONCE_SHOWN
            if name in marked:
                field.help_text = format_html("<b>{}</b> {}", _("Changement demandé."), field.help_text)
        self.prepare()

    def _kind(self, given: str) -> str:
        """The kind that is being answered: as given, else as sent with the form, else the draft's, else a new page."""
        sent = self.data.get("kind") if "kind" in self.base_fields else None
        known = [kind for kind in (given, sent, self.asked.kind if self.asked else "") if kind in ASKED]
        return known[0] if known else Kind.OPEN

    def prepare(self) -> None:
        """Limit the choices to what ``user`` may choose; each step adds its own."""

    def said(self, name: str) -> object:
        """A value of this form once it is cleaned, else of the draft, else None."""
        if name in self.fields or name in self.cleaned_data:
            return self.cleaned_data.get(name)
        return getattr(self.asked, name, None)

    def clean(self) -> dict[str, object]:
        """The values as plain text, whichever browser or program they come from."""
        data = super().clean()
        plain = {name: self._plain(name, v) if isinstance(v, str) else v for name, v in data.items()}
        self.cleaned_data = plain
        return plain

    def _plain(self, name: str, text: str) -> str:
        text = UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        has_lines = name not in self.fields or isinstance(self.fields[name].widget, forms.Textarea)
        return text if has_lines else BREAKS.sub(" ", text).strip()

    def applied(self) -> PageRequest:
        """The draft as it would be with these clean values; nothing is written."""
        draft = copy(self.asked) if self.asked else PageRequest()
        for name, value in self.cleaned_data.items():
            setattr(draft, name, value)
        return draft

    def changed_content(self) -> dict[str, object]:
        """The clean values that differ from the draft's: whoever changes nothing has written nothing."""
        return {
            name: v for name, v in self.cleaned_data.items() if self.asked is None or v != getattr(self.asked, name)
        }

    def hold_to(self, checks: Iterable[Check]) -> bool:
        """Put each rule of submission that is not kept beside the field that mends it; whether all are kept.

        A field that is refused already keeps its own sentence."""
        said = set(self.errors)
        broken = [one for one in checks if not one.kept and one.field in self.fields and one.field not in said]
        for check in broken:
            self.add_error(check.field, str(check.mend))
        return not broken


def typed(form: StepForm, data: MultiValueDict) -> dict[str, object]:
    """What somebody typed, in the form's own terms, to be shown again without judging it."""
    return {name: field.widget.value_from_datadict(data, {}, name) for name, field in form.fields.items()}


def as_input(asked: PageRequest) -> dict[str, object]:
    """What the request says now, in the form's own terms; rows by their slugs, people by their addresses."""
    keys = {"unit": "slug", "to_unit": "slug", "platform": "slug", "about": "slug"}
    keys |= {"primary_steward": "email", "backup_steward": "email"}
    said = {}
    for name in CONTENT:
        value = getattr(asked, name)
        said[name] = getattr(value, keys[name], None) if name in keys else value
    return said | {"title": asked.title if is_named(asked) else ""}
