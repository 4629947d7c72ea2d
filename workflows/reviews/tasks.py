"""What happens to trials by itself."""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from workflows.requests.follow_ups import trials_ended
from workflows.reviews import actions


@shared_task
def open_due_reviews() -> int:
    """Open a review for every trial whose last day has come; returns how many. Safe to run twice at once."""
    now = timezone.now()
    opened = 0
    for number in trials_ended(timezone.localdate(now)):
        with transaction.atomic(durable=True):
            opened += actions.open_trial_review(number, at=now) is not None
    return opened
