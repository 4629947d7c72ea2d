"""The rows of measurement: figures that count, and figures that are questioned."""

from registry.followers.models.count import FollowerCount
from registry.followers.models.questioned import CountFile, QuestionedCount

__all__ = ["CountFile", "FollowerCount", "QuestionedCount"]
