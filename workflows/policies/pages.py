"""What the pages of an institution's numbers and calendar share: whose they are, and how a write is answered."""

from collections.abc import Callable
from http import HTTPStatus

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from registry.organisation.models import Unit
from registry.organisation.permissions import NotAllowed
from registry.organisation.standing import institutions_of
from workflows.machine import Refused
from workflows.policies.setting import Overtaken

GET_OR_POST = ["GET", "HEAD", "POST"]
REFUSALS: dict[type[Exception], HTTPStatus] = {NotAllowed: HTTPStatus.FORBIDDEN, Overtaken: HTTPStatus.CONFLICT}


def institutions(request: HttpRequest) -> QuerySet[Unit]:
    """Those where the reader holds a role, by name."""
    return Unit.objects.filter(pk__in=institutions_of(request.user)).order_by("sort_key", "pk")


def institution_or_404(request: HttpRequest, pk: int) -> Unit:
    """One of `institutions`; another is not there."""
    return get_object_or_404(institutions(request), pk=pk)


def attempt(form: Form, write: Callable[[], object]) -> HTTPStatus:
    """Write; what is refused is said on the form: 303 once done, else the status of the refusal."""
    try:
        write()
    except (NotAllowed, Refused) as error:
        form.add_error(None, str(error.sentence))
        return REFUSALS.get(type(error), HTTPStatus.UNPROCESSABLE_ENTITY)
    return HTTPStatus.SEE_OTHER
