"""Looks on official pages for the links that units vouched for, and notes what it saw (`link_back`)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from registry import outbound
from registry.audit.models import Event
from registry.audit.record import record
from workflows.requests.link_back import VERBS, Outcome, last_seen, readings
from workflows.requests.models import Checklist
from workflows.requests.moving import lock
from workflows.requests.page_links import leads_to, text_of
from workflows.requests.states import State

MOST_BYTES, SECONDS, MOST = 2_000_000, 8.0, 100


def look(checklist: Checklist) -> Outcome:
    """Read the official page over the network, outside any transaction, and look for the account that was given."""
    try:
        answer = outbound.get(checklist.link_back, follow=True, most=MOST_BYTES, seconds=SECONDS)
    except outbound.NotAnswered:
        return Outcome.UNREAD
    page = text_of(answer.body, answer.headers.get("content-type", "")) if answer.status == 200 else None
    if page is None:
        return Outcome.UNREAD
    asked = checklist.page_request
    return Outcome.FOUND if leads_to(page, asked.platform.slug, asked.key) else Outcome.ABSENT


@transaction.atomic
def note(checklist: Checklist, outcome: Outcome, *, at: datetime) -> Event | None:
    """Write what was seen; None when that is known, or when the address was rejected, replaced or proven meanwhile."""
    page_request = lock(checklist.page_request)
    current = page_request.checklists.first()
    before = last_seen(checklist)
    if page_request.state != State.ADDRESS_GIVEN or current != checklist or (before and before.outcome == outcome):
        return None
    facts = {"checklist": checklist.pk, "outcome": outcome.value}
    return record(VERBS[outcome], page_request, actor=None, at=at, unit=page_request.unit, **facts)


def to_look_for(*, again: bool) -> list[Checklist]:
    """At most `MOST` that are vouched for and not seen yet: never looked for, the oldest first; or ``again``, in any order."""
    newer = Checklist.objects.filter(page_request=OuterRef("page_request"), pk__gt=OuterRef("pk"))
    rows = Checklist.objects.filter(~Exists(newer), page_request__state=State.ADDRESS_GIVEN)
    rows = list(rows.select_related("page_request__platform").order_by("?" if again else "pk"))
    seen: dict[int, set[str]] = {row.pk: set() for row in rows}
    for facts in readings([row.page_request_id for row in rows]).values_list("facts", flat=True):
        seen.get(facts["checklist"], set()).add(facts["outcome"])
    wanted = [row for row in rows if Outcome.FOUND not in seen[row.pk] and bool(seen[row.pk]) == again]
    return wanted[:MOST]
