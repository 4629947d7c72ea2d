"""The page of the tokens of platforms: what was put and until when it works, never the token itself."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from registry.followers import tokens as actions
from registry.followers import vault
from registry.followers.models import PlatformToken
from registry.followers.token_forms import TokenForm
from registry.followers.token_queries import refused
from registry.followers.token_shapes import SHAPES
from registry.organisation.end_stages import soon
from registry.organisation.models import Unit
from registry.organisation.permissions import Can, NotAllowed, units_where
from registry.platforms.models import Platform

PER_PAGE = 25
STATUS = {NotAllowed: 403, actions.CannotKeep: 409}


@sensitive_post_parameters("secret")
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """Every token of the administrator's institutions, withdrawn ones too; and the form for one more."""
    institutions = _administered(request)
    if request.method != "POST":
        return _page(request, institutions, TokenForm(institutions=institutions))
    form = TokenForm(request.POST, institutions=institutions)
    if not form.is_valid():
        return _page(request, institutions, form, status=422)
    try:
        actions.put_token(actor=request.user, at=timezone.now(), **form.cleaned_data)
    except (NotAllowed, actions.CannotKeep) as refusal:
        form.add_error(None, str(refusal.sentence))
        return _page(request, institutions, form, status=STATUS[type(refusal)])
    messages.success(request, _("Le jeton est scellé. Les relevés de la nuit s’en serviront."))
    return HttpResponseRedirect(reverse("followers:tokens"), status=303)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Ask once more (GET), then take a token away (POST); 404 outside the administrator's institutions."""
    mine = PlatformToken.objects.filter(institution__in=_administered(request)).select_related(
        "platform", "institution"
    )
    token = get_object_or_404(mine, pk=number)
    problem, status = (str(actions.WITHDRAWN), 409) if token.revoked_at else ("", 200)
    if request.method == "POST":
        try:
            actions.revoke_token(token, actor=request.user, at=timezone.now())
        except (NotAllowed, actions.CannotKeep) as refusal:
            problem, status = str(refusal.sentence), STATUS[type(refusal)]
        else:
            messages.success(
                request, _("Le jeton est retiré et son texte effacé. Retirez-le aussi chez la plateforme.")
            )
            return HttpResponseRedirect(reverse("followers:tokens"), status=303)
    context = {"token": token, "problem": problem}
    return render(request, "registry/followers/token_withdraw.html", context, status=status)


def _administered(request: HttpRequest) -> QuerySet[Unit]:
    institutions = units_where(request.user, Can.TOKENS_MANAGE).institutions()
    if not institutions:
        raise PermissionDenied
    return institutions


def _page(request: HttpRequest, institutions: QuerySet[Unit], form: TokenForm, *, status: int = 200) -> HttpResponse:
    rows = PlatformToken.objects.filter(institution__in=institutions)
    rows = rows.select_related("platform", "institution", "put_by", "revoked_by")
    rows = rows.order_by(F("revoked_at").desc(nulls_first=True), "platform__name", "-pk")
    page_obj = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    platforms = list(Platform.objects.filter(slug__in=SHAPES))
    context = {
        "form": form,
        "page_obj": page_obj,
        "lines": [(row, bool(row.sealed) and actions.opens(row)) for row in page_obj],
        "several": len(institutions) > 1,
        "today": today,
        "soon": soon(today),
        "has_keys": vault.has_keys(),
        "shapes": [(platform, SHAPES[platform.slug].words) for platform in platforms],
        "refused": refused(institutions),
        "given": [platform for platform in platforms if actions.is_given(platform)],
    }
    return render(request, "registry/followers/tokens.html", context, status=status)
