"""Production: everything secret or local comes from the environment and has no default; HTTPS only."""

from carrefour.settings.base import *  # noqa: F403
from carrefour.settings.base import BASE_DIR, LOGGING, env

DEBUG = False
SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
DATABASES = {"default": env.db_url("DATABASE_URL")}
# A connection per thread, kept and asked before use: a restart of PostgreSQL costs one question, not one failed page.
# Not psycopg's pool: its threads do not survive the fork of a Celery worker.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DATABASES["default"]["OPTIONS"] = {
    "connect_timeout": 5,
    "options": "-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s",
} | DATABASES["default"].get("OPTIONS", {})
vars().update(env.email_url("EMAIL_URL"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("MAIL_FROM")
# Links in mails are built on this, never on the Host that a request claims.
SITE_URL = env("SITE_URL").rstrip("/")
ROUND_IS_RUN = env.bool("ROUND_IS_RUN", default=True)

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
PROXY_COUNT = env.int("PROXY_COUNT", default=1)
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
STATIC_ROOT = env("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# In PostgreSQL even where there is a Redis: what is kept here are the counters against guessed passwords. They must be
# the same for all processes, must not vanish with a flush, and no page may fail or wait because Redis does.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

# A worker and a beat of their own need a broker; without REDIS_URL there is one process, `manage.py serve`.
# They reconnect for as long as it takes, and log as the rest does.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 20
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# A connection that is lost does not cut the task in hand: it works on PostgreSQL, and cutting it would send twice.
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False

LOGGING["formatters"] = {
    "discreet": {"()": "carrefour.discreet.Discreet", "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s"}
}
LOGGING["handlers"]["console"]["formatter"] = "discreet"
# Whoever tries names that are not ours is answered 400; a traceback for each would drown the rest.
LOGGING["loggers"] = {"django.security.DisallowedHost": {"level": "CRITICAL"}}
