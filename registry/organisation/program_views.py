"""The administrator's pages about programs: which there are, and the tokens by which they come in."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from registry.organisation.end_stages import soon
from registry.organisation.models import ProgramToken, Unit
from registry.organisation.permissions import Can, NotAllowed, units_where
from registry.organisation.program_forms import ProgramForm, TokenForm
from registry.organisation.programs import enter_program, give_token, revoke_token
from registry.organisation.queries import programs_of

PER_PAGE = 25
GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
def programs(request: HttpRequest) -> HttpResponse:
    """The programs of one's institutions, each with its tokens."""
    page_obj = Paginator(programs_of(_administered(request)), PER_PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    context = {
        "page_obj": page_obj,
        "now": now,
        "today": timezone.localdate(now),
        "soon": soon(timezone.localdate(now)),
    }
    return render(request, "registry/organisation/programs.html", context)


@require_http_methods(GET_OR_POST)
def program_create(request: HttpRequest) -> HttpResponse:
    """Enter a program, then give it its first token."""
    form = ProgramForm(request.POST or None, units=_administered(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                program = enter_program(**form.cleaned_data, actor=request.user, at=timezone.now())
            except NotAllowed as error:
                form.add_error(None, str(error.sentence))
                status = 403
            else:
                messages.success(request, _("Programme inscrit : {name}.").format(name=program.full_name))
                return HttpResponseRedirect(reverse("organisation:token_give", args=[program.pk]), status=303)
    return render(request, "registry/organisation/program_form.html", {"form": form}, status=status)


@require_http_methods(GET_OR_POST)
@sensitive_variables("given", "context")
def token_give(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a token: the answer to the form shows it, this once; nothing can show it again."""
    program = get_object_or_404(programs_of(_administered(request)), pk=pk)
    form = TokenForm(request.POST or None)
    context = {"program": program, "form": form}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                given = give_token(program, **form.cleaned_data, actor=request.user, at=timezone.now())
            except NotAllowed as error:
                form.add_error(None, str(error.sentence))
                status = 403
            else:
                return render(request, "registry/organisation/token_given.html", context | {"given": given})
    return render(request, "registry/organisation/token_form.html", context, status=status)


@require_http_methods(GET_OR_POST)
def token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more (GET), then end a token (POST)."""
    held = ProgramToken.objects.filter(user__in=programs_of(_administered(request)), revoked_at=None)
    token = get_object_or_404(held.select_related("user"), pk=pk)
    problem = ""
    if request.method == "POST":
        try:
            revoke_token(token, actor=request.user, at=timezone.now())
        except NotAllowed as error:
            problem = str(error.sentence)
        else:
            messages.success(request, _("Le jeton est retiré : il n’ouvre plus rien."))
            return HttpResponseRedirect(reverse("organisation:programs"), status=303)
    context = {"token": token, "problem": problem}
    return render(request, "registry/organisation/token_revoke.html", context, status=403 if problem else 200)


def _administered(request: HttpRequest) -> QuerySet[Unit]:
    units = units_where(request.user, Can.TOKENS_MANAGE)
    if not units.exists():
        raise PermissionDenied
    return units
