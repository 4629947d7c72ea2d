"""The rows of decisions: what was decided, what it covers, who had a hand in it, and what was said."""

from workflows.exits.models.communique import Communique
from workflows.exits.models.decision import DATES, ExitDecision, ExitDecisionQuerySet
from workflows.exits.models.hands import ExitComment, ExitCorrection, Signature
from workflows.exits.models.scenario import Scenario
from workflows.exits.models.scope import ScopeLine, SuccessorChannel

__all__ = [
    "DATES",
    "Communique",
    "ExitComment",
    "ExitCorrection",
    "ExitDecision",
    "ExitDecisionQuerySet",
    "Scenario",
    "ScopeLine",
    "Signature",
    "SuccessorChannel",
]
