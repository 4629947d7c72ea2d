"""What every environment shares. Whatever differs comes from the environment (django-environ) or from a sibling file."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parents[2]

ROOT_URLCONF = "carrefour.urls"
WSGI_APPLICATION = "carrefour.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "registry.User"

INSTALLED_APPS = [
    "registry.apps.RegistryConfig",
    "workflows.apps.WorkflowsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
    "django_filters",
    "django_htmx",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "drf_standardized_errors",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "carrefour.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "carrefour.middleware.SignInMiddleware",
    "carrefour.middleware.PrivatePagesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "carrefour.context.navigation",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("français")), ("en", _("anglais"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = env("TIME_ZONE", default="America/Toronto")

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles"

AUTHENTICATION_BACKENDS = ["carrefour.sign_in.PeopleOnly"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "requests:list"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "carrefour.sign_in.ClosedRegister"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "directory:list"
ACCOUNT_PREVENT_ENUMERATION = True

FILE_UPLOAD_HANDLERS = ["carrefour.uploads.BoundedUploadHandler"]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
PERMISSIONS_POLICY = {"camera": [], "geolocation": [], "microphone": [], "payment": [], "usb": []}

REST_FRAMEWORK = {
    # The first one's challenge is what an unknown caller is answered (401).
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "carrefour.program_sign_in.ProgramAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "carrefour.api_schema.Described",
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "PAGE_SIZE": 50,
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
# The description says of every address how it refuses; this package's own schemas list codes that forms do not keep to.
_PROBLEMS = "registry.api_shapes.ProblemsSerializer"
DRF_STANDARDIZED_ERRORS = {
    "EXCEPTION_HANDLER_CLASS": "carrefour.api_errors.Handler",
    "ALLOWED_ERROR_STATUS_CODES": ["400", "401", "403", "404", "429"],
    "ERROR_SCHEMAS": dict.fromkeys(["400", "401", "403", "404", "429"], _PROBLEMS),
}
# A program's token is known by its first letters, so that a search through files finds one that was left there.
KNOX_TOKEN_MODEL = "registry.ProgramToken"  # noqa: S105  a table
REST_KNOX = {"TOKEN_PREFIX": "cfp_"}
# The package's own table is left out: nothing would empty or read it.
MIGRATION_MODULES = {"knox": None}
# What one caller may do: questions to the public API and calls by one program in a minute, doubtful accounts told of and
# unknown decision links tried in an hour; and how many proxies of ours stand before this server.
VERIFY_PER_MINUTE = env.int("VERIFY_PER_MINUTE", default=1000)
PROGRAM_CALLS_PER_MINUTE = env.int("PROGRAM_CALLS_PER_MINUTE", default=600)
REPORTS_PER_HOUR = 10
BAD_LINKS_PER_HOUR = 30
PROXY_COUNT = env.int("PROXY_COUNT", default=0)
# What seals the tokens of platforms (`registry.followers.vault`): the first seals, all open. Never SECRET_KEY.
PLATFORM_TOKEN_KEYS = env.list("CARREFOUR_TOKEN_KEYS", default=[])
# "host:port" pairs of this machine's loopback that `registry.outbound` may call: for tests and trials, never in production.
OUTBOUND_OPEN: tuple[str, ...] = ()
# How long a platform has to answer, in seconds; and other roots for the APIs of some, by their slug.
COLLECTOR_SECONDS = 15.0
# LinkedIn ends each version of its API a year after it came, by the month of its name.
LINKEDIN_VERSION = env("LINKEDIN_VERSION", default="202606")
COLLECTOR_BASES: dict[str, str] = {}
# The nightly round: whether platforms are asked at all (production does, a trial only if told to), the hour (UTC) from which it
# may begin, and the hours over which it is spread.
ROUND_IS_RUN = env.bool("ROUND_IS_RUN", default=False)
ROUND_STARTS = env.int("ROUND_STARTS", default=5)
ROUND_HOURS = env.float("ROUND_HOURS", default=5.0)
SPECTACULAR_SETTINGS = {
    "TITLE": "Carrefour",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    # An account has kinds too.
    "ENUM_NAME_OVERRIDES": {"PageRequestKind": "workflows.requests.states.Kind"},
}

CELERY_BROKER_URL = env("REDIS_URL", default="memory://localhost")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 45
CELERY_TASK_TIME_LIMIT = 60
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TIMEZONE = "UTC"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {
        "visibility_timeout": 600,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_timeout": 5,
        "socket_connect_timeout": 2,
        "socket_keepalive": True,
        "health_check_interval": 10,
    }
    if CELERY_BROKER_URL.startswith("redis")
    else {}
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
}
