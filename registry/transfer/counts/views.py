"""The pages of files of figures: bring one, see what it would do, apply it, and answer for the days that it asks about."""

import csv
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from registry.followers.actions import ANSWERED, CannotCount
from registry.followers.models import CountFile
from registry.followers.snapshot_answers import answer_snapshot, open_questions
from registry.followers.states import Doubt, Metric
from registry.language import Pair
from registry.organisation.permissions import NotAllowed
from registry.transfer.counts import actions, report
from registry.transfer.counts.days import Order
from registry.transfer.counts.forms import FigureFileForm, SnapshotForm
from registry.transfer.counts.importing import planned
from registry.transfer.counts.queries import files_for, groups_of, institutions_for, summary_of, waiting_files
from registry.transfer.models import Content, ImportFile, State
from registry.transfer.safe import safe_cell
from registry.transfer.words import Unreadable

GET_OR_POST = ["GET", "HEAD", "POST"]
PER_PAGE = 25
STATUS = {NotAllowed: HTTPStatus.FORBIDDEN, CannotCount: HTTPStatus.CONFLICT}


@require_http_methods(GET_OR_POST)
def upload(request: HttpRequest) -> HttpResponse:
    """Bring a file; no figure is written before its plan was seen."""
    if not institutions_for(request.user):
        raise PermissionDenied
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FigureFileForm(*sent, user=request.user)
    if form.is_valid():
        said = form.cleaned_data
        order = Order(said["dates"])
        where = {"institution": said["institution"], "actor": request.user}
        now = timezone.now()
        try:
            planned(said["file"], order=order, today=timezone.localdate(now), **where)
            kept = actions.receive(
                said["file"], name=form.file_name, sha256=form.sha256, dates=order.value, at=now, **where
            )
        except (Unreadable, NotAllowed) as refusal:
            ambiguous = getattr(refusal, "code", "") == "days_ambiguous"
            form.add_error("dates" if ambiguous else "file", str(refusal.sentence))
        else:
            return _see("plan", kept.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    page = Paginator(files_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "waiting": waiting_files(request.user, timezone.now()), "page_obj": page}
    return render(request, "registry/transfer/counts/upload.html", context, status=status)


@require_safe
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What would be kept, asked and refused, beside the register as it is now."""
    kept = _load(request, pk)
    if kept.state != State.PLANNED or kept.is_stale(timezone.now()):
        return _after(request, kept)
    return _plan_page(request, kept)


@require_POST
def apply(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Apply the file; a second time changes nothing and leads to the same page."""
    kept = _load(request, pk)
    was_open = kept.state == State.PLANNED
    try:
        kept = actions.apply(kept, actor=request.user, at=timezone.now())
    except Unreadable as refusal:
        return _plan_page(request, kept, str(refusal.sentence), HTTPStatus.UNPROCESSABLE_ENTITY)
    if was_open and kept.report.get("file"):
        messages.success(request, _("Les relevés du fichier sont consignés."))
    return _after(request, kept)


@require_http_methods(GET_OR_POST)
def file(request: HttpRequest, number: int) -> HttpResponse:
    """A file that was applied: what it brought, what it asks, and one answer for each day that is asked as a whole."""
    brought = get_object_or_404(files_for(request.user), pk=number)
    groups = _groups(request, brought)
    status = HTTPStatus.OK
    if request.method == "POST":
        group = next((one for one in groups if one["snapshot"] == request.POST.get("snapshot")), None)
        if group is None:
            messages.info(request, str(ANSWERED))
            return _see("file", number)
        form = group["form"] = _form(group, request.POST)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                answer_snapshot(brought, group["snapshot"], actor=request.user, at=timezone.now(), **form.cleaned_data)
            except (NotAllowed, CannotCount) as refusal:
                form.add_error(None, str(refusal.sentence))
                status = STATUS[type(refusal)]
            else:
                messages.success(request, _("Votre réponse est consignée."))
                return _see("file", number)
    alone = open_questions(brought, request.user).filter(snapshot="").select_related("account__platform")
    context = {
        "file": brought,
        "facts": summary_of(brought),
        "groups": groups,
        "bound": next((one["form"] for one in groups if one["form"].is_bound), None),
        "page_obj": Paginator(alone.order_by("account__sort_key", "day", "pk"), PER_PAGE).get_page(
            request.GET.get("page")
        ),
        "refused": _shown(brought.refused[:PER_PAGE]),
    }
    return render(request, "registry/transfer/counts/file.html", context, status=status)


@require_safe
def refused(request: HttpRequest, number: int) -> HttpResponse:
    """What a file had that was no figure, cell by cell, as a CSV that a spreadsheet opens as text."""
    brought = get_object_or_404(files_for(request.user), pk=number)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="refused.csv"'
    writer = csv.writer(response)
    writer.writerow([_("Feuille"), _("Ligne"), _("Donnée"), _("Cases"), _("Code"), _("Raison")])
    for line in _shown(brought.refused):
        cells = [line["sheet"], str(line["line"]), line["value"], str(line["points"]), line["code"], line["why"]]
        writer.writerow([safe_cell(cell) for cell in cells])
    return response


def _load(request: HttpRequest, pk: UUID) -> ImportFile:
    files = ImportFile.objects.visible_to(request.user, Content.FIGURES).select_related("institution")
    return get_object_or_404(files, pk=pk)


def _see(name: str, *args: object) -> HttpResponse:
    return HttpResponseRedirect(reverse(f"figures:{name}", args=args), status=HTTPStatus.SEE_OTHER)


def _after(request: HttpRequest, kept: ImportFile) -> HttpResponse:
    """Where a file that no longer waits leads."""
    if kept.report.get("file"):
        return _see("file", kept.report["file"])
    if kept.state == State.APPLIED:
        messages.info(request, _("Ce fichier n’apporte rien de nouveau : le registre n’a pas changé."))
    else:
        messages.info(request, _("Ce fichier n’a pas été appliqué dans les sept jours : ses lignes sont effacées."))
    return _see("upload")


def _plan_page(
    request: HttpRequest, kept: ImportFile, problem: str = "", status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    done = planned(
        kept.read_tables(),
        order=Order(kept.dates),
        institution=kept.institution,
        actor=request.user,
        today=timezone.localdate(),
    )
    lines = report.refusals(done.plan.refused)
    context = {
        "file": kept,
        "counts": done.plan.counts,
        "writes": len(done.plan.kept) + len(done.plan.asked),
        "span": report.span(done.plan),
        "groups": report.groups(done.plan),
        "alone": Paginator(report.alone(done.plan), PER_PAGE).get_page(request.GET.get("asked")),
        "page_obj": Paginator(lines, PER_PAGE).get_page(request.GET.get("page")),
        "tables": report.columns(done.found),
        "aside": done.aside,
        "problem": problem,
    }
    context["refused"] = _shown(context["page_obj"].object_list)
    return render(request, "registry/transfer/counts/plan.html", context, status=status)


def _groups(request: HttpRequest, brought: CountFile) -> list[dict]:
    groups = groups_of(open_questions(brought, request.user))
    for group in groups:
        group["label"], group["metric"] = Doubt(group["doubt"]).label, Metric(group["metric"]).label
        group["form"] = _form(group)
    return groups


def _form(group: dict, data: object = None) -> SnapshotForm:
    passed = group["day"] <= timezone.localdate()
    return SnapshotForm(data, fits=group["fits"] is not None, passed=passed, auto_id=f"{group['number']}_%s")


def _shown(lines: list[dict]) -> list[dict]:
    return [line | {"why": str(Pair(line["fr"], line["en"]))} for line in lines]
