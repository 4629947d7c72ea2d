"""The pages on which figures are entered, corrected, and answered for."""

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from registry.accounts.models import Account
from registry.accounts.queries import visible_to
from registry.followers import actions
from registry.followers.ageing import is_old
from registry.followers.forms import AnswerForm, CorrectionForm, CountForm, GridForm
from registry.followers.models import FollowerCount, QuestionedCount
from registry.followers.queries import questions_of, superseded, to_count
from registry.followers.rights import may_count
from registry.followers.series import last_counts
from registry.organisation.models import Unit
from registry.organisation.permissions import Can, NotAllowed, units_where

GET_OR_POST = ["GET", "HEAD", "POST"]
PER_PAGE = 25
GRID_SIZE = 50
# The last ones beside a form; all of them have their own page.
SHOWN = 12
# As many questions stand above a form that is not to be lost under them; all of them have their own list.
ASKED = 3
STATUS = {NotAllowed: 403, actions.CannotCount: 409}


@require_http_methods(GET_OR_POST)
def count(request: HttpRequest, slug: str) -> HttpResponse:
    """The figures of an account, and the form for one more; 404 outside the units that the reader may read."""
    account = get_object_or_404(visible_to(request.user), slug=slug)
    if request.method != "POST":
        last = last_counts([account], timezone.localdate()).get(account.pk)
        initial = {"day": timezone.localdate(), "source": account.address, "metric": last.metric if last else ""}
        return _count_page(request, account, CountForm(initial=initial))
    form = CountForm(request.POST)
    if not form.is_valid():
        return _count_page(request, account, form, status=422)
    try:
        written = actions.measure(account, form.figure(), actor=request.user, at=timezone.now())
    except NotAllowed as refusal:
        return _count_page(request, account, form, refusal=refusal)
    if isinstance(written, QuestionedCount):
        return _see("followers:question", written.pk)
    messages.success(request, _("Le relevé est consigné."))
    return _see("accounts:detail", slug)


@require_http_methods(GET_OR_POST)
def correct(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Another figure in the place of one, with the reason."""
    account = get_object_or_404(visible_to(request.user), slug=slug)
    old = get_object_or_404(FollowerCount.with_replaced, account=account, pk=number)
    initial = {"value": old.value, "is_exact": old.is_exact, "source": old.source}
    form = CorrectionForm(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.correct(old, actor=request.user, at=timezone.now(), **form.cleaned_data)
            except (NotAllowed, actions.CannotCount) as refusal:
                status = _refuse(form, refusal)
            else:
                messages.success(request, _("Le relevé est corrigé ; l’ancien reste lisible."))
                return _see("followers:count", slug)
    context = {"account": account, "old": old, "form": form, "allowed": _may(request, account)}
    return render(request, "registry/followers/correct.html", context, status=status)


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """The figures that wait for this person's yes."""
    page = Paginator(questions_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "registry/followers/questions.html", {"page_obj": page})


@require_http_methods(GET_OR_POST)
def question(request: HttpRequest, number: int) -> HttpResponse:
    """One doubted figure with what it was compared with, and the answer to it."""
    asked = get_object_or_404(
        QuestionedCount.objects.select_related("account__platform", "account__unit", "entered_by", "replied_by").filter(
            account__in=visible_to(request.user)
        ),
        pk=number,
    )
    form = AnswerForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.answer(asked, actor=request.user, at=timezone.now(), **form.cleaned_data)
            except (NotAllowed, actions.CannotCount) as refusal:
                status = _refuse(form, refusal)
            else:
                messages.success(request, _("Votre réponse est consignée."))
                return _see("followers:count", asked.account.slug)
    context = {"asked": asked, "account": asked.account, "form": form, "allowed": _may(request, asked.account)}
    return render(request, "registry/followers/question.html", context, status=status)


@require_http_methods(GET_OR_POST)
def grid(request: HttpRequest) -> HttpResponse:
    """All accounts of a unit on one page, one day, one source."""
    units = list(units_where(request.user, Can.FOLLOWERS_COUNT))
    unit = next((one for one in units if one.slug == request.GET.get("unit")), units[0] if units else None)
    rows = to_count(request.user, unit) if unit else Account.objects.none()
    page = Paginator(rows, GRID_SIZE).get_page(request.GET.get("page"))
    if request.method != "POST":
        return _grid_page(request, units, unit, page, GridForm(page.object_list, initial={"day": timezone.localdate()}))
    # Those that were on the page when it was sent, whichever have come between since.
    form = GridForm(rows.filter(pk__in=GridForm.numbers_in(request.POST)), request.POST)
    if form.is_valid():
        return _written(request, form)
    return _grid_page(request, units, unit, page, form, status=422)


def _grid_page(
    request: HttpRequest, units: list[Unit], unit: Unit | None, page: Page, form: GridForm, status: int = 200
) -> HttpResponse:
    for account in form.accounts:
        account.is_old = bool(account.last_day and is_old(account.last_day, timezone.localdate()))
    context = {"units": units, "unit": unit, "page_obj": page, "form": form}
    return render(request, "registry/followers/grid.html", context, status=status)


def _written(request: HttpRequest, form: GridForm) -> HttpResponse:
    """Every figure of the grid in one transaction: all are kept or questioned, or none."""
    now = timezone.now()
    with transaction.atomic(durable=True):
        written = [actions.measure(account, figure, actor=request.user, at=now) for account, figure in form.figures()]
    asked = sum(isinstance(row, QuestionedCount) for row in written)
    messages.success(request, _("Relevés consignés : %(count)s.") % {"count": len(written) - asked})
    if asked:
        messages.warning(request, _("À confirmer : %(count)s.") % {"count": asked})
        return _see("followers:questions")
    return HttpResponseRedirect(request.get_full_path(), status=303)


def _count_page(
    request: HttpRequest, account: Account, form: CountForm, *, status: int = 200, refusal: NotAllowed | None = None
) -> HttpResponse:
    asked = list(questions_of(request.user).filter(account=account)[: ASKED + 1])
    context = {
        "account": account,
        "form": form,
        "counts": account.follower_counts.all()[:SHOWN],
        "superseded": superseded(account)[:SHOWN],
        "questions": asked[:ASKED],
        "more": len(asked) > ASKED,
        "allowed": _may(request, account),
    }
    if refusal:
        status = _refuse(form, refusal)
    return render(request, "registry/followers/count.html", context, status=status)


def _refuse(form: Form, refusal: NotAllowed | actions.CannotCount) -> int:
    form.add_error(None, str(refusal.sentence))
    return STATUS[type(refusal)]


def _may(request: HttpRequest, account: Account) -> bool:
    return may_count(request.user, account)


def _see(name: str, *args: object) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(name, args=args), status=303)
