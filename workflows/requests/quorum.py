"""When a step has its answer: one person, the majority, or all. Pure: numbers in, a word out."""

from workflows.requests.states import Quorum

OPEN, YES, NO = "open", "yes", "no"


def needed(quorum: str, seats: int) -> int:
    """How many yes it takes among ``seats`` people; at least one."""
    return {Quorum.ONE: 1, Quorum.MAJORITY: seats // 2 + 1, Quorum.ALL: max(seats, 1)}[Quorum(quorum)]


def outcome(quorum: str, seats: int, yes: int, no: int) -> str:
    """`YES` once enough have said it, `NO` as soon as enough no longer can, else `OPEN`.

    With `Quorum.ONE` whoever speaks settles it, either way. ``seats`` counts those who may speak, those who did included.
    """
    if quorum == Quorum.ONE:
        return YES if yes else NO if no else OPEN
    wanted = needed(quorum, seats)
    if yes >= wanted:
        return YES
    return NO if seats - no < wanted else OPEN
