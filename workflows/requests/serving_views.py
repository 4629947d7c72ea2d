"""*Would an existing account serve?* The department's page, and the one on which a steward answers an offer."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from registry.accounts.models import Account
from registry.organisation.permissions import NotAllowed
from workflows.machine import Refused
from workflows.requests.forms.offers import AlternativeForm, ReplyForm
from workflows.requests.four_eyes import require_editor
from workflows.requests.models import Alternative, PageRequest
from workflows.requests.offers import answer_alternative, may_reply, reply_to_offer
from workflows.requests.queries.serving import candidates

STATUS: dict[type[Exception], int] = {NotAllowed: 403, Refused: 409}


@require_http_methods(["GET", "HEAD", "POST"])
def serving(request: HttpRequest, pk: int) -> HttpResponse:
    """The accounts that could serve, and the department's answer on each, one post an account."""
    asked = get_object_or_404(PageRequest.objects.visible_to(request.user).with_names(), pk=pk)
    try:
        require_editor(asked, request.user)
    except NotAllowed:
        raise Http404 from None
    if request.method != "POST":
        return _page(request, asked)
    account = get_object_or_404(Account.objects.published(), slug=request.POST.get("account", ""))
    form = AlternativeForm(request.POST, auto_id=f"id_{account.slug}_%s")
    if not form.is_valid():
        return _page(request, asked, (account, form), status=422)
    try:
        with transaction.atomic(durable=True):
            answer_alternative(asked, account, actor=request.user, at=timezone.now(), **form.cleaned_data)
    except (NotAllowed, Refused) as error:
        # The button was pressed twice: the other press has kept the same answer.
        if not asked.alternatives.filter(account=account, by=request.user, **form.cleaned_data).exists():
            form.add_error(None, str(error.sentence))
            return _page(request, asked, (account, form), status=STATUS[type(error)])
    messages.success(request, _("Votre réponse est gardée."))
    return HttpResponseRedirect(reverse("requests:serving", args=[asked.pk]), status=303)


def _page(
    request: HttpRequest, asked: PageRequest, tried: tuple[Account, AlternativeForm] | None = None, *, status: int = 200
) -> HttpResponse:
    rows = [(row, _form(row.account, tried)) for row in candidates(asked)]
    context = {"asked": asked, "rows": rows, "tried": tried[1] if tried else None}
    return render(request, "workflows/requests/serving.html", context, status=status)


def _form(account: Account, tried: tuple[Account, AlternativeForm] | None) -> AlternativeForm:
    if tried and tried[0] == account:
        return tried[1]
    return AlternativeForm(auto_id=f"id_{account.slug}_%s")


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """An offer to publish on an account, for those who answer for it; a 404 for all others."""
    rows = Alternative.objects.filter(answer=Alternative.Answer.OFFER)
    rows = rows.select_related("account__unit", "account__platform", "page_request__unit", "by")
    row = get_object_or_404(rows, pk=number, page_request_id=pk)
    if not may_reply(row, request.user):
        raise Http404
    form = ReplyForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _offer_page(request, row, form, status=200 if request.method != "POST" else 422)
    try:
        with transaction.atomic(durable=True):
            reply_to_offer(row, actor=request.user, at=timezone.now(), **form.cleaned_data)
    except (NotAllowed, Refused) as error:
        form.add_error(None, str(error.sentence))
        return _offer_page(request, row, form, status=STATUS[type(error)])
    messages.success(request, _("Votre réponse part à l’unité."))
    return HttpResponseRedirect(reverse("accounts:mine"), status=303)


def _offer_page(request: HttpRequest, row: Alternative, form: ReplyForm, *, status: int) -> HttpResponse:
    reply = getattr(row, "reply", None)
    return render(request, "workflows/requests/offer.html", {"row": row, "form": form, "reply": reply}, status=status)
