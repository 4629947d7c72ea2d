"""The pages of an institution's numbers and named person: its people read them, its administrators set them."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from registry.organisation.models import Unit
from registry.organisation.permissions import Can, can
from workflows.policies import setting
from workflows.policies.models import EscalationContact
from workflows.policies.numbers import rules_of
from workflows.policies.pages import GET_OR_POST, attempt, institution_or_404, institutions
from workflows.policies.rule_forms import ContactForm, RulesForm


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """To the rules of one's institution, the first by name of several; 404 for a person without a role."""
    first = institutions(request).first()
    if first is None:
        raise Http404
    return redirect("rules:numbers", pk=first.pk)


@require_http_methods(GET_OR_POST)
def numbers(request: HttpRequest, pk: int) -> HttpResponse:
    """Every number of the institution, with the person named for what is late; 409 where somebody else was faster."""
    institution = institution_or_404(request, pk)
    if request.method != "POST":
        return _page(request, institution, RulesForm(initial=rules_of(pk)))
    form = RulesForm(request.POST, initial=rules_of(pk))
    if not form.is_valid():
        return _page(request, institution, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    status = attempt(form, lambda: _set(request, institution, form))
    if status != HTTPStatus.SEE_OTHER:
        return _page(request, institution, form, status=status)
    messages.success(request, _("Les règles sont enregistrées. Les demandes déjà soumises gardent les leurs."))
    return _back(institution)


@require_POST
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Name who is told of what is late, or nobody."""
    institution = institution_or_404(request, pk)
    form, status = ContactForm(request.POST, institution=institution), HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        person = form.cleaned_data["person"]
        status = attempt(form, lambda: setting.name_contact(institution, person, actor=request.user, at=timezone.now()))
    if status != HTTPStatus.SEE_OTHER:
        return _page(request, institution, RulesForm(initial=rules_of(pk)), form, status=status)
    messages.success(request, _("C’est noté."))
    return _back(institution)


def _set(request: HttpRequest, institution: Unit, form: RulesForm) -> None:
    try:
        setting.set_rules(institution, form.touched(), actor=request.user, at=timezone.now(), seen=form.seen())
    except setting.Overtaken as error:
        form.tell_overtaken(error.names, rules_of(institution.pk))
        raise


def _back(institution: Unit) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("rules:numbers", args=[institution.pk]), status=HTTPStatus.SEE_OTHER)


def _page(
    request: HttpRequest,
    institution: Unit,
    form: RulesForm,
    contact_form: ContactForm | None = None,
    *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    named = EscalationContact.objects.filter(institution=institution).select_related("user").first()
    initial = {"person": named.user.email if named else None}
    context = {
        "institution": institution,
        "others": institutions(request),
        "form": form,
        "contact_form": contact_form or ContactForm(initial=initial, institution=institution),
        "contact": named.user if named else None,
        "may_set": can(request.user, Can.ORGANISATION_MANAGE, institution),
    }
    return render(request, "workflows/policies/rules.html", context, status=status)
