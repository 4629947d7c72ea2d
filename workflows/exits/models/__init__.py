"""The rows of decisions: what was decided, what it covers, who had a hand in it, and what followed."""

from workflows.exits.models.aftermath import Communique, LookBack, RunbookTask
from workflows.exits.models.decision import DATES, ExitDecision, ExitDecisionQuerySet
from workflows.exits.models.hands import ExitComment, ExitCorrection, Signature
from workflows.exits.models.peers import FeedEntry, FollowedFeed
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
