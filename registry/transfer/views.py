"""The pages of the import: upload, plan, apply, report; each file is seen by whoever brought it and by nobody else."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from registry.language import Pair
from registry.organisation.permissions import NotAllowed
from registry.transfer import actions
from registry.transfer.forms import UploadForm
from registry.transfer.importing import planned
from registry.transfer.listing import listing
from registry.transfer.models import ImportFile, State
from registry.transfer.queries import institutions_for, recent_files
from registry.transfer.report import as_csv, report_of
from registry.transfer.words import Unreadable

BUSY = Pair(
    "D’autres inscrivent ces comptes en ce moment. Rien n’a été écrit : recommencez dans un instant.",
    "Others are entering these accounts right now. Nothing was written: try again in a moment.",
)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Bring a file; nothing is written to the register before its plan was seen."""
    if not institutions_for(request.user):
        raise PermissionDenied
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent, user=request.user)
    if form.is_valid():
        said = form.cleaned_data
        where = {"institution": said["institution"], "unit": said["unit"], "actor": request.user}
        try:
            planned(said["file"], **where)
            kept = actions.receive(said["file"], name=form.file_name, sha256=form.sha256, at=timezone.now(), **where)
        except (Unreadable, NotAllowed) as refusal:
            form.add_error("file", str(refusal.sentence))
        else:
            return _see("plan", kept)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"form": form, "files": recent_files(request.user, timezone.now())}
    return render(request, "registry/transfer/upload.html", context, status=status)


@require_safe
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What applying the file would do to the register as it is now."""
    kept = _load(request, pk)
    if not _is_open(kept):
        return _see("report", kept)
    return _plan_page(request, kept)


@require_POST
def apply(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Apply the file; a second time changes nothing and shows the same report."""
    kept = _load(request, pk)
    try:
        was_open = kept.state == State.PLANNED
        kept = actions.apply(kept, actor=request.user, at=timezone.now())
    except NotAllowed as refusal:
        return _plan_page(request, kept, str(refusal.sentence), HTTPStatus.FORBIDDEN)
    except Unreadable as refusal:
        return _plan_page(request, kept, str(refusal.sentence), HTTPStatus.UNPROCESSABLE_ENTITY)
    except IntegrityError:
        return _plan_page(request, kept, str(BUSY), HTTPStatus.CONFLICT)
    if was_open and kept.state == State.APPLIED:
        messages.success(request, _("L’import est appliqué."))
    return _see("report", kept)


@require_safe
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What became of each row."""
    kept = _load(request, pk)
    if _is_open(kept):
        return _see("plan", kept)
    context = {"file": kept, "report": kept.report, "listing": None}
    if kept.state == State.APPLIED:
        context["listing"] = listing(kept.report, request.GET, done=True)
    return render(request, "registry/transfer/report.html", context)


@require_safe
def download(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The plan, or the report once it is applied, as a CSV that a spreadsheet opens as text."""
    kept = _load(request, pk)
    found = _report_of(request, kept) if _is_open(kept) else kept.report
    # The mark tells Excel that this is UTF-8.
    text = as_csv(found.get("lines", []), done=kept.state == State.APPLIED)
    response = HttpResponse(f"\ufeff{text}", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="import.csv"'
    return response


def _load(request: HttpRequest, pk: UUID) -> ImportFile:
    files = ImportFile.objects.visible_to(request.user).select_related("institution", "unit")
    return get_object_or_404(files, pk=pk)


def _is_open(kept: ImportFile) -> bool:
    return kept.state == State.PLANNED and not kept.is_stale(timezone.now())


def _see(name: str, kept: ImportFile) -> HttpResponse:
    return HttpResponseRedirect(reverse(f"transfer:{name}", args=[kept.pk]), status=HTTPStatus.SEE_OTHER)


def _report_of(request: HttpRequest, kept: ImportFile) -> dict:
    done = planned(kept.read_tables(), institution=kept.institution, unit=kept.unit, actor=request.user)
    return report_of(done.plan, done.layouts, done.names)


def _plan_page(
    request: HttpRequest, kept: ImportFile, problem: str = "", status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    found = _report_of(request, kept)
    counts = found["counts"]
    for table in found["tables"]:
        for read in table["read"]:
            read["name"] = str(Pair(read["fr"], read["en"]))
    context = {
        "file": kept,
        "report": found,
        "listing": listing(found, request.GET, done=False),
        "writes": counts["create"] + counts["change"],
        "problem": problem,
    }
    return render(request, "registry/transfer/plan.html", context, status=status)
