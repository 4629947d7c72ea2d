"""Several tasks given to one person at once: all of them, or none."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from registry.language import Pair
from registry.organisation.models import User
from registry.organisation.permissions import NotAllowed
from workflows.exits.carrying import assign_task
from workflows.exits.models import RunbookTask
from workflows.machine import Refused

MOST = 25
TOO_MANY = Pair("Cochez {most} tâches au plus à la fois.", "Tick {most} tasks at most at a time.")
NOTHING_GIVEN = Pair(
    "Rien n’est confié : revoyez les tâches nommées.", "Nothing was given: see the tasks that are named."
)


class NotHandedOver(Refused):
    """What stands against each task of ``troubles``: the task with the sentence that says why it cannot be given."""

    def __init__(self, troubles: list[tuple[RunbookTask, Pair]]) -> None:
        super().__init__(NOTHING_GIVEN.fr, NOTHING_GIVEN.en)
        self.troubles = troubles


@transaction.atomic
def hand_over(tasks: Iterable[RunbookTask], *, actor: User, at: datetime, owner: User) -> int:
    """Give these open tasks to ``owner``, each by `assign_task` and with its event; returns how many they are.

    Raises `Refused` for more than `MOST`, and `NotHandedOver`, with nothing changed, when one of them cannot be given.
    """
    # In one order, so that two people who hand over the same tasks do not wait for each other.
    rows = sorted({task.pk: task for task in tasks}.values(), key=lambda task: task.pk)
    if len(rows) > MOST:
        sentence = TOO_MANY.format(most=MOST)
        raise Refused(sentence.fr, sentence.en)
    troubles = []
    for task in rows:
        try:
            assign_task(task, actor=actor, at=at, owner=owner)
        except (NotAllowed, Refused) as refusal:
            troubles.append((task, refusal.sentence))
    if troubles:
        raise NotHandedOver(troubles)
    return len(rows)
