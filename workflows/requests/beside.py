"""What is said beside the fields of a step as they are filled in: stances, names, existing accounts, the way ahead, readers."""

from copy import copy

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone

from workflows.requests.forms.steps.base import StepForm
from workflows.requests.forms.steps.page import refused
from workflows.requests.models import PageRequest
from workflows.requests.queries.readers import reading_by
from workflows.requests.queries.serving import candidates
from workflows.requests.queries.stances import said_of
from workflows.requests.queries.stops import ahead
from workflows.requests.queries.wishes import naming_of, wish_of

# What the accounts that could serve and the way ahead depend on, as it is typed.
TELLING = ("audiences", "languages", "with_students")


def beside(step: str, form: StepForm, draft: PageRequest | None) -> dict[str, object]:
    """The context of what is drawn beside ``form``; ``draft`` is None before the first step is saved."""
    said = {"ahead": ahead(draft)} if draft else {}
    return said | (BESIDE[step](form, draft) if step in BESIDE else {})


def _stance(form: StepForm, _draft: PageRequest | None) -> dict[str, object]:
    """Where the institution stands on the platform that is chosen, as soon as one is."""
    account = _chosen(form, "about")
    unit, platform = (account.unit, account.platform) if account else (_chosen(form, "unit"), _chosen(form, "platform"))
    return {"stance": said_of(form.kind_now, unit, platform) if unit and platform else None}


def _naming(form: StepForm, draft: PageRequest) -> dict[str, object]:
    """What there is to say of the name that is typed, as soon as there is one."""
    text = form["wanted_handle"].value() or "" if "wanted_handle" in form.fields else ""
    refusal = None if form.is_bound else wish_of(draft.platform, text, draft.kind, draft.about).refusal
    return {"naming": naming_of(draft, text), "refusal": refused(refusal, draft.kind) if refusal else ""}


def _publics(form: StepForm, draft: PageRequest) -> dict[str, object]:
    """Which accounts speak to that public already, and by which way such a request goes."""
    typed = copy(draft)
    for name in TELLING:
        setattr(typed, name, form[name].value() or type(getattr(draft, name))())
    return {"ahead": ahead(typed), "serving": candidates(typed)}


def _reading(form: StepForm, draft: PageRequest) -> dict[str, object]:
    """Whether the people who are named have read the directive."""
    people = [_chosen(form, name) for name in ("primary_steward", "backup_steward")]
    return {"reading": reading_by(people, draft.unit, timezone.localdate())}


def _chosen(form: StepForm, name: str) -> Model | None:
    """The row that a list of the form stands on, if it is one that may be chosen."""
    field = form.fields.get(name)
    try:
        return field.to_python(form[name].value()) if field else None
    except ValidationError:
        return None


BESIDE = {"kind": _stance, "page": _naming, "publics": _publics, "people": _reading}
