"""The shells for Celery: a night begins, what is due is read, and what is about to end is told."""

from celery import shared_task
from django.utils import timezone

from registry.followers import performing, rounds, token_ends

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


@shared_task
def tell_token_ends() -> int:
    """Tell of the platforms' tokens that are about to end, each stage once; returns how many. Safe to run twice at once."""
    return token_ends.tell_platform_tokens(at=timezone.now())
