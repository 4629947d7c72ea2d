"""What must be read again, and by nobody else, is kept sealed with keys of its own: MultiFernet and PLATFORM_TOKEN_KEYS.

The first key seals, every key opens: a new one is put before the old one, `manage.py reseal_tokens` seals all again, and
the old one is taken out. They are not SECRET_KEY: who reads a session's signature opens no token, and the reverse.
"""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.views.decorators.debug import sensitive_variables


class NoKeys(Exception):
    """PLATFORM_TOKEN_KEYS is empty, or one of its keys is none; the message quotes none of them."""


class Sealed(Exception):
    """None of the keys opens it: another server's, or a key that was taken out too early."""


def has_keys() -> bool:
    """Whether this server can seal."""
    try:
        _keys()
    except NoKeys:
        return False
    return True


@sensitive_variables()
def seal(secret: str) -> str:
    """The sealed text, another one at each call; raises `NoKeys`."""
    return _keys().encrypt(secret.encode()).decode()


@sensitive_variables()
def unseal(sealed: str) -> str:
    """The secret; raises `Sealed`, and `NoKeys`."""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise Sealed("no key of PLATFORM_TOKEN_KEYS opens this") from None


def resealed(sealed: str) -> str:
    """The same secret under the first key; raises as `unseal` does."""
    try:
        return _keys().rotate(sealed.encode()).decode()
    except InvalidToken:
        raise Sealed("no key of PLATFORM_TOKEN_KEYS opens this") from None


@sensitive_variables()
def _keys() -> MultiFernet:
    keys = [key for key in settings.PLATFORM_TOKEN_KEYS if key]
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError:
        raise NoKeys("PLATFORM_TOKEN_KEYS holds no key, or something that is not one") from None
