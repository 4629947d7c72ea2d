"""Facebook."""

from dataclasses import replace

from registry.followers.collectors.base import Found
from registry.followers.states import Metric, Outcome
from tests.registry.followers.collectors.shape import CANARY, Reply, Row, Shape

ID = "100200300400500"
NAME, BY_ID = "/harbourlab", f"/{ID}"
FIELDS = "?fields=id,username,followers_count,fan_count"
PAGE = {"id": ID, "username": "HarbourLab", "followers_count": 15_208}
FOUND = Found(15_208, Metric.FOLLOWERS, True, ID, "HarbourLab", "{root}" + NAME + FIELDS)
KNOWN = {"stable_id": ID}
HOUR = 3_600.0
NO_OBJECT = "Unsupported get request. Object does not exist, cannot be loaded due to missing permissions"


def error(code: int, message: str = "…", status: int = 400, path: str = NAME, **more: object) -> tuple[Reply, ...]:
    said = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "Axyz"} | more
    return (Reply(path, {"error": said}, status),)


SHAPE = Shape(
    slug="facebook",
    asked={"handle": "harbourlab", "address": "https://www.facebook.com/harbourlab", "token": CANARY},
    replies=(Reply(NAME, PAGE, wants={"Authorization": f"Bearer {CANARY}"}),),
    figure=("followers_count",),
    found=FOUND,
    rows=(
        Row(
            "unknown",
            error(803, "(#803) Some of the aliases you requested do not exist: harbourlab", 404),
            Outcome.UNKNOWN,
        ),
        Row("no object, never seen before", error(100, NO_OBJECT, error_subcode=33), Outcome.FORBIDDEN),
        Row("gone", error(100, NO_OBJECT, path=BY_ID, error_subcode=33), Outcome.UNKNOWN, KNOWN),
        Row(
            "renamed",
            (Reply(BY_ID, PAGE | {"username": "PortLab"}),),
            replace(FOUND, handle="PortLab", source="{root}" + BY_ID + FIELDS),
            KNOWN,
        ),
        Row(
            "likes where followers are not given",
            (Reply(NAME, {"id": ID, "username": "HarbourLab", "fan_count": 14_000}),),
            replace(FOUND, value=14_000, metric=Metric.LIKES),
        ),
        Row(
            "a page without a name",
            (Reply(BY_ID, {"id": ID, "followers_count": 15_208}),),
            replace(FOUND, handle="", source="{root}" + BY_ID + FIELDS),
            {"handle": ID, "address": f"https://www.facebook.com/{ID}"},
        ),
        Row(
            "registered by its number, named since",
            (Reply(BY_ID, PAGE),),
            replace(FOUND, handle="", source="{root}" + BY_ID + FIELDS),
            {"handle": ID, "address": f"https://www.facebook.com/{ID}"},
        ),
        Row("a group", (), Outcome.REFUSED, {"handle": "77", "address": "https://www.facebook.com/groups/77"}),
        Row("token ended", error(190, f"token {CANARY}", 400, error_subcode=463), Outcome.UNAUTHORISED),
        Row("permission missing", error(10, "(#10) pages_read_engagement"), Outcome.FORBIDDEN),
        Row("another permission missing", error(200), Outcome.FORBIDDEN),
        Row("feature missing", error(100, "(#100) Page Public Content Access"), Outcome.FORBIDDEN),
        Row("too many for the application", error(4, status=403), Outcome.TOO_MANY, pause=HOUR),
        Row("too many for the person", error(17), Outcome.TOO_MANY, pause=HOUR),
        Row("too many for the page", error(32), Outcome.TOO_MANY, pause=HOUR),
        Row("too many for the business", error(80_001), Outcome.TOO_MANY, pause=HOUR),
        Row("too many of this call", error(613), Outcome.TOO_MANY, pause=HOUR),
        Row("a fault of theirs", error(2, status=500), Outcome.UNAVAILABLE),
        Row("an error beside a 200", error(190, status=200), Outcome.UNAUTHORISED),
        Row("a code that nobody knows", error(999_999), Outcome.UNREADABLE),
        Row("a code that is none", (Reply(NAME, {"error": {"code": []}}, 400),), Outcome.UNREADABLE),
    ),
    impossible={
        "suspended": "answered as no object",
        "hidden": "the number of a page is always public",
    },
)
