"""What happens to decisions by itself."""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from registry.partial_dates import has_come
from workflows.exits import actions, carrying, following, looking_back, reviewing
from workflows.exits.coming_due import look_backs_due, reviews_due
from workflows.exits.drawing import CARRIED
from workflows.exits.following_queries import due
from workflows.exits.models import ExitDecision
from workflows.exits.shown import as_read
from workflows.exits.states import State


@shared_task
def bring_due_into_force() -> int:
    """Bring into force every announced decision whose exact day of effect, as corrected, has come; returns how many."""
    now = timezone.now()
    today = timezone.localdate(now)
    announced = ExitDecision.objects.filter(state=State.ANNOUNCED).order_by("pk").prefetch_related("corrections")
    due = [decision for decision in announced if has_come(as_read(decision).effective_on, today)]
    done = 0
    for decision in due:
        with transaction.atomic(durable=True):
            done += actions.bring_due_into_force(decision, at=now) is not None
    return done


@shared_task
def watch_runbooks() -> int:
    """Tell of the tasks that are late, each once, and draw the log-ins that are missing; returns how many are newly late."""
    now = timezone.now()
    late = 0
    for decision in ExitDecision.objects.filter(state__in=CARRIED, tasks__isnull=False).distinct():
        with transaction.atomic(durable=True):
            carrying.draw_missing_log_ins(decision, at=now)
            late += carrying.escalate(decision, at=now)
    return late


@shared_task
def open_due_look_backs() -> int:
    """Open the look back of every decision whose day has come, half a year after its effect; returns how many."""
    now = timezone.now()
    opened = 0
    for decision in look_backs_due(timezone.localdate(now)):
        with transaction.atomic(durable=True):
            opened += looking_back.open_due(decision, at=now) is not None
    return opened


@shared_task
def read_followed_feeds() -> int:
    """Read the feeds of other registers that were not read last night; returns how many. What troubles one is kept with it."""
    now = timezone.now()
    return len([following.read_feed(feed, at=now) for feed in due(now)])


@shared_task
def open_due_reviews() -> int:
    """Open the review of every decision taken here whose review date has come; returns how many. Safe to run twice at once."""
    now = timezone.now()
    opened = 0
    for decision in reviews_due(timezone.localdate(now)).filter(recorded=False):
        with transaction.atomic(durable=True):
            opened += reviewing.open_due_review(decision, at=now) is not None
    return opened
