"""What happens to requests by itself."""

import time
from itertools import islice

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from workflows.requests import lapsing, looking, reminders
from workflows.requests.link_back import Outcome
from workflows.requests.queries.owed import due_reminders

# What a run sends at most, well within a task's time; the next one goes on where it stopped.
MOST_REMINDERS = 300
# For how many seconds a run goes on to another page of somebody else's; the page itself has `looking.SECONDS`.
LOOKING_SECONDS = 20.0


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


@shared_task
def send_reminders() -> int:
    """Remind whoever is waited for, and pass on what stays late; returns how many went out. Safe to run twice at once."""
    now = timezone.now()
    sent = 0
    for owed in islice(due_reminders(now), MOST_REMINDERS):
        with transaction.atomic(durable=True):
            sent += reminders.remind(owed, at=now)
    return sent


@shared_task
def look_for_links(again: bool = False) -> int:
    """Look on official pages for the links that units vouched for; returns how many were found.

    ``again``: those not found before. Safe to run twice at once: what is seen twice is written once.
    """
    found, until = 0, time.monotonic() + LOOKING_SECONDS
    for checklist in looking.to_look_for(again=again):
        outcome = looking.look(checklist)
        with transaction.atomic(durable=True):
            looking.note(checklist, outcome, at=timezone.now())
        found += outcome == Outcome.FOUND
        if time.monotonic() > until:
            break
    return found
