"""A clone on one's own machine: embedded PostgreSQL unless DATABASE_URL says otherwise, no mail leaves, plain HTTP."""

from carrefour.settings.base import *  # noqa: F403  settings are the one place where Django's own idiom is a star
from carrefour.settings.base import BASE_DIR, PLATFORM_TOKEN_KEYS, env
from carrefour.settings.embedded import database
from carrefour.settings.own_key import own_key

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = "development-only-and-known-to-everybody"  # noqa: S105  never used by production.py
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
DATABASES = {
    "default": env.db_url("DATABASE_URL")
    if "DATABASE_URL" in env.ENVIRON
    else database(BASE_DIR / ".data" / "postgres")
}
# Somebody's real token may be put into a trial: its key is this clone's own, and no other clone knows it.
PLATFORM_TOKEN_KEYS = PLATFORM_TOKEN_KEYS or [own_key(BASE_DIR / ".data" / "token-key")]
# Without a mail server the messages lie readable under .data/mail/.
vars().update(
    env.email_url("EMAIL_URL") if "EMAIL_URL" in env.ENVIRON else {"EMAIL_BACKEND": "carrefour.mail.ReadableFiles"}
)
MAIL_FOLDER = BASE_DIR / ".data" / "mail"
SITE_URL = env("SITE_URL", default=f"http://127.0.0.1:{env('PORT', default='8000')}")
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
