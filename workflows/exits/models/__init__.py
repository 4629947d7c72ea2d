"""The rows of decisions: what was decided, covered, said, done and learnt, by whom, and what others say."""

from workflows.exits.models.communique import Communique
from workflows.exits.models.decision import DATES, ExitDecision, ExitDecisionQuerySet
from workflows.exits.models.feeds import FeedEntry, FollowedFeed
from workflows.exits.models.hands import ExitComment, ExitCorrection, Signature
from workflows.exits.models.look_back import LookBack
from workflows.exits.models.runbook_task import RunbookTask
from workflows.exits.models.scenario import Scenario
from workflows.exits.models.scope import ScopeLine, SuccessorChannel

__all__ = [
    "DATES",
    "Communique",
    "ExitComment",
    "ExitCorrection",
    "ExitDecision",
    "ExitDecisionQuerySet",
    "FeedEntry",
    "FollowedFeed",
    "LookBack",
    "RunbookTask",
    "Scenario",
    "ScopeLine",
    "Signature",
    "SuccessorChannel",
]
