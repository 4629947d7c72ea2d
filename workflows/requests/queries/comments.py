"""Which comments a reader may see, and whether the adviser is waited for."""

from django.db.models import QuerySet
from django.utils import timezone

from registry.organisation.models import User
from registry.organisation.permissions import Can, can, people_stood_in_for
from workflows.requests.models import Comment, PageRequest, Step
from workflows.requests.states import Stage


def reads_internal(page_request: PageRequest, reader: User) -> bool:
    """Whether the reader stands outside the department: managers, advisers, leadership, auditors, and who replaces them."""
    wrote = page_request.author_id == reader.pk or page_request.contributions.filter(user=reader).exists()
    if wrote or can(reader, Can.REQUEST_EDIT, page_request.unit):
        return False
    if can(reader, Can.REQUEST_READ, page_request.unit):
        return True
    absent = people_stood_in_for(reader, timezone.localdate())
    return any(can(person, Can.REQUEST_DECIDE, page_request.unit) for person in absent)


def comments_for(page_request: PageRequest, reader: User) -> QuerySet[Comment]:
    """The comments of a request that this reader may see."""
    return comments_of(page_request, internal=reads_internal(page_request, reader))


def comments_of(page_request: PageRequest, *, internal: bool) -> QuerySet[Comment]:
    """The comments of a request in their order, with who wrote them; the internal ones too where ``internal``."""
    rows = page_request.comments.select_related("by").order_by("at", "pk")
    return rows if internal else rows.filter(internal=False)


def advice_step(page_request: PageRequest, reader: User) -> Step | None:
    """The advice that this reader may give now; None when there is none to give."""
    if not page_request.is_pending or not can(reader, Can.REQUEST_ADVISE, page_request.unit):
        return None
    return page_request.steps.filter(round=page_request.round, stage=Stage.ADVICE, concluded_at=None).first()
