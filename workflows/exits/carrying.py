"""Carrying a decision out, task by task: done with its evidence, dropped with its reason, given to somebody, late."""

import re
from collections.abc import Callable
from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import Unit, User
from workflows.exits.carrying_rights import possible_owners, require_hand
from workflows.exits.drawing import CARRIED, draw_next_log_in
from workflows.exits.models import ExitDecision, RunbookTask
from workflows.exits.moving import lock
from workflows.exits.states import PUBLIC, Step
from workflows.machine import Refused

# A log-in leaves nothing to show; an archive shows its digest and its place.
WITHOUT_EVIDENCE = frozenset({Step.KEEP_ALIVE, Step.EXPORT_ARCHIVE})
# What goes on, or comes, long after everything else is done.
LASTING = (Step.KEEP_ALIVE, Step.LOOK_BACK)
DIGEST = re.compile(r"[0-9a-f]{64}")

ENDED = Pair(
    "Cette décision n’est plus en cours : ses tâches n’ont plus lieu d’être.",
    "This decision no longer holds: its tasks have lapsed.",
)
DONE = Pair("{person} a déjà fait cette tâche.", "{person} has already done this task.")
DROPPED = Pair("{person} a déjà écarté cette tâche.", "{person} has already dropped this task.")
NO_EVIDENCE = Pair("Dites ce qui le montre : une adresse, une note.", "Say what shows it: an address, a note.")
NO_DIGEST = Pair(
    "L’empreinte SHA-256 de l’archive compte 64 caractères, chiffres et lettres de a à f.",
    "The SHA-256 digest of the archive has 64 characters, digits and letters from a to f.",
)
NO_PLACE = Pair("Dites où l’archive est conservée.", "Say where the archive is kept.")
NO_REASON = Pair("Dites pourquoi la tâche est écartée.", "Say why the task is dropped.")
NO_OWNER = Pair(
    "Cette personne ne peut pas faire cette tâche : choisissez qui répond du compte ou gère l’institution.",
    "This person cannot do this task: choose somebody who answers for the account or manages the institution.",
)
UNFINISHED = Pair(
    "Il reste des tâches à faire ou à écarter : {number}. Les connexions et le bilan mis à part, toutes doivent être closes.",
    "Tasks are still to be done or dropped: {number}. All but the log-ins and the look back must be closed.",
)


@transaction.atomic
def do_task(
    task: RunbookTask, *, actor: User, at: datetime, evidence: str = "", file_sha256: str = "", kept_where: str = ""
) -> RunbookTask:
    """Say that the task is done, with what shows it; of an archive, its SHA-256 and where it is kept.

    A log-in brings the next one. Raises `NotAllowed`, and `Refused` when it is closed already or something is missing.
    """
    task = take(task, actor)
    evidence, kept_where = evidence.strip(), kept_where.strip()
    file_sha256 = "".join(file_sha256.split()).lower()
    if task.step == Step.EXPORT_ARCHIVE:
        insist(DIGEST.fullmatch(file_sha256), NO_DIGEST)
        insist(kept_where, NO_PLACE)
        task.file_sha256, task.kept_where = file_sha256, kept_where
    insist(evidence or task.step in WITHOUT_EVIDENCE, NO_EVIDENCE)
    task.evidence, task.done_by, task.done_at = evidence, actor, at
    task.save()
    say(Verb.EXIT_TASK_DONE, task, actor, at)
    if task.step == Step.KEEP_ALIVE:
        draw_next_log_in(task, timezone.localdate(at), timezone.localdate(at))
    return task


@transaction.atomic
def drop_task(task: RunbookTask, *, actor: User, at: datetime, reason: str) -> RunbookTask:
    """Say that the task will not be done, and why; a log-in that is dropped brings no other. Raises as `do_task`."""
    task = take(task, actor)
    insist(reason.strip(), NO_REASON)
    task.dropped_by, task.dropped_at, task.dropped_reason = actor, at, reason.strip()
    task.save()
    say(Verb.EXIT_TASK_DROPPED, task, actor, at)
    return task


@transaction.atomic
def assign_task(task: RunbookTask, *, actor: User, at: datetime, owner: User) -> RunbookTask:
    """Give the task to ``owner``, who may do it and is told. Raises as `do_task`."""
    task = take(task, actor)
    insist(owner.pk in possible_owners(task), NO_OWNER)
    if task.owner_id == owner.pk:
        return task
    task.owner = owner
    task.save()
    say(Verb.EXIT_TASK_ASSIGNED, task, actor, at, person=owner.pk)
    return task


