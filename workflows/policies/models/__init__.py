"""The rows of the institution's own rules: its directives and who has read them, its numbers, its calendar."""

from workflows.policies.models.policy import Acknowledgement, Policy, PolicyVersion
from workflows.policies.models.rule import EscalationContact, Holiday, Rule

__all__ = ["Acknowledgement", "EscalationContact", "Holiday", "Policy", "PolicyVersion", "Rule"]
