"""Wires the two apps: settings, addresses, background work. `celery_app` is here so that every `shared_task` finds it."""

from carrefour.celery import app as celery_app

__all__ = ["celery_app"]
