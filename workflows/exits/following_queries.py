"""The reads of what is followed."""

from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from registry.organisation.models import User
from registry.organisation.permissions import Can, within
from workflows.exits.models import FeedEntry, FollowedFeed

# A feed is read once a night: less than a day, so that the hour of the run may move a little.
NIGHTLY = timedelta(hours=20)
AT_ONCE = 100


def feeds_of(user: User) -> QuerySet[FollowedFeed]:
    """The feeds that are followed at the desks where this person records, each with ``waiting``, its unanswered entries."""
    own = FollowedFeed.objects.filter(within(user, [Can.EXIT_RECORD], prefix="institution"), ended_at=None)
    waiting = Count("entries", filter=Q(entries__reply=""))
    return own.select_related("institution").annotate(waiting=waiting).order_by("address", "pk")


def entries_of(user: User) -> QuerySet[FeedEntry]:
    """What those feeds tell, answered or not; of a feed that was left only what was answered."""
    own = FeedEntry.objects.filter(within(user, [Can.EXIT_RECORD], prefix="feed__institution"))
    shown = own.exclude(reply="", feed__ended_at__isnull=False)
    return shown.select_related("feed__institution", "platform", "replied_by", "stance__institution")


def due(now: datetime) -> list[FollowedFeed]:
    """The feeds to read now, the longest unread first."""
    unread = FollowedFeed.objects.filter(Q(read_at=None) | Q(read_at__lt=now - NIGHTLY), ended_at=None)
    return list(unread.order_by("read_at", "pk")[:AT_ONCE])
