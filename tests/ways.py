"""By which moves a request of the cast comes to each state, and who makes each."""

from datetime import timedelta
from typing import TYPE_CHECKING

from registry.accounts.status import ProofKind
from workflows.requests import lapsing, offers
from workflows.requests.models import Alternative, PageRequest
from workflows.requests.states import Kind, State

if TYPE_CHECKING:
    from tests.world import World

# What a unit vouches for when it gives a page's address.
VOUCHED = {
    "two_administrators": True,
    "two_factor": True,
    "recovery_mailbox": True,
    "link_back": "https://www.example.org/contact",
}

REFUSAL = {
    "reason_code": "existing_serves",
    "reason": "Un compte existant suffit.",
    "alternative": "Publier sur le compte du département.",
}
# Which moves lead to each state, and who makes each.
WAY: dict[str, list[tuple[str, str, dict]]] = {
    State.DRAFT: [],
    State.WITHDRAWN: [("withdraw", "author", {})],
    State.SUBMITTED: [("submit", "author", {})],
}
WAY[State.ENDORSED] = [*WAY[State.SUBMITTED], ("endorse", "head", {})]
WAY[State.IN_REVIEW] = [*WAY[State.ENDORSED], ("take", "manager", {})]
WAY[State.RETURNED] = [*WAY[State.IN_REVIEW], ("ask_changes", "manager", {"reason": "Précisez le public."})]
WAY[State.REFUSED] = [*WAY[State.IN_REVIEW], ("refuse", "manager", REFUSAL)]
WAY[State.APPROVED] = [*WAY[State.IN_REVIEW], ("approve", "manager", {})]
WAY[State.APPROVED_WITH_CONDITIONS] = [
    *WAY[State.IN_REVIEW],
    ("approve_with_conditions", "manager", {"conditions": "Six mois d’essai."}),
]
WAY[State.ADDRESS_GIVEN] = [
    *WAY[State.APPROVED],
    ("give_address", "author", {"address": "https://www.instagram.com/hydro.example/", **VOUCHED}),
]
WAY[State.ONLINE] = [
    *WAY[State.ADDRESS_GIVEN],
    ("put_online", "manager", {"proof": ProofKind.OFFICIAL_LINK, "evidence": "https://www.example.org/contact"}),
]


def recommended(world: "World", state: str, **content) -> PageRequest:
    """On whose way the leadership stands."""
    return world.request(state, **{"kind": Kind.EXCEPTION, "exception_reason": "Une crise à annoncer."} | content)


def about_an_account(world: "World", **content) -> PageRequest:
    """Approved, and to be carried out in the register."""
    account = world.account(f"https://www.facebook.com/closing{world.at:%H%M}.example")
    content = {"kind": Kind.CLOSE, "about": account, "platform": "facebook"} | content
    return world.request(State.APPROVED, **content)


def with_offer(world: "World", state: str, **content) -> PageRequest:
    """An existing account would publish for the unit: its manager has said yes."""
    asked = world.request(state, **content)
    account = world.account(f"https://www.facebook.com/host{world.at:%H%M}.example", unit="library")
    said = {"answer": Alternative.Answer.OFFER, "words": "Y publier ?"}
    offer = offers.answer_alternative(asked, account, actor=world.author, at=world.tick(), **said)
    offers.reply_to_offer(offer, actor=world.manager, at=world.tick(), accepted=True)
    return asked


def avoided(world: "World", **content) -> PageRequest:
    return world.move(with_offer(world, State.SUBMITTED, **content), "publish_instead", "author")


def _with_leadership(world: "World", **content) -> PageRequest:
    return world.move(recommended(world, State.IN_REVIEW, **content), "recommend", "manager")


def _done(world: "World", **content) -> PageRequest:
    return world.move(about_an_account(world, **content), "carry_out", "manager", evidence="Vu fermé.")


def _expired(world: "World", **content) -> PageRequest:
    asked = world.request(State.APPROVED, **content)
    lapsing.lapse(asked, at=world.at + timedelta(days=400))
    return PageRequest.objects.get(pk=asked.pk)


# The states that take more than moves.
BY_ITSELF = {
    State.WITH_LEADERSHIP: _with_leadership,
    State.DONE: _done,
    State.AVOIDED: avoided,
    State.EXPIRED: _expired,
}
