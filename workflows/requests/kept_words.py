"""What somebody typed into a form after the session had ended: kept through the sign-in page, then shown to them again.

The words wait in the session that the browser is given next, which the sign-in takes over. Each form carries who it was
shown to, signed: nobody else is shown the words, and a stranger's post leaves nothing behind.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDict

from registry.organisation.models import User

SESSION_KEY = "kept_words"
SALT = "requests.form"
# Longer than any session lives, shorter than anybody remembers what they were writing.
LONGEST = 30 * 24 * 3600
NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "who"})


def reader_token(user: User) -> str:
    """Who a form is shown to, for its hidden field ``who``."""
    return signing.dumps(user.pk, salt=SALT)


def shown_at(token: str) -> datetime | None:
    """When the form that carries this ``who`` was drawn, to the second; None for a token that is not ours."""
    try:
        signing.loads(token, salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return None
    return datetime.fromtimestamp(signing.b62_decode(token.split(":")[-2]), tz=UTC)


def through_sign_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for signed-in people that keeps what is posted without a session, and leads to the sign-in page and back."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            _keep(request)
        return redirect_to_login(request.get_full_path())

    return login_not_required(answer)


def _keep(request: HttpRequest) -> None:
    try:
        reader = signing.loads(request.POST.get("who", ""), salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return
    words = {name: values for name, values in request.POST.lists() if name not in NEVER_KEPT}
    request.session[SESSION_KEY] = {"path": request.path, "reader": reader, "words": words}


def kept(request: HttpRequest) -> MultiValueDict | None:
    """The words that wait for this person on this page, as they were posted."""
    found = request.session.get(SESSION_KEY)
    if not found or (found["path"], found["reader"]) != (request.path, request.user.pk):
        return None
    return MultiValueDict(found["words"])


def forget(request: HttpRequest) -> None:
    """Let go of the words of this page, once they are saved or typed again."""
    if kept(request) is not None:
        del request.session[SESSION_KEY]
