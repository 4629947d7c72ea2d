"""The page on which a decided text is corrected."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from registry.organisation.permissions import NotAllowed
from workflows.exits.correcting import CORRECTABLE, correct_text, may_correct, reading
from workflows.exits.correcting_forms import CorrectionForm
from workflows.exits.loading import load, see, status_of
from workflows.exits.models import ExitDecision
from workflows.exits.moves import commit
from workflows.exits.moving import Stale
from workflows.exits.showing import refresh
from workflows.exits.states import OPEN
from workflows.machine import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, slug: str) -> HttpResponse:
    """Correct one field of a decided text; a draft is edited instead."""
    decision = load(request, slug)
    if not may_correct(decision, request.user):
        raise PermissionDenied
    if request.method != "POST" and decision.state in OPEN:
        return see(decision.get_absolute_url())
    form = CorrectionForm(request.POST or None, initial={"seen": decision.version})
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        return _page(request, decision, form, status)
    try:
        commit(correct_text, decision, actor=request.user, at=timezone.now(), **form.cleaned_data)
    except (NotAllowed, Refused) as refusal:
        form.add_error(None, str(refusal.sentence))
        current = load(request, slug)
        if isinstance(refusal, Stale):
            refresh(form, current)
        return _page(request, current, form, status_of(refusal))
    messages.success(request, _("La correction est publiée à côté du texte."))
    return see(decision.get_absolute_url() + "#corrections")


def _page(request: HttpRequest, decision: ExitDecision, form: CorrectionForm, status: HTTPStatus) -> HttpResponse:
    texts = [(label, reading(decision, field)) for field, label in CORRECTABLE.items()]
    context = {"decision": decision, "form": form, "texts": [row for row in texts if row[1]]}
    return render(request, "workflows/exits/correct.html", context, status=status)
