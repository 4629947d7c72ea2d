"""The round's shells for Celery: a night begins, and what is due is read."""

from celery import shared_task
from django.utils import timezone

from registry.followers import performing, rounds

# With the last reading in hand a run ends before a task must, and before the next run is sent.
SECONDS = 12.0


@shared_task
def begin_night() -> str:
    """Begin the round of this UTC day, once its hour has come; one that nobody was there to begin in the night begins late."""
    begun = rounds.begin_tonight(timezone.now())
    return str(begun or "")


@shared_task
def work_readings() -> int:
    """Read what is due for some seconds; returns how many were asked. Safe to run twice at once."""
    return performing.work(SECONDS)
