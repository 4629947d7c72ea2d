"""The reads of the tasks: those of a decision, those of a person, and how far each step and account has come."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from registry.accounts.models import Account
from registry.organisation.models import User
from registry.organisation.permissions import Can, within
from workflows.exits.carrying import LASTING
from workflows.exits.carrying_rights import in_hand, readable
from workflows.exits.drawing import CARRIED
from workflows.exits.models import ExitDecision, RunbookTask
from workflows.exits.states import PUBLIC, Step

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

OPEN = Q(done_at=None, dropped_at=None)
# How far ahead a task is something to do now.
AHEAD = timedelta(days=14)


def late(today: date) -> Q:
    """Open, and due before ``today``."""
    return OPEN & Q(due_on__lt=today)


def tasks_of(decision: ExitDecision, user: "User | AnonymousUser") -> QuerySet[RunbookTask]:
    """The tasks of a decision that a person may read."""
    return RunbookTask.objects.filter(readable(user), decision=decision)


def is_reader(decision: ExitDecision, user: "User | AnonymousUser") -> bool:
    """Whether the person reads every task of the decision, and is shown that there are none."""
    return ExitDecision.objects.filter(within(user, [Can.EXIT_READ], prefix="institution"), pk=decision.pk).exists()


def my_tasks(user: User) -> QuerySet[RunbookTask]:
    """The open tasks that a person answers for, of decisions that hold."""
    return RunbookTask.objects.filter(OPEN, readable(user), owner=user, decision__state__in=CARRIED)


def tasks_in_hand(user: User) -> QuerySet[RunbookTask]:
    """The open tasks that a person may do, whoever answers for them."""
    return RunbookTask.objects.filter(OPEN, readable(user), in_hand(user), decision__state__in=CARRIED)


def waiting(user: User, today: date) -> int:
    """How many of a person's own tasks are due by now or soon."""
    own = RunbookTask.objects.filter(OPEN, owner=user, due_on__lte=today + AHEAD)
    return own.filter(decision__state__in=set(CARRIED) & set(PUBLIC)).count()


def in_order(tasks: QuerySet[RunbookTask]) -> QuerySet[RunbookTask]:
    """Open ones first, by the day on which they are due (so the late ones before all), then what is closed; with names."""
    closed = Case(When(OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    return tasks.select_related(
        "decision__institution",
        "decision__platform",
        "account__platform",
        "account__unit",
        "owner",
        "done_by",
        "dropped_by",
    ).order_by(closed, "due_on", F("account__sort_key").asc(nulls_first=True), "pk")


def with_hand(tasks: QuerySet[RunbookTask], user: User) -> QuerySet[RunbookTask]:
    """The same, of those that are `readable`, each with ``may_do``: whether it is in the person's hand."""
    return tasks.annotate(may_do=Case(When(in_hand(user), then=Value(True)), default=Value(False)))


@dataclass(frozen=True)
class Progress:
    """How many tasks there are, how many of them are closed (done or dropped), and how many late."""

    total: int
    closed: int
    late: int
    step: str = ""

    @property
    def label(self) -> str:
        """The step in words; "" for all of them."""
        return str(Step(self.step).label) if self.step else ""


def _counts(today: date, prefix: str = "") -> dict[str, Count]:
    at = f"{prefix}__" if prefix else ""
    is_open = Q(**{f"{at}done_at": None, f"{at}dropped_at": None})
    name = prefix or "pk"
    return {
        "total": Count(name),
        "closed": Count(name, filter=~is_open),
        "late": Count(name, filter=is_open & Q(**{f"{at}due_on__lt": today})),
    }


def by_step(tasks: QuerySet[RunbookTask], today: date) -> list[Progress]:
    """How far each step is, in the order in which they are done."""
    rows = {row.pop("step"): row for row in tasks.order_by().values("step").annotate(**_counts(today))}
    return [Progress(**rows[step], step=step) for step in Step if step in rows]


def together(steps: list[Progress]) -> Progress:
    """How far the whole is, the log-ins and the look back apart, which outlast it."""
    rows = [row for row in steps if row.step not in LASTING]
    return Progress(sum(row.total for row in rows), sum(row.closed for row in rows), sum(row.late for row in rows))


def by_account(tasks: QuerySet[RunbookTask], today: date) -> QuerySet[Account]:
    """The accounts of these tasks with ``total``, ``closed`` and ``late``, those with something late first."""
    counted = tasks.exclude(step__in=LASTING).order_by().values("pk")
    found = Account.objects.filter(exit_tasks__in=counted).select_related("platform", "unit")
    return found.annotate(**_counts(today, "exit_tasks")).order_by("-late", "sort_key", "pk")
