"""The pages of the presence: the picture, the lists that it counts, and its files. They only read."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from registry.organisation.held import remember
from registry.organisation.models import Unit
from registry.organisation.permissions import Can, abilities
from workflows.dashboard import around, exporting
from workflows.dashboard.addresses import address
from workflows.dashboard.as_of import Moment
from workflows.dashboard.forms import AccountsForm, PeriodForm
from workflows.dashboard.listing import Rows, languages_of
from workflows.dashboard.page import OVERLAP, Picture
from workflows.dashboard.queries import Scope, read, scope_of
from workflows.dashboard.rules import OLD_DAYS, SILENT_DAYS
from workflows.exits.shown import as_read
from workflows.reviews.queries import lines

PER_PAGE = 25


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The presence of an institution as of a day."""
    scope = _scope(request)
    form = PeriodForm(request.GET)
    moment = _moment(scope, form)
    reviews_open, reviews_late = around.reviews_counted(moment)
    context = _around(scope, moment) | {
        "form": form.shown(),
        "picture": _picture(moment),
        "requests": around.requests_of(moment),
        "request_urls": {which: address("requests", moment, which=which) for which in around.WHICH},
        "reviews": {"open": reviews_open, "late": reviews_late},
        "review_urls": {"open": address("reviews", moment), "late": address("reviews", moment, which="late")},
        "decisions": around.decisions_in_force(scope.unit, moment.as_of).count(),
        "files": {kind: address(f"export_{kind}", moment) for kind in exporting.KINDS},
        "old_days": OLD_DAYS,
        "silent_days": SILENT_DAYS,
        "overlap": OVERLAP,
    }
    return render(request, "workflows/dashboard/home.html", context)


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The numbers of the picture as a file."""
    moment = _moment(_scope(request), PeriodForm(request.GET))
    return exporting.picture(_picture(moment), kind)


@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """The accounts that a number counts, as they were on the day."""
    scope, moment, form, rows = _accounts(request)
    context = _around(scope, moment) | {
        "form": form,
        "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "sums": rows.sums,
        "compared": moment.since < moment.as_of,
        "files": {kind: f"{kind}?{request.GET.urlencode()}" for kind in exporting.KINDS},
        "overlap": OVERLAP,
    }
    return render(request, "workflows/dashboard/accounts.html", context)


@require_safe
def accounts_export(request: HttpRequest, kind: str) -> HttpResponse:
    """The same accounts as a file, all of them."""
    _of, moment, _form, rows = _accounts(request)
    return exporting.accounts(rows, moment, kind)


@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """The requests that a number counts."""
    scope = _scope(request)
    moment = _moment(scope, PeriodForm(request.GET))
    which = request.GET.get("which", "")
    which = which if which in around.WHICH else around.WHICH[0]
    page = Paginator(around.requests_list(moment, which), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "workflows/dashboard/requests.html", _around(scope, moment) | {"page_obj": page, "which": which}
    )


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """The reviews that a number counts."""
    scope = _scope(request)
    moment = _moment(scope, PeriodForm(request.GET))
    late = request.GET.get("which") == "late"
    rows = (around.reviews_late if late else around.reviews_open)(moment)
    rows = rows.select_related("account__platform", "account__unit", "closed_by", "page_request")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "lines": lines(page, timezone.localdate()), "late": late}
    return render(request, "workflows/dashboard/reviews.html", _around(scope, moment) | context)


@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """The decisions in force on the day."""
    scope = _scope(request)
    moment = _moment(scope, PeriodForm(request.GET))
    rows = around.decisions_in_force(scope.unit, moment.as_of).prefetch_related("corrections")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = [as_read(row) for row in page.object_list]
    return render(request, "workflows/dashboard/decisions.html", _around(scope, moment) | {"page_obj": page})


def _scope(request: HttpRequest) -> Scope:
    """403 for those who read no presence at all, 404 where this person reads none."""
    remember(request.user, timezone.localdate())
    if Can.PRESENCE_READ not in abilities(request.user):
        raise PermissionDenied
    return scope_of(request.user, request.GET.get("scope", ""))


def _moment(scope: Scope, form: PeriodForm) -> Moment:
    since, as_of = form.days()
    return Moment(scope.unit, as_of, since)


def _picture(moment: Moment) -> Picture:
    units = Unit.objects.filter(Q(pk=moment.unit.pk) | Q(parent=moment.unit)).order_by("pk")
    return Picture(moment, read(moment), units)


def _around(scope: Scope, moment: Moment) -> dict[str, object]:
    today: date = timezone.localdate()
    return {
        "scope": scope,
        "moment": moment,
        "home_url": address("home", moment),
        "decisions_url": address("decisions", moment),
        "past": moment.as_of < today,
    }


def _accounts(request: HttpRequest) -> tuple[Scope, Moment, AccountsForm, Rows]:
    scope = _scope(request)
    moment = _moment(scope, PeriodForm(request.GET))
    units = list(Unit.objects.under(scope.unit).order_by("sort_key", "pk"))
    form = AccountsForm(request.GET, units=units, languages=languages_of(scope.unit, request.GET.get("language", "")))
    said = form.said()
    unit = next((unit for unit in units if unit.slug == said.get("unit")), None)
    return scope, moment, form, Rows(moment, said, unit)
