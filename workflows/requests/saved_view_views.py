"""The views of the queue that a person keeps: named here, drawn above the queue, nobody else's business."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Field, Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from registry.language import QUOTED
from workflows.machine import Refused
from workflows.requests import saved_views
from workflows.requests.filters import QueueFilter
from workflows.requests.forms.saved_views import SavedViewForm
from workflows.requests.models import PageRequest, SavedView
from workflows.requests.queries.lists import answers_requests


@require_http_methods(["GET", "HEAD", "POST"])
def views(request: HttpRequest) -> HttpResponse:
    """GET names the view of this address and lists those that are kept; POST keeps it and leads to it."""
    if not answers_requests(request.user, timezone.localdate()):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, SavedViewForm(initial={"query": request.GET.urlencode()}), request.GET.urlencode())
    form = SavedViewForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic(durable=True):
                view = saved_views.keep(actor=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error("name", str(refusal.sentence))
        else:
            messages.success(request, _("La vue « {name} » est gardée.").format(name=view.name))
            return HttpResponseRedirect(f"{reverse('requests:queue')}?{view.query}", status=303)
    return _page(request, form, request.POST.get("query", ""), status=422)


@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another ``name``, or other filters (``query``) under the same one."""
    view = _own(request, pk)
    query = request.POST.get("query", "")
    if query:
        said = _("La vue « {name} » montre maintenant ces filtres.").format(name=view.name)
        return _done(request, said, lambda: saved_views.replace(view, actor=request.user, query=query), query)
    name = request.POST.get("name", "")
    return _done(request, _("La vue est renommée."), lambda: saved_views.rename(view, actor=request.user, name=name))


@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Let go of a view."""
    view = _own(request, pk)
    said = _("La vue « {name} » est oubliée.").format(name=view.name)
    return _done(request, said, lambda: saved_views.forget(view, actor=request.user))


def _own(request: HttpRequest, pk: int) -> SavedView:
    return get_object_or_404(request.user.saved_views, pk=pk)


def _done(request: HttpRequest, said: str, action: Callable[[], object], query: str = "") -> HttpResponse:
    """Run the action and say how it went on the page of the views, whose filters stay as they were."""
    try:
        with transaction.atomic(durable=True):
            action()
    except Refused as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, said)
    kept = QueryDict(query).urlencode()
    return HttpResponseRedirect(reverse("requests:views") + (f"?{kept}" if kept else ""), status=303)


def _page(request: HttpRequest, form: Form, query: str, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "query": query, "words": _words(request, query), "kept": request.user.saved_views.all()}
    return render(request, "workflows/requests/saved_views.html", context, status=status)


def _words(request: HttpRequest, query: str) -> list[str]:
    """What the filters of an address say, those that are valid."""
    form = QueueFilter(QueryDict(query), PageRequest.objects.none(), request=request).form
    form.is_valid()
    given = [(form.fields[name], value) for name, value in form.cleaned_data.items() if value not in (None, "")]
    return [_said(field, value) for field, value in given]


def _said(field: Field, value: str) -> str:
    return str(dict(getattr(field, "choices", ())).get(value, str(QUOTED).format(words=value)))
