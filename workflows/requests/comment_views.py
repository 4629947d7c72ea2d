"""What is posted beside a request: a comment, an advice, an erasure. Each comes back to the request's page."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from registry.organisation.permissions import NotAllowed
from workflows.machine import Refused
from workflows.requests import comments
from workflows.requests.forms.comments import AdviceForm, CommentForm, PriorityForm
from workflows.requests.models import PageRequest
from workflows.requests.pressing import set_priority
from workflows.requests.queries.comments import comments_for, reads_internal

ANCHOR = "#comments"
NO_WORDS = gettext_lazy("Écrivez quelques mots, 4 000 signes au plus.")
NO_PRIORITY = gettext_lazy("Choisissez une priorité de la liste.")


@require_POST
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a comment, internal for those who may."""
    asked = _visible(request, pk)
    form = CommentForm(request.POST, may_be_internal=reads_internal(asked, request.user))
    return _done(request, asked, form, comments.comment, _("Le commentaire est ajouté."))


@require_POST
def advise(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the advice that the request waits for."""
    return _done(
        request, _visible(request, pk), AdviceForm(request.POST), comments.give_advice, _("Le conseil est donné.")
    )


@require_POST
def prioritise(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how pressing the request is."""
    form = PriorityForm(request.POST)
    return _done(request, _visible(request, pk), form, set_priority, _("La priorité est changée."), problem=NO_PRIORITY)


@require_POST
def erase(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Empty a comment that one sees."""
    asked = _visible(request, pk)
    row = get_object_or_404(comments_for(asked, request.user), pk=number)
    return _done(request, row, None, comments.erase_comment, _("Le commentaire est effacé."), asked)


def _visible(request: HttpRequest, pk: int) -> PageRequest:
    rows = PageRequest.objects.visible_to(request.user).select_related("unit")
    return get_object_or_404(rows, pk=pk)


def _done(
    request: HttpRequest,
    subject: object,
    form: Form | None,
    action: Callable[..., object],
    said: str,
    asked: PageRequest | None = None,
    problem: Promise = NO_WORDS,
) -> HttpResponse:
    """Run the action and say how it went, on the request's page: a comment is short enough to be typed again."""
    asked = asked or subject
    if form is not None and not form.is_valid():
        messages.error(request, str(problem))
        return HttpResponseRedirect(asked.get_absolute_url() + ANCHOR, status=303)
    try:
        with transaction.atomic(durable=True):
            action(subject, actor=request.user, at=timezone.now(), **(form.cleaned_data if form else {}))
    except (NotAllowed, Refused) as error:
        messages.error(request, str(error.sentence))
    else:
        messages.success(request, said)
    return HttpResponseRedirect(asked.get_absolute_url() + ANCHOR, status=303)
