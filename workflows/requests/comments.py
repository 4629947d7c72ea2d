"""Words beside a request: comments of all who see it, internal ones of those who decide or advise, and the adviser's advice.

The words lie in `Comment` alone, never in the journal: internal ones must not leak there, and all of them can be erased.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import User
from registry.organisation.permissions import Can, NotAllowed, can, require
from workflows.machine import Refused
from workflows.requests.four_eyes import OWN
from workflows.requests.models import Comment, PageRequest
from workflows.requests.moving import lock
from workflows.requests.queries.comments import reads_internal
from workflows.requests.states import Stage

INSIDE_ONLY = Pair(
    "Un commentaire interne est écrit par celles et ceux qui décident ou conseillent.",
    "An internal comment is written by those who decide or advise.",
)
NOT_WAITED_FOR = Pair("Aucun conseil n’est attendu sur cette demande.", "No advice is expected on this request.")
ERASED = Pair("Ce commentaire est déjà effacé.", "This comment is erased already.")


@transaction.atomic
def comment(page_request: PageRequest, *, actor: User, at: datetime, text: str, internal: bool = False) -> Comment:
    """Say something beside a request that one may see. Raises `NotAllowed`. What is asked and its version stay as they are."""
    page_request = lock(page_request)
    if not PageRequest.objects.visible_to(actor, timezone.localdate(at)).filter(pk=page_request.pk).exists():
        raise NotAllowed
    if internal and not reads_internal(page_request, actor):
        raise NotAllowed(INSIDE_ONLY)
    row = Comment.objects.create(
        page_request=page_request, round=page_request.round, by=actor, at=at, text=text, internal=internal
    )
    facts = {"comment": row.pk, "internal": internal}
    record(Verb.REQUEST_COMMENTED, page_request, actor=actor, at=at, unit=page_request.unit, **facts)
    return row


@transaction.atomic
def give_advice(page_request: PageRequest, *, actor: User, at: datetime, text: str) -> Comment:
    """The adviser's words, which settle the advice step of the round and decide nothing. Raises `NotAllowed`, `Refused`."""
    page_request = lock(page_request)
    require(actor, Can.REQUEST_ADVISE, page_request.unit)
    if actor.pk == page_request.author_id or page_request.contributions.filter(user=actor).exists():
        raise NotAllowed(OWN)
    step = page_request.steps.filter(round=page_request.round, stage=Stage.ADVICE, concluded_at=None).first()
    if step is None or not page_request.is_pending:
        raise Refused(NOT_WAITED_FOR.fr, NOT_WAITED_FOR.en)
    row = Comment.objects.create(
        page_request=page_request, round=page_request.round, by=actor, at=at, text=text, is_advice=True
    )
    step.concluded_at = at
    step.save(update_fields=["concluded_at"])
    facts = {"comment": row.pk}
    record(Verb.REQUEST_ADVISED, page_request, actor=actor, at=at, unit=page_request.unit, **facts)
    return row


@transaction.atomic
def erase_comment(row: Comment, *, actor: User, at: datetime) -> Comment:
    """Empty a comment: its writer's or an administrator's to do; the trace stays. Raises `NotAllowed`, `Refused`."""
    row = Comment.objects.select_for_update(of=("self",)).select_related("page_request__unit").get(pk=row.pk)
    if actor.pk != row.by_id and not can(actor, Can.ORGANISATION_MANAGE, row.page_request.unit):
        raise NotAllowed
    if row.erased_at:
        raise Refused(ERASED.fr, ERASED.en)
    row.text, row.erased_at = "", at
    row.save()
    return row
