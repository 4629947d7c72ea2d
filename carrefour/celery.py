"""The Celery application: its options are the settings named CELERY_*, its tasks lie in the slices' `tasks.py`."""

import os
import pkgutil
from importlib import import_module

from celery import Celery

from carrefour import pulse
from carrefour.schedule import SCHEDULE

APPS = ("registry", "workflows")


def slices() -> list[str]:
    """The packages inside both apps: Celery by itself would only look for tasks beside the apps' own files."""
    return [
        found.name
        for name in APPS
        for found in pkgutil.iter_modules(import_module(name).__path__, f"{name}.")
        if found.ispkg
    ]


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carrefour.settings.dev")
app = Celery("carrefour")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = SCHEDULE
app.autodiscover_tasks(slices)
pulse.listen()
