"""Who may not answer a request, whatever their role: those who wrote in it, and for a decision those who endorsed it.

PostgreSQL repeats the rule (trigger of migration 0002), whatever code inserts a verdict.
"""

from registry.language import Pair
from registry.organisation.models import Membership, Role, User
from registry.organisation.permissions import Can, NotAllowed, require
from workflows.requests.models import PageRequest
from workflows.requests.states import Stage

OWN = Pair(
    "Vous avez rédigé cette demande : une autre personne doit se prononcer.",
    "You wrote in this request: somebody else must answer it.",
)
ENDORSED = Pair(
    "Vous avez avalisé cette demande : une autre personne doit la décider.",
    "You endorsed this request: somebody else must decide it.",
)
NOT_HEAD = Pair(
    "L’aval revient à la direction de l’unité nommée sur la demande.",
    "The endorsement belongs to the head of the unit named on the request.",
)
SERVICE = Pair("Un programme ne compte pas pour une paire d’yeux.", "A program does not count as a pair of eyes.")


def require_endorser(page_request: PageRequest, actor: User) -> None:
    """Raise `NotAllowed` unless ``actor`` is the head asked for (or the second manager) and wrote nothing here."""
    _require_fresh_eyes(page_request, actor)
    unit = page_request.endorsing_unit
    if unit is None:
        require(actor, Can.REQUEST_DECIDE, page_request.unit)
    elif not Membership.objects.filter(user_id=actor.pk, user__is_active=True, unit=unit, role=Role.HEAD).exists():
        raise NotAllowed(NOT_HEAD)


def require_decider(page_request: PageRequest, actor: User) -> None:
    """Raise `NotAllowed` unless ``actor`` decides requests of this unit and neither wrote in nor endorsed this one."""
    require(actor, Can.REQUEST_DECIDE, page_request.unit)
    _require_fresh_eyes(page_request, actor)
    if page_request.verdicts.filter(stage=Stage.ENDORSEMENT, by=actor).exists():
        raise NotAllowed(ENDORSED)


def require_editor(page_request: PageRequest, actor: User) -> None:
    """Raise `NotAllowed` unless ``actor`` is the author or may edit the unit's requests."""
    if actor.pk != page_request.author_id or not actor.is_active:
        require(actor, Can.REQUEST_EDIT, page_request.unit)


def _require_fresh_eyes(page_request: PageRequest, actor: User) -> None:
    if actor.is_service:
        raise NotAllowed(SERVICE)
    if page_request.author_id == actor.pk or page_request.contributions.filter(user=actor).exists():
        raise NotAllowed(OWN)


GUARDS = {
    Can.REQUEST_EDIT: require_editor,
    Can.REQUEST_ENDORSE: require_endorser,
    Can.REQUEST_DECIDE: require_decider,
}
