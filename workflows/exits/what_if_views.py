"""*What if we left?*: the answer of today, what was kept of other days, and the draft that one of them becomes."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from registry.organisation.models import Unit, UnitKind
from registry.organisation.permissions import Can, NotAllowed, abilities, can, units_where, within
from workflows.exits import what_if_actions
from workflows.exits.impact_queries import PER_PAGE, as_json, ask, peers
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
    asked = "platform" in request.GET
    form, context = _asked(request, WhatIfForm, request.GET if asked else None, request.GET.get("of", ""))
    if asked and form.is_valid():
        context |= _answered(form, request.GET.get("page", ""))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return _page(request, context, status)


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the answer as it is now."""
    form, context = _asked(request, KeepForm, request.POST, request.POST.get("of", ""))
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
    if {"platform", "kind", "unit"}.isdisjoint(form.errors):
        context |= _answered(form, "")
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


def _asked(
    request: HttpRequest, form_class: type[WhatIfForm], data: QueryDict | None, slug: str
) -> tuple[WhatIfForm, dict[str, object]]:
    """The form about the institution of that name (empty: the first one) among those whose decisions the person prepares.

    403 where there are none, 404 for another institution, or for a unit that this one does not have.
    """
    units = list(units_where(request.user, Can.EXIT_PREPARE))
    institutions = [unit for unit in units if unit.kind == UnitKind.INSTITUTION]
    if not institutions:
        raise PermissionDenied
    chosen = next((unit for unit in institutions if unit.slug == slug), None) if slug else institutions[0]
    if chosen is None:
        raise Http404
    form = form_class(data, institution=chosen, units=units)
    if form.stranger:
        raise Http404
    return form, {"form": form, "institutions": institutions, "institution": chosen}


def _answered(form: WhatIfForm, page: str) -> dict[str, object]:
    question = form.question
    number = int(page) if _is_number(page) else 1
    answer = ask(question, day=timezone.localdate(), offset=PER_PAGE * max(number - 1, 0))
    result = as_json(answer, peers(question), form.units.values())
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
