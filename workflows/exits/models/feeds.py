"""What other registers say of their institutions: feeds that are followed, and entries that a person confirms."""

from django.db import models
from django.db.models import Q

from registry.organisation.models import Unit, User
from registry.platforms.models import PARTIAL_DATE, Platform, PlatformStance
from registry.platforms.positions import Position
from workflows.exits.states import EntryReply


class FollowedFeed(models.Model):
    """The feed of decisions of another register; ``trouble`` is why it could not be read the last time, or empty."""

    institution = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="followed_feeds")
    address = models.URLField(max_length=400)
    title = models.CharField(max_length=200, blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    etag = models.CharField(max_length=200, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["address", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "address"], condition=Q(ended_at=None), name="feed_followed_once"
            )
        ]

    def __str__(self) -> str:
        return self.address


class FeedEntry(models.Model):
    """One decision as another register tells it: it enters the board of stances once somebody confirms it.

    ``uid`` is the entry's permanent identifier there; ``raw`` what was read, shown as text only.
    """

    feed = models.ForeignKey(FollowedFeed, on_delete=models.PROTECT, related_name="entries")
    uid = models.CharField(max_length=400)
    updated = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    address = models.URLField(max_length=400, blank=True)
    institution_name = models.CharField(max_length=200)
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.CharField(max_length=20, choices=Position, blank=True)
    as_of = models.CharField(**PARTIAL_DATE)
    raw = models.JSONField(default=dict)
    seen_at = models.DateTimeField()
    reply = models.CharField(max_length=12, choices=EntryReply, blank=True)
    replied_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    replied_at = models.DateTimeField(null=True, blank=True)
    stance = models.ForeignKey(PlatformStance, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-seen_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["feed", "uid", "updated"], name="feed_entry_once"),
            models.CheckConstraint(
                name="feed_entry_answered_by_somebody",
                condition=Q(reply="", replied_by=None, replied_at=None, stance=None)
                | Q(
                    reply=EntryReply.CONFIRMED, replied_by__isnull=False, replied_at__isnull=False, stance__isnull=False
                )
                | Q(reply=EntryReply.REFUSED, replied_by__isnull=False, replied_at__isnull=False, stance=None),
            ),
        ]

    def __str__(self) -> str:
        return self.title
