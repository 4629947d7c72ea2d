"""What a draft says, step by step and in words, under the labels of its own form."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from registry import wording
from registry.accounts.audiences import Audience
from registry.language import is_english
from workflows.requests.forms.content import STEP_FORMS
from workflows.requests.forms.steps.labels import label_of
from workflows.requests.forms.steps.publics import language_name
from workflows.requests.models import PageRequest
from workflows.requests.queries.stops import FormStop
from workflows.requests.queries.wishes import is_named
from workflows.requests.questions import ASKED
from workflows.requests.states import Kind

ABOUT_STUDENTS = frozenset({"closed_group", "consent", "membership"})


@dataclass(frozen=True)
class Answer:
    """One field with what it says; "" where nothing was said."""

    label: Promise | str
    value: str


@dataclass(frozen=True)
class Section:
    """One step with its answers; a step with a page of its own has none here."""

    stop: FormStop
    answers: list[Answer]


def sections(draft: PageRequest, way: Iterable[FormStop]) -> list[Section]:
    """Every step of the draft but the summary, with what it says."""
    asked = ASKED[draft.kind]
    return [Section(stop, _answers(draft, stop.slug)) for stop in way if stop.slug in asked]


def _answers(draft: PageRequest, step: str) -> list[Answer]:
    fields = STEP_FORMS[step].base_fields if step in STEP_FORMS else {}
    shown = [name for name in ASKED[draft.kind][step].fields if _is_shown(draft, name)]
    return [Answer(label_of(draft.kind, name) or fields[name].label, _value(draft, name)) for name in shown]


def _is_shown(draft: PageRequest, name: str) -> bool:
    if name in ABOUT_STUDENTS:
        return draft.with_students
    return name != "language_reason" or bool(draft.language_reason)


def _value(draft: PageRequest, name: str) -> str:
    value = getattr(draft, name)
    if name == "title" and not is_named(draft):
        return ""
    if name in CODED:
        codes = value if isinstance(value, list) else [value]
        return ", ".join(str(CODED[name](code)) for code in codes)
    if isinstance(value, bool):
        return _("Oui") if value else _("Non")
    if isinstance(value, date):
        return wording.partial_date(value.isoformat(), "en" if is_english() else "fr")
    return "" if value is None else str(value)


# How the codes of a column read.
CODED = {
    "kind": lambda code: Kind(code).label,
    "audiences": lambda code: Audience(code).label,
    "languages": language_name,
}
