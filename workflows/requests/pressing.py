"""How pressing a request is: the deciders' own order, which changes nothing in what is asked."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.organisation.models import User
from workflows.requests.four_eyes import require_decider
from workflows.requests.models import PageRequest
from workflows.requests.moving import lock
from workflows.requests.states import Priority


@transaction.atomic
def set_priority(page_request: PageRequest, *, actor: User, at: datetime, priority: int) -> PageRequest:
    """Say how pressing a request is; nobody's page is stale for it. Raises `NotAllowed`, `ValueError` for no priority."""
    page_request = lock(page_request)
    require_decider(page_request, actor, timezone.localdate(at))
    before, page_request.priority = page_request.priority, Priority(priority)
    page_request.save(update_fields=["priority"])
    facts = {"from": before, "to": page_request.priority}
    record(Verb.REQUEST_PRIORITY, page_request, actor=actor, at=at, unit=page_request.unit, **facts)
    return page_request
