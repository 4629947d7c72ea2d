"""What happens to decisions by itself."""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from registry.partial_dates import has_come
from workflows.exits import actions
from workflows.exits.models import ExitDecision
from workflows.exits.states import State


@shared_task
def bring_due_into_force() -> int:
    """Bring into force every announced decision whose exact day of effect has come; returns how many."""
    now = timezone.now()
    today = timezone.localdate(now)
    due = [d for d in ExitDecision.objects.filter(state=State.ANNOUNCED) if has_come(d.effective_on, today)]
    done = 0
    for decision in due:
        with transaction.atomic(durable=True):
            done += actions.bring_due_into_force(decision, at=now) is not None
    return done
