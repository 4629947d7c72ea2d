"""My accounts: what is due, and a figure in two clicks."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from registry.accounts.queries import my_stewardships
from registry.desk.forms import QuickForm
from registry.desk.mine import answered_for
from registry.followers import actions
from registry.followers.models import QuestionedCount
from registry.followers.series import last_counts
from registry.organisation.permissions import NotAllowed

PER_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """The accounts that the reader answers for; a figure of one of them is posted to the page on which it stands."""
    if request.method != "POST":
        return _page(request)
    slug = request.POST.get("account", "")
    account = get_object_or_404(my_stewardships(request.user), account__slug=slug).account
    last = last_counts([account], timezone.localdate()).get(account.pk)
    form = QuickForm(account, last.metric if last else "", request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        written = actions.measure(account, form.figure(), actor=request.user, at=timezone.now())
    except NotAllowed as refusal:
        form.add_error(None, str(refusal.sentence))
        return _page(request, form, status=403)
    if isinstance(written, QuestionedCount):
        return HttpResponseRedirect(reverse("followers:question", args=[written.pk]), status=303)
    messages.success(request, _("Le relevé est consigné : %(account)s.") % {"account": account.title})
    return HttpResponseRedirect(request.get_full_path(), status=303)


def _page(request: HttpRequest, form: QuickForm | None = None, status: int = 200) -> HttpResponse:
    page = Paginator(my_stewardships(request.user), PER_PAGE).get_page(request.GET.get("page"))
    rows = answered_for(list(page.object_list), timezone.localdate(), form)
    context = {"page_obj": page, "rows": rows, "form": form}
    return render(request, "registry/desk/mine.html", context, status=status)
