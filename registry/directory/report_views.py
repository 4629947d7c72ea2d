"""Telling of a doubtful account, by anyone; and the desk's list of what was told."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from registry.directory import actions
from registry.directory.concern import reports_for
from registry.directory.forms import ReportForm
from registry.directory.pace import may_report
from registry.directory.verdicts import LABELS, Verdict
from registry.directory.verify import verify
from registry.organisation.permissions import Can, abilities

PER_PAGE = 25


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The form, and what it brings; a program that fills in the hidden field is thanked and forgotten."""
    if request.method != "POST":
        return _form(request, ReportForm(initial={"address": request.GET.get("address", "")[:400]}))
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _form(request, form, 422)
    if not form.is_a_trap:
        if not may_report(request):
            form.add_error(None, _("Trop de signalements depuis cette connexion. Réessayez dans une heure."))
            return _form(request, form, 429)
        told = form.cleaned_data
        verdict = verify(told["address"]).verdict or ""
        actions.receive_report(address=told["address"], verdict=verdict, comment=told["comment"], at=timezone.now())
    messages.success(request, _("Merci. Le signalement est transmis à ceux qui tiennent le registre."))
    return HttpResponseRedirect(reverse("directory:verify"), status=303)


def _form(request: HttpRequest, form: ReportForm, status: int = 200) -> HttpResponse:
    return render(request, "registry/directory/report.html", {"form": form}, status=status)


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """What was told and concerns an institution whose accounts one manages, or nobody's; 404 for who manages none."""
    _require_manager(request)
    page = Paginator(reports_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    for row in page.object_list:
        row.label = LABELS[Verdict(row.verdict)] if row.verdict else ""
    return render(request, "registry/directory/reports.html", {"page_obj": page})


@require_POST
def handled(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a report has been seen to."""
    _require_manager(request)
    actions.handle_report(get_object_or_404(reports_for(request.user), pk=pk), actor=request.user, at=timezone.now())
    messages.success(request, _("Le signalement est traité."))
    return HttpResponseRedirect(reverse("directory:reports"), status=303)


def _require_manager(request: HttpRequest) -> None:
    if Can.ACCOUNT_MANAGE not in abilities(request.user):
        raise Http404
