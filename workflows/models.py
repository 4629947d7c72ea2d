"""Re-exports the slices' models, as Django looks for them here; nothing else lives in this file."""

from workflows.dashboard.models import Tally
from workflows.exits.models import (
    Communique,
    ExitComment,
    ExitCorrection,
    ExitDecision,
    FeedEntry,
    FollowedFeed,
    LookBack,
    RunbookTask,
    Scenario,
    ScopeLine,
    Signature,
    SuccessorChannel,
)
from workflows.notifications.models import MailPreference, Notification
from workflows.policies.models import Acknowledgement, EscalationContact, Holiday, Policy, PolicyVersion, Rule
from workflows.requests.models import (
    Alternative,
    Attachment,
    Checklist,
    Comment,
    Contribution,
    FollowUp,
    MailLinkUse,
    OfferReply,
    PageRequest,
    Reminder,
    SavedView,
    Step,
    Verdict,
)
from workflows.reviews.models import Review