def take(task: RunbookTask, actor: User, require: Callable[[RunbookTask, User], None] = require_hand) -> RunbookTask:
    """The open task as it is now, held until the transaction ends: of two people at once, the second finds it closed.

    Raises what ``require`` raises, and `Refused` when it is closed or its decision no longer holds.
    """
    # Whoever closed it is read afterwards: PostgreSQL reads the locked row again, but not what was joined to it.
    held = RunbookTask.objects.select_for_update(of=("self",)).select_related(
        "decision__institution", "decision__platform", "account__unit", "account__platform"
    )
    task = held.get(pk=task.pk)
    require(task, actor)
    closed = [(task.done_by, DONE), (task.dropped_by, DROPPED)]
    for person, sentence in closed:
        insist(person is None, sentence.format(person=person.full_name if person else ""))
    insist(task.decision.state in CARRIED, ENDED)
    return task


def insist(holds: object, otherwise: Pair) -> None:
    """Raise `Refused` with the sentence unless it holds."""
    if not holds:
        raise Refused(otherwise.fr, otherwise.en)


def about(task: RunbookTask) -> tuple[Model, Unit]:
    """What an event of the task is about: its account, so that a decision's journal is not drowned; else the decision."""
    return (task.account, task.account.unit) if task.account else (task.decision, task.decision.institution)


def say(verb: Verb, task: RunbookTask, actor: User, at: datetime, **facts: object) -> None:
    """Record what was done to the task, with its step and day."""
    subject, unit = about(task)
    facts |= {"decision": task.decision_id, "task": task.pk, "step": task.step, "due_on": task.due_on.isoformat()}
    record(verb, subject, actor=actor, at=at, unit=unit, reason=task.dropped_reason, **facts)


def require_all_closed(decision: ExitDecision) -> None:
    """Raise `Refused` while a task is open, those apart that go on or come long afterwards."""
    left = decision.tasks.filter(done_at=None, dropped_at=None).exclude(step__in=LASTING).count()
    sentence = UNFINISHED.format(number=left)
    insist(left == 0, sentence)


@transaction.atomic
def escalate(decision: ExitDecision, *, at: datetime) -> int:
    """Tell, once for each task, its owner and whoever is named for what is late; returns how many tasks are newly late.

    One event per owner and one for the named person, whatever the number of tasks. What is for single accounts is not late
    before the decision is announced, as nobody could do it.
    """
    decision = lock(decision)
    if decision.state not in CARRIED:
        return 0
    late = decision.tasks.select_for_update().filter(
        done_at=None, dropped_at=None, escalated_at=None, due_on__lt=timezone.localdate(at)
    )
    late = late if decision.state in PUBLIC else late.filter(account=None)
    rows = list(late.order_by("owner_id", "due_on"))
    if not rows:
        return 0
    decision.tasks.filter(pk__in=[row.pk for row in rows]).update(escalated_at=at)
    for owner, owned in groupby(rows, key=lambda row: row.owner_id):
        if owner:
            _tell_late(decision, list(owned), at, person=owner)
    _tell_late(decision, rows, at)
    return len(rows)


def _tell_late(decision: ExitDecision, rows: list[RunbookTask], at: datetime, **person: int) -> None:
    facts = {"tasks": len(rows), "due_on": min(row.due_on for row in rows).isoformat()} | person
    record(Verb.EXIT_TASK_LATE, decision, actor=None, at=at, unit=decision.institution, **facts)


@transaction.atomic
def draw_missing_log_ins(decision: ExitDecision, *, at: datetime) -> int:
    """Draw the log-in that follows the last one, where it was done and none follows; returns how many.

    Almost always none: `do_task` draws it. It is missing when the account could not be kept that day, and can again.
    """
    decision, today = lock(decision), timezone.localdate(at)
    log_ins = decision.tasks.filter(step=Step.KEEP_ALIVE).order_by("account_id", "-occurrence").distinct("account_id")
    done = [row for row in log_ins if row.done_at]
    for row in done:
        row.decision = decision
    return sum(draw_next_log_in(row, timezone.localdate(row.done_at), today) is not None for row in done)
