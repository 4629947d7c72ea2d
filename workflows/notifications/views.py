"""The in-app list of notices, and the mails that could not be delivered."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from registry.organisation.actions import choose_language
from registry.organisation.permissions import Can, abilities
from workflows.notifications import actions
from workflows.notifications.forms import MailsForm
from workflows.notifications.models import Notification
from workflows.notifications.queries import dead, inbox_page, rhythm_of

PER_PAGE = 25


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """One's own notices, newest first, each with the way to what it is about."""
    page = Paginator(Notification.objects.inbox_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    unread = Notification.objects.inbox_of(request.user).filter(read_at=None).count()
    context = {"page_obj": page, "notices": inbox_page(page), "unread": unread}
    return render(request, "workflows/notifications/inbox.html", context)


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark one's own notices as read."""
    actions.mark_read(actor=request.user, at=timezone.now())
    return redirect("notifications:list")


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """How one's own mails come: each at once, or all of a day in one; and in which language."""
    if request.method != "POST":
        form = MailsForm(initial={"rhythm": rhythm_of(request.user), "language": request.user.language})
        return render(request, "workflows/notifications/preferences.html", {"form": form})
    form = MailsForm(request.POST)
    if not form.is_valid():
        return render(request, "workflows/notifications/preferences.html", {"form": form}, status=422)
    actions.choose_rhythm(actor=request.user, at=timezone.now(), rhythm=form.cleaned_data["rhythm"])
    choose_language(actor=request.user, language=form.cleaned_data["language"])
    messages.success(request, _("Votre choix est enregistré."))
    return HttpResponseRedirect(reverse("notifications:preferences"), status=303)


@require_safe
def dead_letters(request: HttpRequest) -> HttpResponse:
    """What was given up after three days; a 404 for all but administrators."""
    _require_administrator(request)
    page = Paginator(dead(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "workflows/notifications/dead.html", {"page_obj": page})


@require_POST
def retry(request: HttpRequest) -> HttpResponse:
    """Put every dead letter back into the outbox."""
    _require_administrator(request)
    count = actions.try_again(actor=request.user, at=timezone.now())
    messages.success(request, _("Courriels remis en file : {count}").format(count=count))
    return redirect("notifications:dead")


def _require_administrator(request: HttpRequest) -> None:
    if Can.ORGANISATION_MANAGE not in abilities(request.user):
        raise Http404
