"""The page of a look back, and what is done on it."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from registry.organisation.models import User
from registry.organisation.permissions import Can, NotAllowed
from workflows.exits import looking_back
from workflows.exits.loading import load, see, status_of
from workflows.exits.look_back import due_on
from workflows.exits.look_back_forms import LessonsForm, OpenForm, OutcomeForm
from workflows.exits.look_back_page import pictures
from workflows.exits.models import ExitDecision, LookBack
from workflows.exits.moves import commit
from workflows.exits.moving import GUARDS, Stale
from workflows.exits.page import Page
from workflows.exits.queries import reading
from workflows.exits.states import HOLDING
from workflows.machine import Refused


@dataclass
class Tried:
    """A form that was just refused, by its name in the page's context, with the answer that it gets."""

    name: str
    form: BaseForm
    status: HTTPStatus


@require_safe
def look_back(request: HttpRequest, slug: str) -> HttpResponse:
    """The look back that is open, those that are closed, or the way to open one; for readers of the institution's files."""
    return _show(request, _load(request, slug))


@require_POST
def open_by_hand(request: HttpRequest, slug: str) -> HttpResponse:
    """Open one before its day, or once more."""
    decision = _load(request, slug)
    form = OpenForm(request.POST)
    said = _("Le bilan est ouvert, avec les chiffres d’aujourd’hui.")
    return _do(
        request,
        decision,
        "open_form",
        form,
        lambda **words: commit(looking_back.open_look_back, decision, **words),
        said,
    )


@require_POST
def lessons(request: HttpRequest, slug: str) -> HttpResponse:
    """Write what was learnt."""
    decision = _load(request, slug)
    row = _open_one(decision)
    said = _("Les leçons sont enregistrées.")
    return _do(
        request,
        decision,
        "lessons_form",
        LessonsForm(request.POST),
        lambda **words: commit(looking_back.write_lessons, row, **words),
        said,
    )


@require_POST
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what follows, and see the draft that it starts: to change it would be to have written it."""
    decision = _load(request, slug)
    row = _open_one(decision)
    form = OutcomeForm(request.POST, decision=decision)
    said = _("Le bilan est clos et se lit sur la page de la décision.")
    return _do(request, decision, "outcome_form", form, lambda **words: commit(looking_back.close, row, **words), said)


def _do(
    request: HttpRequest, decision: ExitDecision, name: str, form: BaseForm, act: Callable, said: str
) -> HttpResponse:
    """Do what a form asks for; what refuses it is said on the page, with what was typed."""
    if not form.is_valid():
        return _show(request, decision, Tried(name, form, HTTPStatus.UNPROCESSABLE_ENTITY))
    try:
        done = act(actor=request.user, at=timezone.now(), **form.cleaned_data)
    except (NotAllowed, Refused) as refusal:
        form.add_error(None, str(refusal.sentence))
        current = load(request, decision.slug)
        if isinstance(refusal, Stale):
            _refresh(form, current)
        return _show(request, current, Tried(name, form, status_of(refusal)))
    messages.success(request, said)
    if isinstance(done, ExitDecision) and done.pk != decision.pk:
        return see(done.get_absolute_url())
    return see(reverse("exits:look_back", args=[decision.slug]))


def _refresh(form: BaseForm, decision: ExitDecision) -> None:
    """Let what was typed be sent again about what is shown now."""
    row = decision.look_backs.filter(outcome="").first()
    form.data = form.data.copy()
    form.data["seen"] = looking_back.mark_of(row) if row and not isinstance(form, OpenForm) else decision.version


def _load(request: HttpRequest, slug: str) -> ExitDecision:
    decision = load(request, slug)
    if not Page(decision, request.user).is_reader:
        raise PermissionDenied
    return decision


def _open_one(decision: ExitDecision) -> LookBack:
    """The look back that the form is about: the open one, else the last, which will refuse; 404 when there is none."""
    row = decision.look_backs.order_by("outcome", "-opened_at").first()
    if not row:
        raise Http404
    row.decision = decision
    return row


def _may(ability: Can, decision: ExitDecision, user: User) -> bool:
    try:
        GUARDS[ability](decision, user)
    except NotAllowed:
        return False
    return True


def _show(request: HttpRequest, decision: ExitDecision, tried: Tried | None = None) -> HttpResponse:
    rows = pictures(decision.look_backs.all(), decision, inside=True)
    current = next((row for row in rows if not row.look_back.outcome), None)
    if not rows and decision.state not in HOLDING:
        return see(decision.get_absolute_url())
    forms = _forms(decision, current.look_back if current else None, request.user)
    if tried and forms[tried.name]:
        forms[tried.name] = tried.form
    context = {
        "decision": decision,
        "current": current,
        "closed": [row for row in rows if row.look_back.outcome],
        "by_itself": None if rows or decision.recorded else due_on(reading(decision, "effective_on")),
        "tried": tried.form if tried else None,
    }
    status = tried.status if tried else HTTPStatus.OK
    return render(request, "workflows/exits/look_back/detail.html", context | forms, status=status)


def _forms(decision: ExitDecision, current: LookBack | None, user: User) -> dict[str, BaseForm | None]:
    """The forms that this person may send now, by their name in the page."""
    holds = decision.state in HOLDING
    prepares = holds and _may(Can.EXIT_PREPARE, decision, user)
    forms: dict[str, BaseForm | None] = dict.fromkeys(("open_form", "lessons_form", "outcome_form"))
    if prepares and current:
        forms["lessons_form"] = LessonsForm.about(current)
    elif prepares:
        forms["open_form"] = OpenForm(initial={"seen": decision.version})
    if current and holds and current.lessons_fr and current.lessons_en and _may(Can.EXIT_DECIDE, decision, user):
        forms["outcome_form"] = OutcomeForm(initial={"seen": looking_back.mark_of(current)}, decision=decision)
    return forms
