"""Drawing, by hand, the tasks of a decision that has none: one that was taken before there were tasks to draw."""

from datetime import datetime
from itertools import groupby

from django.db import transaction

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import User
from registry.organisation.permissions import Can, can
from registry.partial_dates import is_exact
from workflows.exits.drawing import CARRIED, draw_tasks
from workflows.exits.models import ExitDecision
from workflows.exits.moving import lock, require_preparer
from workflows.exits.queries import reading
from workflows.exits.states import PUBLIC
from workflows.machine import Refused

NOT_CARRIED = Pair(
    "Les tâches sont celles d’une décision prise ici et encore en cours.",
    "Tasks are those of a decision that was taken here and still holds.",
)
DRAWN_ALREADY = Pair("Les tâches de cette décision sont déjà dressées.", "This decision has its tasks already.")
NO_DAY = Pair(
    "Le jour de l’effet n’est pas connu exactement : aucune tâche n’a de jour.",
    "The day of effect is not known exactly: no task has a day.",
)


def may_draw(decision: ExitDecision, user: User) -> bool:
    """Whether ``user`` could draw tasks for it, if it has none: it is carried out here, and its day is exact."""
    if decision.recorded or decision.state not in CARRIED or not is_exact(reading(decision, "effective_on")):
        return False
    return can(user, Can.EXIT_PREPARE, decision.institution)


@transaction.atomic
def draw_by_hand(decision: ExitDecision, *, actor: User, at: datetime) -> int:
    """Draw what the decision asks for, the actor answering for what no steward answers for; returns how many tasks.

    Each owner is told once, by one event, if the decision is announced. Raises `NotAllowed`, and `Refused` when it has
    tasks already or none can be drawn.
    """
    decision = lock(decision)
    require_preparer(decision, actor)
    if decision.tasks.exists():
        raise Refused(DRAWN_ALREADY.fr, DRAWN_ALREADY.en)
    if decision.recorded or decision.state not in CARRIED:
        raise Refused(NOT_CARRIED.fr, NOT_CARRIED.en)
    number = draw_tasks(decision, reading(decision, "effective_on"), owner=actor, at=at)
    if not number:
        raise Refused(NO_DAY.fr, NO_DAY.en)
    # Before the announcement nobody else is told of the decision, not even by a task.
    tells_owners = decision.state in PUBLIC
    owned = decision.tasks.order_by("owner_id", "due_on", "pk")
    for owner, rows in groupby(owned, key=lambda row: row.owner_id if tells_owners else actor.pk):
        tasks = list(rows)
        facts = {"person": owner, "tasks": len(tasks), "due_on": min(row.due_on for row in tasks).isoformat()}
        record(Verb.EXIT_TASK_ASSIGNED, decision, actor=actor, at=at, unit=decision.institution, **facts)
    return number
