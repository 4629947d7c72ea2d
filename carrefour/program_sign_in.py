"""How another program comes in: with the token that an administrator gave it, on the API and nowhere else."""

import re
from hmac import compare_digest

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables
from drf_spectacular.contrib.knox_auth_token import KnoxTokenScheme
from knox.auth import TokenAuthentication
from knox.crypto import hash_token
from knox.settings import CONSTANTS
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.request import Request

from registry.directory.pace import Pace, caller_of
from registry.organisation.models import ProgramToken, User
from registry.organisation.programs import note_use

FORM = re.compile(r"cfp_[0-9a-f]{1,80}")
UNKNOWN = _("Jeton inconnu, expiré ou retiré.")
PACE = Pace("program", "PROGRAM_CALLS_PER_MINUTE")


class ProgramAuthentication(TokenAuthentication):
    """knox's tokens, of which none is deleted by being shown too late: who had which until when stays readable.

    A program, and an address that shows wrong tokens, is answered so many times a minute (429).
    """

    def authenticate(self, request: Request) -> tuple[User, ProgramToken] | None:
        """The program and its token; None when another way in is tried. Raises `AuthenticationFailed`, `Throttled`."""
        try:
            found = super().authenticate(request)
        except AuthenticationFailed:
            _in_pace(caller_of(request._request))
            raise
        if found:
            _in_pace(f"program-{found[0].pk}")
            note_use(found[1], at=timezone.now())
        return found

    @sensitive_variables("token", "text", "digest")
    def authenticate_credentials(self, token: bytes) -> tuple[User, ProgramToken]:
        """Whose token this is; the same words for one that never was, that ended, or whose program is closed."""
        text = token.decode("ascii", "replace")
        if not FORM.fullmatch(text):
            raise AuthenticationFailed(UNKNOWN)
        digest = hash_token(text)
        known = ProgramToken.objects.working(timezone.now()).filter(token_key=text[: CONSTANTS.TOKEN_KEY_LENGTH])
        for row in known.select_related("user"):
            if compare_digest(digest, row.digest):
                return row.user, row
        raise AuthenticationFailed(UNKNOWN)


class ProgramTokenScheme(KnoxTokenScheme):
    """How the API's description says it."""

    target_class = ProgramAuthentication
    name = "programToken"


def _in_pace(caller: str) -> None:
    if wait := PACE.wait_of(caller):
        raise Throttled(wait)
