"""The product's refusals as API errors, in the one error shape of drf-standardized-errors."""

from django.http import Http404
from drf_standardized_errors.handler import exception_handler
from rest_framework.exceptions import APIException, NotFound, PermissionDenied
from rest_framework.response import Response

from registry.organisation.permissions import NotAllowed
from workflows.machine import Refused
from workflows.requests.moving import Stale


class Conflict(APIException):
    """What was asked no longer fits the present state (409)."""

    status_code = 409
    default_code = "conflict"


class RefusedInput(APIException):
    """What was given cannot be taken (400)."""

    status_code = 400
    default_code = "refused"


def handle(exc: Exception, context: dict) -> Response | None:
    """Turn `NotAllowed` into 403, `Stale` into 409, `Refused` into 400, each with its sentence in the reader's language."""
    match exc:
        case NotAllowed():
            exc = PermissionDenied(str(exc.sentence))
        case Stale():
            exc = Conflict(str(exc.sentence), code="stale")
        case Refused():
            exc = RefusedInput(str(exc.sentence))
        case Http404():
            exc = NotFound()
    return exception_handler(exc, context)
