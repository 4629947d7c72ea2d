"""Small layers of our own: the language that a link names, and no cache for what only one person may see."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_cache_control


def is_for_all(response: HttpResponse) -> bool:
    """Whether a view has said (`response.for_all = True`) that it answers everybody the same, whoever and in any language.

    Then nobody's session is opened and caches on the way keep one answer.
    """
    return getattr(response, "for_all", False)


class ChosenLanguageMiddleware(LocaleMiddleware):
    """`?langue=en` on any address gives that language and remembers it in a cookie: a link works without JavaScript.

    Otherwise the cookie, then the browser's preference, then French.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language; `request.chosen_language` is set when the address named it."""
        chosen = request.GET.get("langue")
        request.chosen_language = chosen if chosen in dict(settings.LANGUAGES) else None
        if request.chosen_language is None:
            super().process_request(request)
            return
        translation.activate(chosen)
        request.LANGUAGE_CODE = chosen

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Remember the choice for a year, for this site's own requests; what is for all is in no one language."""
        if is_for_all(response):
            return response
        if getattr(request, "chosen_language", None):
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                request.chosen_language,
                max_age=365 * 24 * 3600,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return super().process_response(request, response)


class SignInMiddleware(LoginRequiredMiddleware):
    """Every view asks to sign in but those that say otherwise, of which nobody's session is opened to find that out."""

    def process_view(
        self, request: HttpRequest, view_func: Callable, view_args: tuple, view_kwargs: dict
    ) -> HttpResponse | None:
        """None when the view may answer, else the way to the sign-in page."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


class PrivatePagesMiddleware:
    """Whatever a signed-in person is shown is never kept by a cache on the way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers once the reader is known."""
        response = self.get_response(request)
        if not is_for_all(response) and request.user.is_authenticated:
            add_never_cache_headers(response)
            patch_cache_control(response, private=True, no_store=True)
        return response
