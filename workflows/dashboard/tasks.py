"""What happens to the pictures by itself."""

from itertools import chain, islice

from celery import shared_task
from django.utils import timezone

from workflows.dashboard.actions import keep, let_go
from workflows.dashboard.asked import wished
from workflows.dashboard.moments import named, usual
from workflows.dashboard.queries import not_kept

# What one run counts at most, well within a task's time; the next one goes on.
MOST = 120


@shared_task
def keep_pictures() -> int:
    """Count what was asked for and what is asked for every day, as far as it is not kept; returns how many were counted."""
    now = timezone.now()
    wanted = not_kept(list(dict.fromkeys(chain(named(wished()), usual(timezone.localdate(now))))))
    counted = 0
    for moment in islice(wanted, MOST):
        keep(moment, at=now)
        counted += 1
    let_go(at=now)
    return counted
