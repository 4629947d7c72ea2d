"""What happens to reviews by itself."""

import time

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from registry.organisation.models import Unit
from workflows.requests.follow_ups import trials_ended
from workflows.reviews import actions, periodic

# For how many seconds a run opens reviews; the next one goes on.
SECONDS = 20.0


@shared_task
def open_due_reviews() -> int:
    """Open a review for every trial whose last day has come; returns how many. Safe to run twice at once."""
    now = timezone.now()
    opened = 0
    for number in trials_ended(timezone.localdate(now)):
        with transaction.atomic(durable=True):
            opened += actions.open_trial_review(number, at=now) is not None
    return opened


@shared_task
def open_periodic_reviews() -> int:
    """Open the reviews that each institution's rule makes due, a day's worth; returns how many. Safe to run twice at once."""
    now, until = timezone.now(), time.monotonic() + SECONDS
    opened = 0
    for institution in Unit.objects.filter(parent=None).order_by("pk"):
        for one in periodic.due(institution, timezone.localdate(now)):
            with transaction.atomic(durable=True):
                opened += periodic.open_periodic_review(one, at=now) is not None
            if time.monotonic() > until:
                return opened
    return opened
