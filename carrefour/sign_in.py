"""How people come in: an administrator enters them, nobody signs up, and programs stay outside."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest, HttpResponse

from registry.organisation.models import User


class ClosedRegister(DefaultAccountAdapter):
    """allauth's adapter with the sign-up closed, and no way in nor letter for a program."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always false."""
        return False

    def pre_login(self, request: HttpRequest, user: User, **words: Any) -> HttpResponse | None:
        """The page for closed accounts when this is no person who may come in, else None."""
        if user.is_service:
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **words)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Nothing for a program: it has no mailbox and no password."""
        if not user.is_service:
            super().send_password_reset_mail(user, email, context)


class PeopleOnly(AuthenticationBackend):
    """allauth's back end for people: a program has no page to sign in on, nor a session, whatever its password."""

    def user_can_authenticate(self, user: User) -> bool:
        """Whether this is an active person; asked at sign-in and again at each page."""
        return not user.is_service and super().user_can_authenticate(user)
