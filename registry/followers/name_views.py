"""The pages on which somebody answers for a new name, and reads which accounts are no longer found."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from registry.accounts.queries import visible_to
from registry.followers.actions import CannotCount
from registry.followers.name_forms import NameForm
from registry.followers.names import lost_of, name_question, names_of
from registry.followers.naming import answer_name, may_say_same, vouched
from registry.followers.rights import may_count
from registry.organisation.permissions import NotAllowed

PER_PAGE = 25
STATUS = {NotAllowed: 403, CannotCount: 409}


@require_safe
def names(request: HttpRequest) -> HttpResponse:
    """The new names that wait for this person's answer."""
    page = Paginator(names_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "registry/followers/names.html", {"page_obj": page})


@require_safe
def lost(request: HttpRequest) -> HttpResponse:
    """The accounts of this person that their platform no longer finds or has suspended."""
    page = Paginator(lost_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "registry/followers/lost.html", {"page_obj": page})


@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest, number: int) -> HttpResponse:
    """One new name beside the one of the register, and the answer; 404 outside the units that the reader may read."""
    asked = get_object_or_404(name_question(number, visible_to(request.user)))
    contact = getattr(asked.account, "contact", None)
    form = NameForm(request.POST or None, may_say_same=may_say_same(asked, contact, request.user))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                answer_name(asked, actor=request.user, at=timezone.now(), **form.cleaned_data)
            except (NotAllowed, CannotCount) as refusal:
                form.add_error(None, str(refusal.sentence))
                status = STATUS[type(refusal)]
            else:
                messages.success(request, _("Votre réponse est consignée."))
                return HttpResponseRedirect(reverse("accounts:detail", args=[asked.account.slug]), status=303)
    context = {
        "asked": asked,
        "account": asked.account,
        "known": contact.stable_id if contact else "",
        "vouched": vouched(asked, contact),
        "form": form,
        "allowed": may_count(request.user, asked.account),
    }
    return render(request, "registry/followers/name.html", context, status=status)
