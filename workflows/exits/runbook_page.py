"""The tasks as pages show them: lines with what is late, one task with its texts, the progress on a decision's page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from registry.audit.models import Event
from registry.language import pair_of
from registry.organisation.models import User
from registry.organisation.permissions import Can, abilities
from workflows.exits.carrying import LASTING
from workflows.exits.carrying_rights import may_carry_out, may_reword
from workflows.exits.drawing import CARRIED
from workflows.exits.drawing_late import may_draw
from workflows.exits.listing import Tab
from workflows.exits.models import ExitDecision, RunbookTask
from workflows.exits.queries import reading
from workflows.exits.rewording import last_rewording
from workflows.exits.runbook_filters import TaskFilter
from workflows.exits.runbook_queries import (
    AHEAD,
    Progress,
    by_account,
    by_step,
    in_order,
    is_reader,
    my_tasks,
    tasks_in_hand,
    tasks_of,
    together,
    with_hand,
)
from workflows.exits.runbook_words import HOW, limit_of, rhythm
from workflows.exits.states import Step

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

PAGE_SIZE = 25


@dataclass(frozen=True)
class Line:
    """A task with what is said of its day."""

    task: RunbookTask
    today: date
    in_hand: bool = True

    @property
    def is_open(self) -> bool:
        """Whether it is neither done nor dropped."""
        return self.task.done_at is None and self.task.dropped_at is None

    @property
    def due(self) -> str:
        """The look's word for its day: late, soon, or nothing."""
        days = (self.task.due_on - self.today).days
        return "" if not self.is_open or days > AHEAD.days else "late" if days < 0 else "soon"

    @property
    def note(self) -> str:
        """By how many days it is late; "" otherwise."""
        days = (self.today - self.task.due_on).days
        return _("Jours de retard : {days}").format(days=days) if self.is_open and days > 0 else ""

    @property
    def can_be_picked(self) -> bool:
        """Whether this reader can do it, or give it to somebody, together with others."""
        return self.is_open and self.in_hand


def task_lines(tasks: Iterable[RunbookTask], today: date) -> list[Line]:
    """The tasks, read `with_hand`, as lines."""
    return [Line(task, today, task.may_do) for task in tasks]


@dataclass(frozen=True)
class Sheet:
    """The runbook of a decision, as a person may read it."""

    decision: ExitDecision
    user: User
    query: QueryDict

    @cached_property
    def today(self) -> date:
        """The register's day."""
        return timezone.localdate()

    @cached_property
    def reads_all(self) -> bool:
        """Whether the person reads the institution's decisions, and not only what is in their hand."""
        return is_reader(self.decision, self.user)

    @cached_property
    def tasks(self) -> QuerySet[RunbookTask]:
        """Those that the person reads."""
        return tasks_of(self.decision, self.user)

    @cached_property
    def steps(self) -> list[Progress]:
        """How far each step is."""
        return by_step(self.tasks, self.today)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to carry out, or nothing drawn yet."""
        return not self.steps

    @property
    def may_draw(self) -> bool:
        """Whether this person can draw the tasks that are missing."""
        return self.is_empty and may_draw(self.decision, self.user)

    @cached_property
    def whole(self) -> Progress:
        """How far the whole is, what outlasts it apart."""
        return together(self.steps)

    @cached_property
    def effect(self) -> str:
        """The day of effect as it is to be read now: the tasks are counted from it."""
        return reading(self.decision, "effective_on")

    @property
    def is_carried(self) -> bool:
        """Whether the decision still holds, so that tasks can be closed."""
        return self.decision.state in CARRIED

    @property
    def view(self) -> str:
        """Which list is open: "" the tasks, or ``accounts``."""
        return "accounts" if self.query.get("view") == "accounts" else ""

    @cached_property
    def filter(self) -> TaskFilter:
        """The filters of the list, on the tasks that the person reads."""
        return TaskFilter(self.query, self.tasks, by_owner=Can.EXIT_READ in abilities(self.user))

    @cached_property
    def page(self) -> Page:
        """The open page of the list."""
        rows = by_account(self.filter.qs, self.today) if self.view else with_hand(in_order(self.filter.qs), self.user)
        return Paginator(rows, PAGE_SIZE).get_page(self.query.get("page"))

    @cached_property
    def lines(self) -> list[Line]:
        """The tasks of the open page."""
        return task_lines(self.page.object_list, self.today)

    @property
    def has_ticks(self) -> bool:
        """Whether this reader can do something with a task of the open page."""
        return any(line.can_be_picked for line in self.lines)

    @property
    def tabs(self) -> list[Tab]:
        """Both lists."""
        labels = [("", _("Tâches"), "?"), ("accounts", _("Par compte"), "?view=accounts")]
        return [Tab(label, url, None, self.view == name) for name, label, url in labels]


@dataclass(frozen=True)
class Desk:
    """A person's own tasks: soon, later, or all that is in their hand."""

    user: User
    query: QueryDict

    @cached_property
    def today(self) -> date:
        """The register's day."""
        return timezone.localdate()

    @property
    def view(self) -> str:
        """Which list is open."""
        asked = self.query.get("view", "")
        return asked if asked in ("later", "units") else ""

    @cached_property
    def _lists(self) -> dict:
        own, limit = my_tasks(self.user), self.today + AHEAD
        return {
            "": own.filter(due_on__lte=limit),
            "later": own.filter(due_on__gt=limit),
            "units": tasks_in_hand(self.user),
        }

    @property
    def tabs(self) -> list[Tab]:
        """The three lists with their counts."""
        labels = {"": _("D’ici quatorze jours"), "later": _("Plus tard"), "units": _("De mes unités")}
        return [
            Tab(label, f"?view={name}" if name else "?", self._lists[name].count(), name == self.view)
            for name, label in labels.items()
        ]

    @cached_property
    def page(self) -> Page:
        """The open page of the list."""
        return Paginator(with_hand(in_order(self._lists[self.view]), self.user), PAGE_SIZE).get_page(
            self.query.get("page")
        )

    @cached_property
    def lines(self) -> list[Line]:
        """The tasks of the open page."""
        return task_lines(self.page.object_list, self.today)


