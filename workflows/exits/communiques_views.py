"""The page on which a communiqué is kept, and the kept copy as a download."""

from http import HTTPStatus

from csp.decorators import csp_update
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from registry.organisation.permissions import NotAllowed
from workflows.exits.communiques import Copy, fetch_copy, keep_communique
from workflows.exits.communiques_forms import CommuniqueForm, CopyFrom
from workflows.exits.correcting import may_correct
from workflows.exits.loading import load, see, status_of
from workflows.exits.models import ExitDecision
from workflows.exits.moves import commit
from workflows.exits.states import OPEN
from workflows.machine import Refused

# What the copy is called when it is downloaded, by the type that was told when it was read.
ENDINGS = {"text/html": "html", "application/pdf": "pdf", "text/plain": "txt"}


@require_http_methods(["GET", "HEAD", "POST"])
def communique(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep a version of the communiqué; a copy is read before anything is written."""
    decision = load(request, slug)
    if not may_correct(decision, request.user):
        raise PermissionDenied
    if request.method != "POST":
        return (
            see(decision.get_absolute_url()) if decision.state in OPEN else _page(request, decision, _first(decision))
        )
    form = CommuniqueForm(request.POST, request.FILES, recorded=decision.recorded)
    if not form.is_valid():
        return _page(request, decision, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    words = {name: form.cleaned_data[name] for name in ("text_fr", "text_en", "address")}
    try:
        commit(keep_communique, decision, actor=request.user, at=timezone.now(), copy=_copy(form), **words)
    except (NotAllowed, Refused) as refusal:
        form.add_error(None, str(refusal.sentence))
        return _page(request, decision, form, status_of(refusal))
    messages.success(request, _("Le communiqué est gardé."))
    return see(decision.get_absolute_url() + "#communiques")


@login_not_required
@require_safe
@csp_update({"sandbox": True})
def archived_copy(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """The copy as it was read, always as a file to keep and never as a page of ours."""
    row = get_object_or_404(load(request, slug).communiques.exclude(sha256=""), version=version)
    response = HttpResponse(bytes(row.archived), content_type="application/octet-stream")
    ending = ENDINGS.get(row.archived_type.partition(";")[0].strip().lower(), "bin")
    response["Content-Disposition"] = content_disposition_header(True, f"communique-{slug}-{version}.{ending}")
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _copy(form: CommuniqueForm) -> Copy | None:
    chosen, upload = form.cleaned_data["copy_from"], form.cleaned_data["file"]
    if chosen == CopyFrom.ADDRESS:
        return fetch_copy(form.cleaned_data["address"])
    return Copy(upload.read(), upload.content_type or "") if chosen == CopyFrom.FILE else None


def _first(decision: ExitDecision) -> CommuniqueForm:
    initial = {"address": decision.communique_url, "copy_from": CopyFrom.NONE}
    return CommuniqueForm(initial=initial, recorded=decision.recorded)


def _page(
    request: HttpRequest, decision: ExitDecision, form: CommuniqueForm, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    return render(request, "workflows/exits/communiques/keep.html", {"decision": decision, "form": form}, status=status)
