"""Consultation of a draft: it is opened and closed by who prepares it; readers say their word and advisers their opinion."""

from datetime import datetime

from django.db import transaction

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import User
from registry.organisation.permissions import Can, NotAllowed, can, require
from workflows.exits.models import ExitComment, ExitDecision
from workflows.exits.moving import arrive, lock, take
from workflows.exits.states import State
from workflows.machine import Refused

LONGEST = 4000
CLOSED = Pair("Ce projet n’est pas en consultation.", "This draft is not in consultation.")
ERASED = Pair("Cet avis est déjà effacé.", "This opinion is erased already.")


@transaction.atomic
def consult(decision: ExitDecision, *, actor: User, at: datetime, seen: int) -> ExitDecision:
    """Ask the readers of the institution's decisions for their word; the draft stays as it is meanwhile."""
    decision, step = take(decision, "consult", actor=actor, seen=seen)
    arrive(decision, step.target, Verb.EXIT_CONSULTED, actor=actor, at=at)
    return decision


@transaction.atomic
def redraft(decision: ExitDecision, *, actor: User, at: datetime, seen: int, reason: str = "") -> ExitDecision:
    """Take the draft up again after what was said; it can be put to consultation anew."""
    decision, step = take(decision, "redraft", actor=actor, seen=seen)
    arrive(decision, step.target, Verb.EXIT_RETURNED, actor=actor, at=at, reason=reason)
    return decision


@transaction.atomic
def comment(decision: ExitDecision, *, actor: User, at: datetime, words: str) -> ExitComment:
    """Say a word about a draft in consultation; an adviser's is an opinion. Raises `NotAllowed`, `Refused`.

    The decision's version stays as it is: nobody's move goes stale because somebody spoke.
    """
    decision = lock(decision)
    require(actor, Can.EXIT_READ, decision.institution)
    if decision.state != State.CONSULTATION:
        raise Refused(CLOSED.fr, CLOSED.en)
    row = ExitComment.objects.create(
        decision=decision,
        by=actor,
        at=at,
        version=decision.version,
        is_advice=can(actor, Can.EXIT_ADVISE, decision.institution),
        words=words.strip(),
    )
    facts = {"comment": row.pk, "advice": row.is_advice}
    record(Verb.EXIT_COMMENTED, decision, actor=actor, at=at, unit=decision.institution, **facts)
    return row


@transaction.atomic
def erase_comment(row: ExitComment, *, actor: User, at: datetime) -> ExitComment:
    """Empty what was said: its writer's or an administrator's to do; that it was said stays. Raises as `comment`."""
    row = ExitComment.objects.select_for_update(of=("self",)).select_related("decision__institution").get(pk=row.pk)
    if actor.pk != row.by_id and not can(actor, Can.ORGANISATION_MANAGE, row.decision.institution):
        raise NotAllowed
    if row.erased_at:
        raise Refused(ERASED.fr, ERASED.en)
    row.words, row.erased_at = "", at
    row.save()
    return row
