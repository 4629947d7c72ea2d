"""An approval that nobody uses: a warning some days ahead, then it expires. The register does both by itself."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from registry.audit.record import record
from registry.audit.verbs import Verb
from workflows.policies.names import BOUNDS, RuleName
from workflows.requests.models import PageRequest, Reminder
from workflows.requests.moving import arrive, lock
from workflows.requests.states import APPROVALS, ReminderKind, State


def warning_day(page_request: PageRequest) -> date:
    """From which day on the department is warned, by the rule in force when it submitted."""
    days = page_request.rules.get(RuleName.WARNING_DAYS, BOUNDS[RuleName.WARNING_DAYS].default)
    return page_request.lapses_on - timedelta(days=days)


def lapsing(today: date) -> list[PageRequest]:
    """The approved requests that a warning or the expiry may concern by now, the most pressing first."""
    longest = today + timedelta(days=BOUNDS[RuleName.WARNING_DAYS].most)
    waiting = PageRequest.objects.filter(state__in=APPROVALS, lapses_on__lte=longest)
    return list(waiting.select_related("unit").order_by("lapses_on", "pk"))


@transaction.atomic
def warn(page_request: PageRequest, *, at: datetime) -> bool:
    """Warn once per round that the approval is about to expire; whether this call did."""
    page_request = lock(page_request)
    if page_request.state not in APPROVALS or timezone.localdate(at) < warning_day(page_request):
        return False
    _row, is_new = Reminder.objects.get_or_create(
        page_request=page_request,
        round=page_request.round,
        stage="",
        kind=ReminderKind.LAPSING,
        defaults={"at": at},
    )
    if is_new:
        facts = {"kind": ReminderKind.LAPSING, "lapses_on": page_request.lapses_on.isoformat()}
        record(Verb.REQUEST_REMINDED, page_request, actor=None, at=at, unit=page_request.unit, **facts)
    return is_new


@transaction.atomic
def lapse(page_request: PageRequest, *, at: datetime) -> bool:
    """Let an approval expire once its last day is over; whether it did. What was asked can be copied into a new request."""
    page_request = lock(page_request)
    if page_request.state not in APPROVALS or timezone.localdate(at) <= page_request.lapses_on:
        return False
    arrive(page_request, State.EXPIRED, Verb.REQUEST_EXPIRED, actor=None, at=at)
    return True
