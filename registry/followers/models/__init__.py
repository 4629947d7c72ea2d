"""The rows of measurement: figures that count, figures that are questioned, and how platforms are asked for them."""

from registry.followers.models.contact import Contact, NameQuestion
from registry.followers.models.count import FollowerCount
from registry.followers.models.questioned import CountFile, QuestionedCount
from registry.followers.models.round import Reading, Round
from registry.followers.models.token import Allowance, PlatformToken

__all__ = [
    "Allowance",
    "Contact",
    "CountFile",
    "FollowerCount",
    "NameQuestion",
    "PlatformToken",
    "QuestionedCount",
    "Reading",
    "Round",
]
