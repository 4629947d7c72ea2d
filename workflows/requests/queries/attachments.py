"""The files of a request as lists show them: without what they hold."""

from django.db.models import QuerySet

from workflows.requests.models import Attachment, PageRequest


def files_of(page_request: PageRequest) -> QuerySet[Attachment]:
    """The files that are there now, in the order in which they came, with who attached each."""
    rows = page_request.attachments.filter(removed_at=None).order_by("at", "pk")
    return rows.defer("content").select_related("by")
