"""Writes the tasks that `runbook` draws for a decision: once each, moved with the day of effect, never drawn again when done."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from registry.accounts.models import StewardRank, Stewardship
from registry.accounts.status import Status
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import User
from workflows.exits.models import ExitDecision, RunbookTask, ScopeLine
from workflows.exits.runbook import Covered, Planned, due_on, keeps_alive, next_log_in, plan
from workflows.exits.runbook_texts import Said, ready_made
from workflows.exits.states import HOLDING, HandleFate, State, Step, Treatment

# The tasks of a decision hold from the day it is taken until another one takes its place.
CARRIED = (State.DECIDED, State.ANNOUNCED, *HOLDING)
BATCH = 2000
# What ends with the decision itself: such an account was still there when it was taken.
ENDS = (Treatment.CLOSED, Treatment.DELETED)
Key = tuple[int | None, str, int]


def draw_tasks(decision: ExitDecision, effect: str, *, owner: User | None, at: datetime) -> int:
    """Draw what ``effect`` (partial date) asks for and is not there yet, and move what is open; returns how many are new.

    Called by an action that holds the decision's lock; ``owner`` takes what no steward answers for. A decision recorded from
    its source has nothing to carry out here. Without an exact day nothing is drawn, and what was drawn stays as it is.
    """
    if decision.recorded or decision.state not in CARRIED:
        return 0
    lines = covered_lines(decision)
    planned = plan(decision.kind, effect, (covered(line, decision) for line in lines))
    present = {
        (row.account_id, row.step, row.occurrence): row
        for row in RunbookTask.objects.filter(decision=decision).defer("text_fr", "text_en", "evidence")
    }
    texts = _Texts(decision, effect, {line.account_id: line.treatment for line in lines})
    today = timezone.localdate(at)
    _move(decision, [(task, present[_key(task)]) for task in planned if _key(task) in present], texts, today)
    new = [(task, due_on(task, today)) for task in planned if _key(task) not in present]
    owners = _primary_stewards(decision)
    rows = [
        RunbookTask(
            decision=decision,
            account_id=task.account,
            step=task.step,
            occurrence=task.occurrence,
            due_on=day,
            owner_id=owners.get(task.account, owner.pk if owner else None),
            **texts.of(task),
        )
        for task, day in new
        if day
    ]
    RunbookTask.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def give_to(decision: ExitDecision, owner: User) -> None:
    """Let ``owner`` (who announced the decision) answer for the open tasks that nobody answers for."""
    decision.tasks.filter(owner=None, done_at=None, dropped_at=None).update(owner=owner)


def covered_lines(decision: ExitDecision) -> list[ScopeLine]:
    """The lines of the scope that name an account of which the decision speaks."""
    return list(decision.lines.filter(covered=True).exclude(account=None).select_related("account__platform"))


def covered(line: ScopeLine, decision: ExitDecision) -> Covered:
    """What `runbook` needs of a line; what becomes of the name is the line's word, else the decision's."""
    fate = decision.handle_fate if line.handle_fate == HandleFate.UNKNOWN else line.handle_fate
    return Covered(line.account_id, line.account.platform.slug, line.treatment, fate, _exists(line, decision))


def _exists(line: ScopeLine, decision: ExitDecision) -> bool:
    status = line.account.status
    if status == Status.CLOSED:
        return decision.state in HOLDING and line.treatment in ENDS
    return status not in (Status.LOST, Status.TRANSFERRED, Status.PLANNED)


def draw_next_log_in(task: RunbookTask, done: date, today: date) -> RunbookTask | None:
    """The log-in that follows one ``done`` that day, today at the soonest; None when it is there, or the account not kept."""
    decision = task.decision
    line = decision.lines.filter(account_id=task.account_id, covered=True).select_related("account__platform").first()
    if decision.state not in CARRIED or line is None or not keeps_alive(covered(line, decision)):
        return None
    day = next_log_in(line.account.platform.slug, done)
    row, is_new = RunbookTask.objects.get_or_create(
        decision=decision,
        account_id=task.account_id,
        step=Step.KEEP_ALIVE,
        occurrence=task.occurrence + 1,
        defaults={"due_on": max(day, today), "owner_id": task.owner_id},
    )
    return row if is_new else None


def _key(task: Planned) -> Key:
    return (task.account, task.step, task.occurrence)


def _primary_stewards(decision: ExitDecision) -> dict[int, int]:
    """Account → the person who answers for it first."""
    accounts = decision.lines.filter(covered=True).exclude(account=None).values("account")
    held = Stewardship.objects.filter(
        account__in=accounts, rank=StewardRank.PRIMARY, until=None, user__is_active=True, user__is_service=False
    )
    return dict(held.values_list("account_id", "user_id"))


def _move(decision: ExitDecision, pairs: Iterable[tuple[Planned, RunbookTask]], texts: "_Texts", today: date) -> None:
    """Give open tasks their new day, with texts that say so: a query per day and text, whatever the number of accounts."""
    moved: dict[tuple, list[int]] = {}
    for task, row in pairs:
        day = due_on(task, today, row.due_on)
        if row.done_at is None and row.dropped_at is None and day != row.due_on:
            moved.setdefault((day, *texts.of(task).values()), []).append(row.pk)
    own_words = _reworded(decision) if moved else set()
    for (day, french, english), numbers in moved.items():
        rows = decision.tasks.filter(pk__in=numbers)
        rows.exclude(pk__in=own_words).update(text_fr=french, text_en=english)
        rows.update(due_on=day, escalated_at=None)


def _reworded(decision: ExitDecision) -> set[int]:
    """The tasks whose texts somebody wrote: they keep them, and their page says that the day has moved since."""
    accounts = decision.tasks.exclude(account=None).values("account")
    told = Q(subject_type="exitdecision", subject_id=decision.pk) | Q(subject_type="account", subject_id__in=accounts)
    events = Event.objects.filter(told, verb=Verb.EXIT_TASK_REWORDED, facts__decision=decision.pk)
    return set(events.values_list("facts__task", flat=True))


class _Texts:
    """The ready-made texts of one decision, each written once."""

    def __init__(self, decision: ExitDecision, effect: str, treatments: dict[int, str]) -> None:
        self.treatments, self.made = treatments, {}
        channels = tuple((Pair(row.label_fr, row.label_en), row.address) for row in decision.channels.all())
        page = f"{settings.SITE_URL}{decision.get_absolute_url()}"
        self.said = Said(decision.headline, effect, page, channels)

    def of(self, task: Planned) -> dict[str, str]:
        """The columns of the task's text."""
        key = (task.step, self.treatments.get(task.account, ""))
        if key not in self.made:
            text = ready_made(task.step, self.said, key[1])
            self.made[key] = {"text_fr": text.fr, "text_en": text.en}
        return self.made[key]
