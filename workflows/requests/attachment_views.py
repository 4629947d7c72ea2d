"""The files of a request: the page on which they are attached and removed, and each as a download."""

from csp.decorators import csp_update
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from registry.organisation.permissions import NotAllowed
from workflows.machine import Refused
from workflows.requests import attachments
from workflows.requests.file_kinds import MOST_FILES
from workflows.requests.forms.attachments import AttachmentForm
from workflows.requests.four_eyes import require_editor
from workflows.requests.models import Attachment, PageRequest
from workflows.requests.queries.attachments import files_of

STATUS: dict[type[Exception], int] = {NotAllowed: 403, Refused: 422}


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest, pk: int) -> HttpResponse:
    """The files of a draft, or of a request that came back; a post attaches one more."""
    asked = _editable_by(request, pk)
    if not asked.is_editable:
        return _no_more(request, asked)
    if request.method != "POST":
        return _page(request, asked, AttachmentForm())
    form = AttachmentForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, asked, form, status=422)
    upload = form.cleaned_data["file"]
    try:
        with transaction.atomic(durable=True):
            row = attachments.attach(
                asked, actor=request.user, at=timezone.now(), name=upload.name or "", data=upload.read()
            )
    except (NotAllowed, Refused) as error:
        form.add_error("file", str(error.sentence))
        return _page(request, _visible(request, pk), form, status=STATUS[type(error)])
    messages.success(request, _("Fichier joint : %(name)s") % {"name": row.name})
    return _to_files(asked)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Ask once more (GET), then take one file away (POST)."""
    asked = _editable_by(request, pk)
    row = get_object_or_404(asked.attachments.defer("content"), pk=number)
    if request.method != "POST":
        return _ask_again(request, asked, row)
    try:
        with transaction.atomic(durable=True):
            attachments.remove(row, actor=request.user, at=timezone.now())
    except (NotAllowed, Refused) as error:
        messages.error(request, str(error.sentence))
    else:
        messages.success(request, _("Fichier retiré : %(name)s") % {"name": row.name})
    return _to_files(asked)


@csp_update({"sandbox": True})
@require_safe
def download(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A file for whoever sees the request: saved under our media type, never shown, never run."""
    row = get_object_or_404(_visible(request, pk).attachments.filter(removed_at=None), pk=number)
    response = HttpResponse(bytes(row.content), content_type=row.media_type)
    response["Content-Disposition"] = content_disposition_header(True, row.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _visible(request: HttpRequest, pk: int) -> PageRequest:
    return get_object_or_404(PageRequest.objects.visible_to(request.user).with_names(), pk=pk)


def _editable_by(request: HttpRequest, pk: int) -> PageRequest:
    """The request, for somebody who may write in it; another who sees it is told no."""
    asked = _visible(request, pk)
    try:
        require_editor(asked, request.user)
    except NotAllowed:
        raise PermissionDenied from None
    return asked


def _no_more(request: HttpRequest, asked: PageRequest) -> HttpResponse:
    messages.warning(request, _("Une demande déjà soumise ne se modifie plus."))
    return HttpResponseRedirect(asked.get_absolute_url(), status=303)


def _ask_again(request: HttpRequest, asked: PageRequest, row: Attachment) -> HttpResponse:
    if not asked.is_editable:
        return _no_more(request, asked)
    if row.removed_at:
        messages.error(request, str(attachments.GONE))
        return _to_files(asked)
    return render(request, "workflows/requests/file_remove.html", {"asked": asked, "file": row})


def _page(request: HttpRequest, asked: PageRequest, form: AttachmentForm, *, status: int = 200) -> HttpResponse:
    rows = list(files_of(asked))
    context = {"asked": asked, "form": form, "files": rows, "most": MOST_FILES, "is_full": len(rows) >= MOST_FILES}
    return render(request, "workflows/requests/files.html", context, status=status)


def _to_files(asked: PageRequest) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("requests:files", args=[asked.pk]), status=303)
