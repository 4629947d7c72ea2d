"""What the picture shows beside the accounts: requests with their delays, reviews, decisions, all as of a day."""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils.timezone import localdate

from registry.organisation.models import Unit
from workflows.dashboard.as_of import Moment, end_of
from workflows.exits.models import ExitDecision
from workflows.exits.queries import effect_read
from workflows.exits.states import ENDED, HOLDING
from workflows.requests.models import PageRequest
from workflows.requests.states import CLOSED
from workflows.reviews.models import Review

# A request is asked when it is first handed in, and answered by the first of these.
_ASKED = """
WITH asked AS (
    SELECT r.id, r.due_on, (r.state = ANY (%(closed)s) AND r.moved_at < %(end)s) AS closed,
        min(e.at) FILTER (WHERE e.verb = 'request.submitted') AS asked_at,
        min(e.at) FILTER (WHERE e.verb <> 'request.submitted') AS answered_at
    FROM workflows_pagerequest r
    JOIN registry_unit u ON u.id = r.unit_id
    JOIN registry_event e ON e.subject_type = 'pagerequest' AND e.subject_id = r.id AND e.at < %(end)s
        AND e.verb IN ('request.submitted', 'request.approved', 'request.approved_with_conditions', 'request.refused',
            'request.avoided')
    WHERE starts_with(u.path, %(path)s) AND r.submitted_at IS NOT NULL GROUP BY r.id
), ways AS (
    SELECT id, due_on, asked_at, answered_at, NOT closed AS open, NOT closed AND answered_at IS NULL AS waiting,
        answered_at >= %(begin)s AS answered, NOT closed AND answered_at IS NULL AND due_on < %(day)s AS late,
        extract(epoch FROM COALESCE(answered_at, %(end)s) - asked_at) / 86400.0 AS days
    FROM asked WHERE asked_at IS NOT NULL
)"""
_FIGURES = """
SELECT count(*) FILTER (WHERE open), count(*) FILTER (WHERE waiting), count(*) FILTER (WHERE late),
    count(*) FILTER (WHERE answered), percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FILTER (WHERE waiting),
    max(days) FILTER (WHERE waiting), percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FILTER (WHERE answered)
FROM ways"""
# A decision that is or was in force.
HELD = (*HOLDING, *ENDED)
WHICH = ("open", "waiting", "late", "answered")


@dataclass(frozen=True)
class Requests:
    """How many are open, wait for their answer, are late, and were answered in the period; delays in days, None of none."""

    open: int
    waiting: int
    late: int
    answered: int
    waited: float | None
    longest: float | None
    took: float | None


def requests_of(moment: Moment) -> Requests:
    """The numbers of a moment."""
    with connection.cursor() as cursor:
        cursor.execute(_ASKED + _FIGURES, _params(moment))
        *counts, waited, longest, took = cursor.fetchone()
    return Requests(*counts, *(None if days is None else round(float(days), 1) for days in (waited, longest, took)))


def requests_list(moment: Moment, which: str) -> QuerySet[PageRequest]:
    """The requests behind a number of `Requests` (one of `WHICH`), those handed in first before the others."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_ASKED} SELECT id FROM ways WHERE {WHICH[WHICH.index(which)]}", _params(moment))  # noqa: S608  of `WHICH`
        numbers = [number for (number,) in cursor.fetchall()]
    return PageRequest.objects.filter(pk__in=numbers).with_names().order_by("submitted_at", "pk")


def _params(moment: Moment) -> dict[str, object]:
    return {
        "path": moment.unit.path,
        "day": moment.as_of,
        "end": end_of(moment.as_of),
        "begin": end_of(moment.since),
        "closed": [state.value for state in CLOSED],
    }


def reviews_open(moment: Moment) -> QuerySet[Review]:
    """Those that were open at the end of the day, of the accounts that the units have now."""
    end = end_of(moment.as_of)
    rows = Review.objects.filter(account__unit__path__startswith=moment.unit.path, opened_at__lt=end)
    return rows.filter(Q(closed_at=None) | Q(closed_at__gte=end)).order_by("due_on", "pk")


def reviews_late(moment: Moment) -> QuerySet[Review]:
    """Those of them whose day had passed."""
    return reviews_open(moment).filter(due_on__lt=moment.as_of)


def reviews_counted(moment: Moment) -> tuple[int, int]:
    """How many were open, and late."""
    late = Count("pk", filter=Q(due_on__lt=moment.as_of))
    counts = reviews_open(moment).order_by().aggregate(open=Count("pk"), late=late)
    return counts["open"], counts["late"]


def _started(prefix: str) -> Coalesce:
    """From when a decision holds: its effective date, else the best that is known of it (ISO, perhaps partial)."""
    effective = NullIf(effect_read(prefix), Value(""))
    return Coalesce(effective, F(f"{prefix}sort_date"), output_field=CharField())


def decisions_in_force(unit: Unit, day: date) -> QuerySet[ExitDecision]:
    """The institution's decisions that held on a day: today's by their state, earlier ones by their dates."""
    rows = ExitDecision.objects.filter(institution_id=unit.institution_id).with_names().order_by("-sort_date", "-pk")
    if day >= localdate():
        return rows.filter(state__in=HOLDING)
    replaced = When(reversed_by__state__in=HELD, then=_started("reversed_by__"))
    rows = rows.filter(state__in=HELD).annotate(started=_started(""), ended=Case(replaced, default=Value("")))
    return rows.filter(started__lte=day.isoformat()).filter(Q(ended="") | Q(ended__gt=day.isoformat()))
