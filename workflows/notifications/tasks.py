"""The relay's shell for Celery."""

from celery import shared_task
from django.utils import timezone

from workflows.notifications import delivery


@shared_task
def relay() -> int:
    """Deliver what is due; beat sends it, whatever happened to the last one."""
    return delivery.relay(now=timezone.now())
