"""The rows of a page request: what is asked, by which way it goes, what is said of it, and what remains to be kept."""

from workflows.requests.models.after import Checklist, FollowUp, Reminder
from workflows.requests.models.answers import Comment, MailLinkUse, Step, Verdict
from workflows.requests.models.asking import Alternative, Attachment, Contribution, OfferReply
from workflows.requests.models.page_request import PageRequest
from workflows.requests.models.saved_view import SavedView

__all__ = [
    "Alternative",
    "Attachment",
    "Checklist",
    "Comment",
    "Contribution",
    "FollowUp",
    "MailLinkUse",
    "OfferReply",
    "PageRequest",
    "Reminder",
    "SavedView",
    "Step",
    "Verdict",
]
