"""Re-exports the slices' models, as Django looks for them here; nothing else lives in this file."""

from workflows.exits.models import ExitDecision, ScopeLine, Signature, SuccessorChannel
from workflows.notifications.models import Notification
from workflows.policies.models import Policy, PolicyVersion
from workflows.requests.models import Contribution, PageRequest, Verdict
