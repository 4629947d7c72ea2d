"""The test suite's: the throw-away PostgreSQL that `bin/test` names in DATABASE_URL, strict templates, quick hashes."""

from base64 import urlsafe_b64encode

from carrefour.settings.base import *  # noqa: F403
from carrefour.settings.base import TEMPLATES, env

SECRET_KEY = "test-only"  # noqa: S105
PLATFORM_TOKEN_KEYS = [urlsafe_b64encode(b"test-only".ljust(32)).decode()]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATABASES = {"default": env.db_url("DATABASE_URL")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
REPORTS_PER_HOUR = BAD_LINKS_PER_HOUR = 1000  # the whole cast calls from one address
SITE_URL = "https://carrefour.example"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "⟪undefined: %s⟫"
