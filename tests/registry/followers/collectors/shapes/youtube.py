"""YouTube."""

from dataclasses import replace

from registry.followers.collectors.base import Found
from registry.followers.states import Metric, Outcome
from tests.registry.followers.collectors.shape import CANARY, Reply, Row, Shape

PATH = "/channels"
ID = "UCabcdefghijklmnopqrstuv"
STATISTICS = {"viewCount": "99887", "subscriberCount": "15400", "hiddenSubscriberCount": False, "videoCount": "48"}
CHANNEL = {
    "kind": "youtube#channel",
    "id": ID,
    "snippet": {"title": "Harbour", "customUrl": "@harbour", "country": "CA"},
    "statistics": STATISTICS,
}
BODY = {"kind": "youtube#channelListResponse", "pageInfo": {"totalResults": 1, "resultsPerPage": 5}, "items": [CHANNEL]}
PARTS = "{root}" + PATH + "?part=snippet%2Cstatistics&"
FOUND = Found(15_400, Metric.SUBSCRIBERS, False, ID, "harbour", PARTS + "forHandle=harbour")
EMPTY = {"kind": "youtube#channelListResponse", "pageInfo": {"totalResults": 0, "resultsPerPage": 5}}


def channel(name, expected, asked=None, query=None, statistics=None, **other) -> Row:
    """The channel with other fields, asked for by ``query``."""
    body = BODY | {"items": [CHANNEL | {"statistics": STATISTICS | (statistics or {})} | other]}
    return Row(name, (Reply(PATH, body, query=query or {"forHandle": "harbour"}),), expected, asked or {})


def says(status: int, reason: str, *details: str) -> tuple[Reply, ...]:
    error = {"code": status, "errors": [{"domain": "global", "reason": reason, "message": f"key {CANARY}"}]}
    return (Reply(PATH, {"error": error | {"details": [{"reason": detail} for detail in details]}}, status),)


SHAPE = Shape(
    slug="youtube",
    asked={"handle": "harbour", "address": "https://www.youtube.com/@harbour", "token": CANARY},
    replies=(Reply(PATH, BODY, query={"forHandle": "harbour"}, wants={"X-Goog-Api-Key": CANARY}),),
    figure=("items", 0, "statistics", "subscriberCount"),
    found=FOUND,
    rows=(
        Row("unknown", (Reply(PATH, EMPTY),), Outcome.UNKNOWN),
        Row("unknown, empty list", (Reply(PATH, EMPTY | {"items": []}),), Outcome.UNKNOWN),
        channel(
            "renamed",
            replace(FOUND, handle="port", source=PARTS + f"id={ID}"),
            {"stable_id": ID},
            {"id": ID},
            snippet={"customUrl": "@port"},
        ),
        channel(
            "few enough to be exact", replace(FOUND, value=998, is_exact=True), statistics={"subscriberCount": "998"}
        ),
        channel("hidden", Outcome.HIDDEN, statistics={"subscriberCount": "0", "hiddenSubscriberCount": True}),
        channel("an old custom name", replace(FOUND, handle=""), snippet={"customUrl": "harbour"}),
        channel(
            "by its number",
            replace(FOUND, handle="", source=PARTS + f"id={ID}"),
            {"handle": ID, "address": f"https://www.youtube.com/channel/{ID}"},
            {"id": ID},
        ),
        channel(
            "by an old user name",
            replace(FOUND, handle="", source=PARTS + "forUsername=harbourlab"),
            {"handle": "harbourlab", "address": "https://www.youtube.com/user/harbourlab"},
            {"forUsername": "harbourlab"},
        ),
        Row("a custom address", (), Outcome.REFUSED, {"address": "https://www.youtube.com/c/harbour"}),
        Row("a bare name", (), Outcome.REFUSED, {"address": "https://www.youtube.com/harbour"}),
        Row("suspended", says(403, "channelSuspended"), Outcome.SUSPENDED),
        Row("closed", says(403, "channelClosed"), Outcome.UNKNOWN),
        Row("quota of the day", says(403, "quotaExceeded"), Outcome.TOO_MANY, pause="some"),
        Row("too fast", says(403, "rateLimitExceeded"), Outcome.TOO_MANY),
        Row("key that is none", says(400, "badRequest", "API_KEY_INVALID"), Outcome.UNAUTHORISED),
        Row("API not switched on", says(403, "accessNotConfigured", "SERVICE_DISABLED"), Outcome.FORBIDDEN),
    ),
)
