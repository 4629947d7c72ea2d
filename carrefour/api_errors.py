"""The product's refusals as API errors, in the one error shape of drf-standardized-errors."""

from drf_standardized_errors.handler import ExceptionHandler
from rest_framework.exceptions import APIException, ParseError, PermissionDenied

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


class Handler(ExceptionHandler):
    """Turns `NotAllowed` into 403, `Stale` into 409, `Refused` into 400, each with its sentence in the reader's language."""

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        """The API's own error for one of the product's; any other is passed on."""
        match exc:
            case NotAllowed():
                return PermissionDenied(str(exc.sentence))
            case Stale():
                return Conflict(str(exc.sentence), code="stale")
            case Refused():
                return RefusedInput(str(exc.sentence))
            case RecursionError():
                return ParseError()  # JSON nested deeper than anything that is asked for
        return super().convert_known_exceptions(exc)
