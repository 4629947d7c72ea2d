"""YouTube: `subscriberCount` of `channels.list`, by the channel's number once it is known.

With the institution's key, sent as a header. Limit: 10,000 units a day, of which one call takes one
(developers.google.com/youtube/v3/determine_quota_cost); the day begins at midnight in California. From 1,000 on the figure
is rounded down to three digits (developers.google.com/youtube/v3/revision_history, 10 September 2019). What is not found
is an empty list, a closed channel too. Words of error: developers.google.com/youtube/v3/docs/errors.
"""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from django.utils import timezone

from registry.followers.collectors.base import (
    Asked,
    Failed,
    Found,
    Limit,
    count,
    dig,
    fetch,
    measured,
    root,
    seek,
    text,
    token_of,
)
from registry.followers.states import Metric, Outcome

SLUGS = ("youtube",)
BASE = "https://www.googleapis.com/youtube/v3"
NEEDS_TOKEN = True
LIMIT = Limit(10_000, 86_400)

CALIFORNIA = ZoneInfo("America/Los_Angeles")
ROUNDED_FROM = 1_000
ERRORS = {
    "quotaExceeded": Outcome.TOO_MANY,
    "dailyLimitExceeded": Outcome.TOO_MANY,
    "rateLimitExceeded": Outcome.TOO_MANY,
    "userRateLimitExceeded": Outcome.TOO_MANY,
    "keyInvalid": Outcome.UNAUTHORISED,
    "keyExpired": Outcome.UNAUTHORISED,
    "API_KEY_INVALID": Outcome.UNAUTHORISED,
    "channelSuspended": Outcome.SUSPENDED,
    "channelClosed": Outcome.UNKNOWN,
    "channelNotFound": Outcome.UNKNOWN,
}
DAILY = ("quotaExceeded", "dailyLimitExceeded")


def read(asked: Asked) -> Found:
    """The name is only compared for an address that is written with it ("youtube.com/@…")."""
    key, value = _filter(asked)
    source = f"{root(asked)}/channels?part=snippet%2Cstatistics&{key}={quote(value, safe='')}"
    body = fetch(source, headers={"X-Goog-Api-Key": token_of(asked)}, told=_told)
    if not seek(body, "items"):
        raise Failed(Outcome.UNKNOWN, "no such channel")
    channel = dig(body, "items", 0)
    if seek(channel, "statistics", "hiddenSubscriberCount") is True:
        raise Failed(Outcome.HIDDEN, "hiddenSubscriberCount")
    value = count(dig(channel, "statistics", "subscriberCount"))
    name = text(seek(channel, "snippet", "customUrl"))
    return measured(
        asked,
        value,
        metric=Metric.SUBSCRIBERS,
        is_exact=value < ROUNDED_FROM,
        stable_id=dig(channel, "id"),
        handle=name.removeprefix("@") if name.startswith("@") and "/@" in asked.address else "",
        source=source,
    )


def _filter(asked: Asked) -> tuple[str, str]:
    """The parameter that finds it; "/c/…" and a bare name lead to a channel that the API gives no way to ask for."""
    path = urlsplit(asked.address).path
    if asked.stable_id:
        return "id", asked.stable_id
    for start, key in (("/channel/", "id"), ("/user/", "forUsername"), ("/@", "forHandle")):
        if path.startswith(start):
            return key, asked.handle
    raise Failed(Outcome.REFUSED, "an address that the API does not know; the one with @ or channel/ is needed")


def _told(status: int, body: Any) -> Failed | None:
    said = [seek(body, "error", part, place, "reason") for part in ("errors", "details") for place in range(3)]
    word = next((word for word in said if isinstance(word, str) and word in ERRORS), None)
    if status == 200 or word is None:
        return None
    return Failed(ERRORS[word], word, _until_midnight(timezone.now()) if word in DAILY else None)


def _until_midnight(at: datetime) -> float:
    there = at.astimezone(CALIFORNIA)
    midnight = (there + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return (midnight - at).total_seconds()
