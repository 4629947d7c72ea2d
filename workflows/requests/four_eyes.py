"""Who may answer a request, and for whom; and who may not, whatever their role: those who wrote in it or answered before.

A stand-in answers with two pairs of hands: what either of the two wrote or answered counts against both. PostgreSQL repeats
the rule (triggers of migrations 0002 and 0005), whatever code inserts a verdict.
"""

from collections.abc import Callable
from datetime import date

from django.db.models import Q
from django.utils import timezone

from registry.language import Pair
from registry.organisation.models import Membership, Role, User
from registry.organisation.permissions import NOT_ALLOWED, Can, NotAllowed, can, stood_in_for
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
ANSWERED = Pair(
    "Vous avez déjà répondu à cette demande : une autre personne doit se prononcer.",
    "You have already answered this request: somebody else must have a say.",
)
THEIRS = Pair(
    "La personne que vous suppléez a rédigé cette demande ou y a déjà répondu : une autre doit se prononcer.",
    "The person you stand in for wrote in this request or has answered it: somebody else must answer.",
)
NOT_HEAD = Pair(
    "L’aval revient à la direction de l’unité nommée sur la demande.",
    "The endorsement belongs to the head of the unit named on the request.",
)
SERVICE = Pair("Un programme ne compte pas pour une paire d’yeux.", "A program does not count as a pair of eyes.")
# The answers that bar from answering again, by the ability that the next answer needs.
EARLIER: dict[Can, tuple[tuple[Stage, Pair], ...]] = {
    Can.REQUEST_ENDORSE: (),
    Can.REQUEST_DECIDE: ((Stage.ENDORSEMENT, ENDORSED),),
    Can.REQUEST_CONSENT: ((Stage.ENDORSEMENT, ENDORSED), (Stage.DECISION, ANSWERED)),
}


def heads(page_request: PageRequest, person: User) -> bool:
    """Whether the endorsement is this person's: the head asked for, or a manager where there is none."""
    unit = page_request.endorsing_unit
    if unit is None:
        return can(person, Can.REQUEST_DECIDE, page_request.unit)
    return Membership.objects.filter(user_id=person.pk, user__is_active=True, unit=unit, role=Role.HEAD).exists()


# ability → whether a person holds it on this request by a role of their own
ENTITLED: dict[Can, Callable[[PageRequest, User], bool]] = {
    Can.REQUEST_ENDORSE: heads,
    Can.REQUEST_DECIDE: lambda page_request, person: can(person, Can.REQUEST_DECIDE, page_request.unit),
    Can.REQUEST_CONSENT: lambda page_request, person: can(person, Can.REQUEST_CONSENT, page_request.unit),
}


def speaks_for(page_request: PageRequest, ability: Can, actor: User, on: date) -> User | None:
    """The absent person for whom ``actor`` answers on that day, None for their own right; raises `NotAllowed`.

    One's own right comes first; a stand-in's is tried where that one is missing or barred.
    """
    if actor.is_service:
        raise NotAllowed(SERVICE)
    entitled = ENTITLED[ability]
    voices = [None] if entitled(page_request, actor) else []
    voices += [
        absent for absent in stood_in_for(actor, _lent(page_request, ability), on) if entitled(page_request, absent)
    ]
    # Whoever wrote here is told so, whatever their role.
    refusals = [_barred(page_request, ability, actor, absent) for absent in voices or [None]]
    for absent, refusal in zip(voices, refusals, strict=False):
        if refusal is None:
            return absent
    raise NotAllowed(refusals[0] or (NOT_HEAD if _is_a_heads(page_request, ability) else NOT_ALLOWED))


def _lent(page_request: PageRequest, ability: Can) -> Can:
    """What the absent person must have lent: a second manager endorses by the right to decide."""
    second = ability == Can.REQUEST_ENDORSE and page_request.endorsing_unit is None
    return Can.REQUEST_DECIDE if second else ability


def _is_a_heads(page_request: PageRequest, ability: Can) -> bool:
    return ability == Can.REQUEST_ENDORSE and page_request.endorsing_unit is not None


def _barred(page_request: PageRequest, ability: Can, actor: User, absent: User | None) -> Pair | None:
    """Why these eyes are not fresh; None when they are."""
    own = _seen_by(page_request, ability, actor)
    if own or absent is None:
        return own
    return THEIRS if _seen_by(page_request, ability, absent) else None


def _seen_by(page_request: PageRequest, ability: Can, person: User) -> Pair | None:
    if page_request.author_id == person.pk or page_request.contributions.filter(user=person).exists():
        return OWN
    if not EARLIER[ability]:
        return None
    voices = page_request.verdicts.filter(Q(by=person) | Q(on_behalf_of=person))
    stages = set(voices.values_list("stage", flat=True))
    return next((sentence for stage, sentence in EARLIER[ability] if stage in stages), None)


def may_edit(page_request: PageRequest, actor: User) -> bool:
    """Whether ``actor`` is the author or may edit the unit's requests."""
    is_author = actor.pk == page_request.author_id and actor.is_active
    return is_author or can(actor, Can.REQUEST_EDIT, page_request.unit)


def require_editor(page_request: PageRequest, actor: User, _on: date | None = None) -> None:
    """Raise `NotAllowed` unless `may_edit`."""
    if not may_edit(page_request, actor):
        raise NotAllowed


def require_voice(page_request: PageRequest, ability: Can, actor: User, on: date | None = None) -> User | None:
    """`speaks_for`, today unless another day is given."""
    return speaks_for(page_request, ability, actor, on or timezone.localdate())


def require_endorser(page_request: PageRequest, actor: User, on: date | None = None) -> None:
    """Raise `NotAllowed` unless ``actor`` may endorse, for themselves or for somebody absent."""
    require_voice(page_request, Can.REQUEST_ENDORSE, actor, on)


def require_decider(page_request: PageRequest, actor: User, on: date | None = None) -> None:
    """Raise `NotAllowed` unless ``actor`` may decide, for themselves or for somebody absent."""
    require_voice(page_request, Can.REQUEST_DECIDE, actor, on)


def require_leader(page_request: PageRequest, actor: User, on: date | None = None) -> None:
    """Raise `NotAllowed` unless ``actor`` speaks for the leadership, for themselves or for somebody absent."""
    require_voice(page_request, Can.REQUEST_CONSENT, actor, on)


GUARDS: dict[str, Callable[..., None]] = {
    Can.REQUEST_EDIT: require_editor,
    Can.REQUEST_ENDORSE: require_endorser,
    Can.REQUEST_DECIDE: require_decider,
    Can.REQUEST_CONSENT: require_leader,
}
