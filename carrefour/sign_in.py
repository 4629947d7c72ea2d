"""How people come in: an administrator enters them, nobody signs up, and programs stay outside."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from registry.organisation.models import User


class ClosedRegister(DefaultAccountAdapter):
    """allauth's adapter with the sign-up closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always false."""
        return False


class PeopleOnly(AuthenticationBackend):
    """allauth's back end for people: a program has no page to sign in on, nor a session, whatever its password."""

    def user_can_authenticate(self, user: User) -> bool:
        """Whether this is an active person; asked at sign-in and again at each page."""
        return not user.is_service and super().user_can_authenticate(user)
