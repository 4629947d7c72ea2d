"""The posts of a consultation: a word, and its erasure."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from registry.organisation.permissions import NotAllowed
from workflows.exits import consulting
from workflows.exits.consulting_forms import CommentForm
from workflows.exits.loading import load, see, status_of
from workflows.exits.page import Page
from workflows.exits.showing import show
from workflows.machine import Refused

ANCHOR = "#comments"


@require_POST
def comment(request: HttpRequest, slug: str) -> HttpResponse:
    """Say a word about a draft in consultation; what refuses it is said on the page, with what was typed."""
    decision = load(request, slug)
    form = CommentForm(request.POST, auto_id="id_comment_%s")
    if not form.is_valid():
        return show(request, decision, tried=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        with transaction.atomic(durable=True):
            consulting.comment(decision, actor=request.user, at=timezone.now(), **form.cleaned_data)
    except (NotAllowed, Refused) as refusal:
        form.add_error(None, str(refusal.sentence))
        return show(request, load(request, slug), tried=form, status=status_of(refusal))
    messages.success(request, _("Votre avis est ajouté."))
    return see(decision.get_absolute_url() + ANCHOR)


@require_POST
def erase(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Empty a comment that one may read."""
    decision = load(request, slug)
    if not Page(decision, request.user).is_reader:
        raise PermissionDenied
    row = get_object_or_404(decision.comments, pk=number)
    try:
        with transaction.atomic(durable=True):
            consulting.erase_comment(row, actor=request.user, at=timezone.now())
    except NotAllowed as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("L’avis est effacé."))
    return see(decision.get_absolute_url() + ANCHOR)
