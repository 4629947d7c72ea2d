"""What every page about one decision needs: the decision that the person may read, and the answers of a form."""

from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from registry.organisation.permissions import NotAllowed
from workflows.exits.models import ExitDecision
from workflows.exits.moving import Stale, require_preparer


def load(request: HttpRequest, slug: str) -> ExitDecision:
    """The decision whose number ends the slug, if this person may read it; else 404."""
    found = ExitDecision.objects.visible_to(request.user).select_related(
        "institution", "platform", "reverses__institution", "reverses__platform"
    )
    decision = found.filter(pk=number_of(slug)).first()
    if not decision:
        raise Http404
    return decision


def number_of(slug: str) -> int | None:
    """The number that ends a slug; None where there is none."""
    number = slug.rpartition("-")[2]
    return int(number) if number.isdecimal() else None


def see(url: str) -> HttpResponse:
    """Lead to a page after a form was taken (303)."""
    response = HttpResponseRedirect(url)
    response.status_code = HTTPStatus.SEE_OTHER
    return response


def status_of(refusal: Exception) -> HTTPStatus:
    """The answer of a refused action: 403 not allowed, 409 stale, 422 otherwise."""
    kinds = {NotAllowed: HTTPStatus.FORBIDDEN, Stale: HTTPStatus.CONFLICT}
    return kinds.get(type(refusal), HTTPStatus.UNPROCESSABLE_ENTITY)


def open_to_preparer(request: HttpRequest, decision: ExitDecision) -> None:
    """Answer 403 to whoever does not prepare the institution's decisions."""
    try:
        require_preparer(decision, request.user)
    except NotAllowed as refusal:
        raise PermissionDenied from refusal
