"""What the tests of looking back share: a decision half a year old, its look back, its lessons."""

from datetime import timedelta

from tests.world import EXIT_WAY, World
from workflows.exits.look_back import AFTER
from workflows.exits.looking_back import mark_of, open_look_back, write_lessons
from workflows.exits.models import ExitDecision, LookBack, SuccessorChannel
from workflows.exits.moves import ACTIONS
from workflows.exits.states import Kind, State

LESSONS = {"lessons_fr": "Nos lecteurs nous ont suivis.", "lessons_en": "Our readers came along."}


def later(world: World, days: int = AFTER.days) -> None:
    """So many days pass."""
    world.at += timedelta(days=days)


def followed_elsewhere(decision: ExitDecision, *addresses: str) -> None:
    """Successor channels at these addresses; one without a slash is a platform alone."""
    for number, address in enumerate(addresses):
        platform = None if "/" in address else decision.platform.__class__.objects.get(slug=address)
        SuccessorChannel.objects.create(
            decision=decision,
            platform=platform,
            label_fr=f"Canal {number}",
            label_en=f"Channel {number}",
            address="" if platform else address,
            position=number,
        )


def in_force(world: World, *addresses: str, kind: str = Kind.SUSPEND, **content: object) -> ExitDecision:
    """A decision in force today, with its successor channels."""
    decision = world.exit(State.DRAFT, kind=kind, **content)
    followed_elsewhere(decision, *addresses)
    for name, who, words in EXIT_WAY[State.IN_FORCE]:
        decision = ACTIONS[name](decision, actor=world.people[who], at=world.tick(), seen=decision.version, **words)
    return decision


def looked_back(world: World, decision: ExitDecision, *, written: bool = True, by: str = "manager2") -> LookBack:
    """Its look back, opened by hand, with its lessons unless they are to wait."""
    open_look_back(
        decision, actor=world.manager, at=world.tick(), seen=ExitDecision.objects.get(pk=decision.pk).version
    )
    row = LookBack.objects.select_related("decision").get(decision=decision, outcome="")
    if written:
        row = write_lessons(row, actor=world.people[by], at=world.tick(), seen=mark_of(row), **LESSONS)
    return row
