"""What is wrong with an account that a unit already holds, before it is given another one. Pure: values in, sentences out."""

from dataclasses import dataclass
from datetime import date, timedelta

from registry.language import Pair

ACTIVE, LOST = "active", frozenset({"lost", "compromised"})
ALONE = Pair(
    "Une seule personne l’administre : il en faut {needed}", "One person alone administers it: {needed} are needed"
)
NOBODY = Pair(
    "Personne ne l’administre : il faut {needed} personnes", "Nobody administers it: {needed} people are needed"
)
TOO_FEW = Pair(
    "{held} personnes l’administrent : il en faut {needed}", "{held} people administer it: {needed} are needed"
)
OLD_COUNT = Pair("Son dernier relevé a plus de {days} jours", "Its last count is more than {days} days old")
OLD_REVIEW = Pair("Sa revue est en retard : plus de {days} jours", "Its review is late: more than {days} days")


@dataclass(frozen=True)
class Facts:
    """What is known of an account: ``status`` (`accounts.status`), how many administer it, the last count and review.

    None for a day: never. ``needed`` and ``review_days`` are the institution's rules; a figure older than a review's term
    is called old too.
    """

    status: str
    held: int
    counted_on: date | None
    reviewed_on: date | None
    needed: int
    review_days: int


def ailments(facts: Facts, today: date) -> list[Pair]:
    """What is wrong beside its status, the worst first; never counted or never reviewed is not wrong, it is unknown."""
    oldest = today - timedelta(days=facts.review_days)
    few = {0: NOBODY, 1: ALONE}.get(facts.held, TOO_FEW)
    found = [
        (facts.held < facts.needed, few.format(held=facts.held, needed=facts.needed)),
        (facts.reviewed_on is not None and facts.reviewed_on < oldest, OLD_REVIEW.format(days=facts.review_days)),
        (facts.counted_on is not None and facts.counted_on < oldest, OLD_COUNT.format(days=facts.review_days)),
    ]
    return [sentence for holds, sentence in found if holds]


def tone_of(facts: Facts, today: date) -> str:
    """The look's tone: "stop" for one out of the institution's hands, "warn" for one asleep or ailing, else "ok"."""
    if facts.status in LOST:
        return "stop"
    return "warn" if facts.status != ACTIVE or ailments(facts, today) else "ok"
