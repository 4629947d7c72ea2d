"""What the public page says of an account's followers: the last figure, where it comes from, and the line to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from registry.accounts.models import Account
from registry.followers.models import FollowerCount
from registry.followers.origin import ORIGINS
from registry.followers.series import Series, series_of

# The table under a public line: half a year of weeks.
SHOWN = 26


@dataclass(frozen=True)
class Presence:
    """The series of the audience, the sentence about its last figure's origin, and its last figures, the newest first."""

    series: Series
    origin: Promise
    rows: Sequence[FollowerCount]


def presence_of(account: Account, today: date) -> Presence | None:
    """The public figures of a listed account, in three queries; None when nobody has counted."""
    found = series_of(account, today=today)
    if not found:
        return None
    audience = found[0]
    rows = FollowerCount.objects.filter(account=account, metric=audience.metric, day__lte=audience.last.day)
    return Presence(audience, ORIGINS[audience.last.method], list(rows[:SHOWN]))
