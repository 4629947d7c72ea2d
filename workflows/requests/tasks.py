"""What happens to requests by itself."""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from workflows.requests import lapsing


@shared_task
def lapse_unused_approvals() -> int:
    """Warn of approvals about to expire, and let those expire whose last day is over; returns how many did."""
    now = timezone.now()
    lapsed = 0
    for page_request in lapsing.lapsing(timezone.localdate(now)):
        with transaction.atomic(durable=True):
            expired = lapsing.lapse(page_request, at=now)
            if not expired:
                lapsing.warn(page_request, at=now)
        lapsed += expired
    return lapsed
