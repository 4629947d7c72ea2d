"""The page on which a figure is entered."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from registry.accounts.queries import visible_to
from registry.followers.actions import count_followers
from registry.followers.forms import CountForm
from registry.organisation.permissions import Can, NotAllowed, can


@require_http_methods(["GET", "HEAD", "POST"])
def count(request: HttpRequest, slug: str) -> HttpResponse:
    """The figures of an account, and the form for one more; 404 outside the units that the reader may read."""
    account = get_object_or_404(visible_to(request.user), slug=slug)
    form = CountForm(account, request.POST or None, initial={"day": timezone.localdate()})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                count_followers(account, actor=request.user, at=timezone.now(), **form.cleaned_data)
            except NotAllowed as refusal:
                form.add_error(None, str(refusal.sentence))
                status = 403
            except IntegrityError:
                # Somebody entered a figure of that day between the check and the insert.
                form.add_error("day", _("Ce compte a déjà un relevé à cette date."))
            else:
                messages.success(request, _("Le relevé est consigné."))
                return HttpResponseRedirect(reverse("accounts:detail", args=[slug]), status=303)
    context = {
        "account": account,
        "form": form,
        "counts": account.follower_counts.all(),
        "allowed": can(request.user, Can.FOLLOWERS_COUNT, account.unit),
    }
    return render(request, "registry/followers/count.html", context, status=status)
