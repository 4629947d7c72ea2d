"""What is shown when something is not there: JSON under /api/, a page elsewhere."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.defaults import page_not_found


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 in the shape that the reader expects."""
    if request.path.startswith("/api/"):
        error = {"code": "not_found", "detail": _("Rien à cette adresse."), "attr": None}
        return JsonResponse({"type": "client_error", "errors": [error]}, status=404)
    return page_not_found(request, exception)
