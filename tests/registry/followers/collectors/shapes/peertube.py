"""PeerTube."""

from dataclasses import replace

from registry.followers.collectors.base import Found
from registry.followers.states import Metric, Outcome
from tests.registry.followers.collectors.shape import Reply, Row, Shape

ACCOUNT = "/api/v1/accounts/harbour"
CHANNEL = "/api/v1/video-channels/harbour"
BODY = {
    "id": 4_521,
    "name": "harbour",
    "host": "tube.example",
    "url": "https://tube.example/accounts/harbour",
    "displayName": "Harbour",
    "followingCount": 0,
    "followersCount": 73,
    "description": None,
}
FOUND = Found(73, Metric.FOLLOWERS, True, "4521@tube.example", "harbour@tube.example", "{root}" + ACCOUNT)
GONE = {"detail": "Account not found", "status": 404, "title": "Not Found", "type": "about:blank"}
CHANNELS = {"address": "https://tube.example/c/harbour"}
EITHER = {"address": "https://tube.example/@harbour"}

SHAPE = Shape(
    slug="peertube",
    asked={"handle": "harbour@tube.example", "address": "https://tube.example/a/harbour"},
    replies=(Reply(ACCOUNT, BODY),),
    figure=("followersCount",),
    found=FOUND,
    rows=(
        Row("unknown", (Reply(ACCOUNT, GONE, 404),), Outcome.UNKNOWN),
        Row("channel", (Reply(CHANNEL, BODY),), replace(FOUND, source="{root}" + CHANNEL), CHANNELS),
        Row("account by its short address", (Reply(ACCOUNT, BODY),), FOUND, EITHER),
        Row(
            "channel by its short address",
            (Reply(ACCOUNT, GONE, 404), Reply(CHANNEL, BODY)),
            replace(FOUND, source="{root}" + CHANNEL),
            EITHER,
        ),
        Row("neither", (Reply(ACCOUNT, GONE, 404), Reply(CHANNEL, GONE, 404)), Outcome.UNKNOWN, EITHER),
        Row(
            "limit at the first of two", (Reply(ACCOUNT, {}, 429, {"Retry-After": "9"}),), Outcome.TOO_MANY, EITHER, 9.0
        ),
        Row("the same number", (Reply(ACCOUNT, BODY),), FOUND, {"stable_id": "4521@tube.example"}),
        Row("somebody else's by now", (Reply(ACCOUNT, BODY),), Outcome.UNKNOWN, {"stable_id": "12@tube.example"}),
        Row(
            "limit with a moment",
            (Reply(ACCOUNT, {}, 429, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "4000000000"}),),
            Outcome.TOO_MANY,
            pause=86_400.0,
        ),
    ),
    impossible={
        "renamed": "a name never changes there",
        "suspended": "answered as unknown",
        "hidden": "the number is always public",
    },
)
