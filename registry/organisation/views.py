"""The administrator's pages: units, people, roles, always within the institutions that this person administers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from registry.language import Pair
from registry.organisation import actions
from registry.organisation.forms import InviteForm, PeopleFilterForm, RoleForm, UnitForm
from registry.organisation.models import Membership, Unit, User
from registry.organisation.permissions import Can, NotAllowed, units_where
from registry.organisation.queries import people_of, unit_lines

PER_PAGE = 25


def _administered(request: HttpRequest) -> QuerySet[Unit]:
    units = units_where(request.user, Can.ORGANISATION_MANAGE)
    if not units.exists():
        raise PermissionDenied
    return units


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """The tree, each unit with how many people hold a role on it."""
    page_obj = Paginator(unit_lines(_administered(request)), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "registry/organisation/units.html", {"page_obj": page_obj})


@require_http_methods(["GET", "HEAD", "POST"])
def unit_create(request: HttpRequest) -> HttpResponse:
    """Add a unit; ``?under=<slug>`` proposes where."""
    administered = _administered(request)
    above = administered.filter(slug=request.GET.get("under", "")).first()
    form = UnitForm(request.POST or None, units=administered, initial={"parent": above})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            unit = actions.create_unit(
                said["parent"],
                slug=said["slug"],
                kind=said["kind"],
                name=Pair(said["name_fr"], said["name_en"]),
                actor=request.user,
                at=timezone.now(),
            )
        except NotAllowed as error:
            form.add_error(None, str(error.sentence))
            return _form_page(request, "unit_form", form, status=403)
        except IntegrityError:
            form.add_error("slug", _("Quelqu’un vient de prendre ce nom court : choisissez-en un autre."))
        else:
            messages.success(request, _("Unité créée : {name}.").format(name=unit.name))
            return _to("organisation:units")
    return _form_page(request, "unit_form", form)


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Who holds a role, and which."""
    administered = _administered(request)
    form = PeopleFilterForm(request.GET, units=administered)
    asked = form.cleaned_data if form.is_valid() else {}
    page_obj = Paginator(people_of(administered, **asked), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "registry/organisation/people.html", {"filter_form": form, "page_obj": page_obj})


@require_http_methods(["GET", "HEAD", "POST"])
def person_invite(request: HttpRequest) -> HttpResponse:
    """Enter a person with a first role; whoever is known already, perhaps elsewhere, only receives the role."""
    administered = _administered(request)
    form = InviteForm(request.POST or None, units=administered)
    if request.method == "POST" and form.is_valid():
        try:
            message = _enter(request, form.cleaned_data)
        except NotAllowed as error:
            form.add_error(None, str(error.sentence))
            return _form_page(request, "invite", form, status=403)
        except IntegrityError:
            form.add_error("email", _("Quelqu’un vient d’inscrire cette adresse : recommencez."))
        else:
            messages.success(request, message)
            return _to("organisation:people")
    return _form_page(request, "invite", form)


def _enter(request: HttpRequest, said: dict) -> str:
    known = User.objects.filter(email__iexact=said["email"]).first()
    if known:
        actions.grant(known, said["unit"], said["role"], actor=request.user, at=timezone.now())
        return _("Cette adresse était déjà connue : le rôle est confié à {name}.").format(name=known.full_name)
    person = actions.invite(**said, actor=request.user, at=timezone.now())
    return _("Personne inscrite : {name}. Elle choisit son mot de passe par « Mot de passe oublié ».").format(
        name=person.full_name
    )


@require_http_methods(["GET", "HEAD", "POST"])
def role_grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a person of the administrator's institutions one more role there."""
    administered = _administered(request)
    person = get_object_or_404(people_of(administered), pk=pk)
    form = RoleForm(request.POST or None, units=administered)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.grant(person, said["unit"], said["role"], actor=request.user, at=timezone.now())
        except NotAllowed as error:
            form.add_error(None, str(error.sentence))
            return _form_page(request, "role_grant", form, status=403, person=person)
        messages.success(request, _("Rôle confié à {name}.").format(name=person.full_name))
        return _to("organisation:people")
    return _form_page(request, "role_grant", form, person=person)


@require_http_methods(["GET", "HEAD", "POST"])
def role_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more (GET), then take the role back (POST)."""
    held = Membership.objects.filter(unit__in=_administered(request)).select_related("user", "unit")
    membership = get_object_or_404(held, pk=pk)
    problem = ""
    if request.method == "POST":
        try:
            actions.revoke(membership, actor=request.user, at=timezone.now())
        except NotAllowed as error:
            problem = str(error.sentence)
        else:
            messages.success(request, _("Rôle retiré à {name}.").format(name=membership.user.full_name))
            return _after_revoking(request)
    context = {"membership": membership, "problem": problem}
    return render(request, "registry/organisation/role_revoke.html", context, status=403 if problem else 200)


def _after_revoking(request: HttpRequest) -> HttpResponse:
    """Whoever has just withdrawn their own last right to be here goes to their requests instead."""
    still = units_where(request.user, Can.ORGANISATION_MANAGE).exists()
    return _to("organisation:people" if still else "requests:list")


def _form_page(
    request: HttpRequest, name: str, form: Form, *, status: int | None = None, **context: object
) -> HttpResponse:
    status = status or (422 if form.errors else 200)
    return render(request, f"registry/organisation/{name}.html", {"form": form} | context, status=status)


def _to(name: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(name), status=303)
