"""A clone on one's own machine: embedded PostgreSQL unless DATABASE_URL says otherwise, no mail leaves, plain HTTP."""

from carrefour.settings.base import *  # noqa: F403  settings are the one place where Django's own idiom is a star
from carrefour.settings.base import BASE_DIR, env
from carrefour.settings.embedded import database

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = "development-only-and-known-to-everybody"  # noqa: S105  never used by production.py
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
DATABASES = {
    "default": env.db_url("DATABASE_URL")
    if "DATABASE_URL" in env.ENVIRON
    else database(BASE_DIR / ".data" / "postgres")
}
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = BASE_DIR / ".data" / "mail"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
