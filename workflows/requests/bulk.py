"""Many requests with one answer: each by the same door as one alone, in a transaction of its own, nothing left unsaid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from registry.language import Pair
from registry.organisation.models import User
from registry.organisation.permissions import Can, NotAllowed, abilities, stood_in_for
from workflows.machine import Refused
from workflows.requests.decisions import start_review
from workflows.requests.models import PageRequest
from workflows.requests.moves import perform
from workflows.requests.moving import Stale
from workflows.requests.queries.meanwhile import Meanwhile, meanwhile
from workflows.requests.questions import CONTENT
from workflows.requests.states import Answer, Stage, State, Through
from workflows.requests.voices import settles

MOST = 100
# What can be said of many at once, by the ability that it takes, in the order of the page.
MOVES: dict[str, Can] = {
    "endorse": Can.REQUEST_ENDORSE,
    "assign": Can.REQUEST_DECIDE,
    "approve": Can.REQUEST_DECIDE,
    "ask_changes": Can.REQUEST_DECIDE,
    "refuse": Can.REQUEST_DECIDE,
    "consent": Can.REQUEST_CONSENT,
}
# Decisions need the request in hand: one that nobody took is taken with them, or stays as it is.
NEED_HANDS = {"approve": Answer.YES, "ask_changes": Answer.CHANGES, "refuse": Answer.NO}
GONE = Pair("Cette demande n’existe pas pour vous.", "This request does not exist for you.")


@dataclass(frozen=True)
class Pick:
    """A request that was ticked, and the version that the list showed."""

    number: int
    seen: int


@dataclass(frozen=True)
class Result:
    """What became of one request; ``sentence`` says why not, None when it was done.

    ``since`` is what changed after the list that was ticked, where that is why.
    """

    page_request: PageRequest | None
    number: int
    sentence: Pair | None
    since: Meanwhile | None = None


def bulk_moves(user: User, today: date) -> list[str]:
    """The moves of `MOVES` that a person may make somewhere, in their own name or for somebody absent."""
    held = abilities(user)
    lent = {ability for ability in set(MOVES.values()) if stood_in_for(user, ability, today)}
    return [move for move, ability in MOVES.items() if ability in held | lent]


def perform_all(
    picks: Iterable[Pick], move: str, *, actor: User, at: datetime, words: dict[str, object]
) -> list[Result]:
    """Make the move on each request that the actor sees, whatever becomes of the others; at most `MOST`.

    Every request has its line in the answer, in the order of the picks: done, or the sentence that says why not.
    """
    picks = list(dict.fromkeys(picks))[:MOST]
    visible = PageRequest.objects.visible_to(actor).select_related("unit", "platform")
    rows = visible.in_bulk([pick.number for pick in picks])
    return [_one(rows.get(pick.number), pick, move, actor=actor, at=at, words=words) for pick in picks]


def _one(
    page_request: PageRequest | None, pick: Pick, move: str, *, actor: User, at: datetime, words: dict[str, object]
) -> Result:
    if page_request is None:
        return Result(None, pick.number, GONE)
    door = {"actor": actor, "at": at, "through": Through.BULK, "seen": pick.seen}
    if move in NEED_HANDS and page_request.state == State.ENDORSED:
        door |= {"seen": pick.seen + 1, "first": lambda: _take(page_request, NEED_HANDS[move], actor, at, pick.seen)}
    try:
        perform(page_request, move, **door, **words)
    except Stale as error:
        page_request.refresh_from_db(fields=["version"])
        return Result(page_request, pick.number, error.sentence, meanwhile(page_request, error.seen, CONTENT))
    except (NotAllowed, Refused) as error:
        return Result(page_request, pick.number, error.sentence)
    return Result(page_request, pick.number, None)


def _take(page_request: PageRequest, answer: Answer, actor: User, at: datetime, seen: int) -> None:
    """Take it in the answer's own transaction; its authors are told of it only where the answer waits for other voices."""
    last = settles(page_request, Stage.DECISION, answer, actor=actor, at=at)
    start_review(page_request, actor=actor, at=at, seen=seen, answers=last)
