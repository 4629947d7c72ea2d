"""*What if we left?*: the answer of today, what was kept of other days, and the draft that one of them becomes."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from registry.organisation.models import Unit
from registry.organisation.permissions import Can, NotAllowed, abilities, can, within
from workflows.exits import what_if_actions
from workflows.exits.forms import preparing_for
from workflows.exits.impact_queries import PER_PAGE, Question, as_json, ask, peers
from workflows.exits.loading import see, status_of
from workflows.exits.models import Scenario
from workflows.exits.moves import commit
from workflows.exits.what_if_forms import MOST, CompareForm, KeepForm, NameForm, WhatIfForm
from workflows.exits.what_if_page import Picture, account_rows, compared
from workflows.machine import Refused

LISTED = 25


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The question, its answer as of today once it is asked, and the scenarios that were kept."""
    institutions, institution = _institution(request, request.GET)
    asked = "platform" in request.GET
    form = _known(WhatIfForm(request.GET if asked else None, institution=institution))
    context = {"form": form, "institutions": institutions, "institution": institution}
    if asked and form.is_valid():
        context |= _answered(form.question, request.GET.get("page", ""))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return _page(request, context, status)


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the answer as it is now."""
    institutions, institution = _institution(request, request.POST)
    form = _known(KeepForm(request.POST, institution=institution))
    if form.is_valid():
        try:
            kept = commit(
                what_if_actions.keep,
                form.question,
                name=form.cleaned_data["name"],
                actor=request.user,
                at=timezone.now(),
            )
        except (NotAllowed, Refused) as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Le scénario est gardé, avec ses chiffres de ce jour."))
            return see(reverse("what_if:scenario", args=[kept.pk]))
    context = {"form": form, "institutions": institutions, "institution": institution}
    if {"platform", "kind", "unit"}.isdisjoint(form.errors):
        context |= _answered(form.question, "")
    return _page(request, context, HTTPStatus.UNPROCESSABLE_ENTITY)


@require_safe
def scenario(request: HttpRequest, pk: int) -> HttpResponse:
    """A kept answer, as it was on its day."""
    return _show(request, _one(request, pk))


@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the draft of a decision of it."""
    found = _one(request, pk)
    try:
        decision = commit(what_if_actions.draft_from, found, actor=request.user, at=timezone.now())
    except (NotAllowed, Refused) as refusal:
        return _show(request, _one(request, pk), str(refusal.sentence), status_of(refusal))
    messages.success(request, _("Le projet est commencé. Le scénario y reste joint, tel qu’il était."))
    return see(f"{decision.get_absolute_url()}edit/")


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Kept scenarios side by side; one that this person may not read is not there."""
    _require_reader(request)
    wanted = request.GET.getlist("s")
    known = {row.pk: row for row in _readable(request).filter(pk__in=[int(n) for n in wanted if _is_number(n)])}
    form = CompareForm(request.GET, known=list(known))
    if len(set(wanted)) != len(known):
        raise Http404
    chosen = [known[number] for number in form.numbers]
    columns, measures = compared(chosen)
    context = {"columns": columns, "measures": measures, "most": MOST, "left_out": len(known) - len(chosen)}
    return render(request, "workflows/exits/what_if/compare.html", context)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def _institution(request: HttpRequest, data) -> tuple[list[Unit], Unit]:
    """The one that is asked about among those whose decisions the person prepares: 403 of none, 404 of another's."""
    institutions = preparing_for(request.user)
    if not institutions:
        raise PermissionDenied
    slug = data.get("of", "")
    chosen = next((unit for unit in institutions if unit.slug == slug), None) if slug else institutions[0]
    if chosen is None:
        raise Http404
    return institutions, chosen


def _known(form: WhatIfForm) -> WhatIfForm:
    """404 where a unit is asked about that is not the institution's."""
    if form.stranger:
        raise Http404
    return form


def _answered(question: Question, page: str) -> dict[str, object]:
    number = int(page) if _is_number(page) else 1
    answer = ask(question, day=timezone.localdate(), offset=PER_PAGE * max(number - 1, 0))
    result = as_json(question, answer, peers(question))
    pages = Paginator(range(result["touched"]["accounts"]), PER_PAGE)
    return {
        "question": question,
        "picture": Picture(result),
        "page_obj": pages.get_page(number),
        "accounts": account_rows(result["accounts"]),
    }


def _page(request: HttpRequest, context: dict, status: HTTPStatus) -> HttpResponse:
    rows = Scenario.objects.filter(institution=context["institution"]).select_related("platform").defer("result")
    context["scenarios"] = list(rows[:LISTED])
    form = context["form"]
    context["keeping"] = form if "name" in form.fields else NameForm()
    return render(request, "workflows/exits/what_if/home.html", context, status=status)


def _require_reader(request: HttpRequest) -> None:
    if Can.EXIT_READ not in abilities(request.user):
        raise PermissionDenied


def _readable(request: HttpRequest) -> QuerySet[Scenario]:
    rows = Scenario.objects.filter(within(request.user, [Can.EXIT_READ], prefix="institution"))
    return rows.select_related("institution", "platform", "made_by", "decision__institution", "decision__platform")


def _one(request: HttpRequest, pk: int) -> Scenario:
    return get_object_or_404(_readable(request), pk=pk)


def _show(request: HttpRequest, found: Scenario, refused: str = "", status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    page = Paginator(found.result["accounts"], PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "scenario": found,
        "picture": Picture(found.result),
        "page_obj": page,
        "accounts": account_rows(page.object_list),
        "units": Unit.objects.filter(slug__in=found.criteria["units"]),
        "may_draft": found.decision_id is None and can(request.user, Can.EXIT_PREPARE, found.institution),
        "refused": refused,
    }
    return render(request, "workflows/exits/what_if/scenario.html", context, status=status)