@dataclass(frozen=True)
class TaskPage:
    """One task with how it is done."""

    task: RunbookTask
    user: User

    @cached_property
    def line(self) -> Line:
        """Its day in words."""
        return Line(self.task, timezone.localdate())

    @property
    def how(self) -> str:
        """How it is done."""
        return str(HOW[self.task.step])

    @property
    def rhythm(self) -> str:
        """How often one must log in; "" for another step."""
        return rhythm(self.task.account.platform.slug) if self.task.step == Step.KEEP_ALIVE else ""

    @property
    def source(self) -> str:
        """Where the platform says so; "" when it does not, or for another step."""
        limit = limit_of(self.task.account.platform.slug) if self.task.step == Step.KEEP_ALIVE else None
        return limit.source if limit else ""

    @property
    def texts(self) -> list[tuple[str, str, str]]:
        """The texts to be published: language, its name, text."""
        text = pair_of(self.task, "text")
        rows = [("fr", _("Texte en français"), text.fr), ("en", _("Texte en anglais"), text.en)]
        return [row for row in rows if row[2]]

    @cached_property
    def offers(self) -> list[str]:
        """The names of the forms that this person may send now."""
        if not self.line.is_open or self.task.decision.state not in CARRIED:
            return []
        hand = ["done", "drop", "assign"] if may_carry_out(self.task, self.user) else []
        return [*hand, "reword"] if self.texts and may_reword(self.task, self.user) else hand

    @cached_property
    def rewording(self) -> Event | None:
        """How the texts came to be other than the ready-made ones."""
        return last_rewording(self.task) if self.texts else None

    @property
    def has_moved(self) -> bool:
        """Whether the day has moved since somebody wrote the texts, which may still say the other one."""
        return bool(self.rewording and self.rewording.facts["due_on"] != self.task.due_on.isoformat())


@dataclass(frozen=True)
class Block:
    """How far a decision is, for its page; ``lasting`` tasks go on or come afterwards."""

    whole: Progress
    lasting: int
    url: str


def block(decision: ExitDecision, user: "User | AnonymousUser") -> Block | None:
    """The progress that a person may read on the decision's page; None when there is nothing."""
    if not user.is_authenticated or decision.recorded:
        return None
    steps = by_step(tasks_of(decision, user), timezone.localdate())
    lasting = sum(row.total - row.closed for row in steps if row.step in LASTING)
    return Block(together(steps), lasting, reverse("exits:runbook", args=[decision.slug])) if steps else None
