"""Reddit."""

from base64 import b64encode

from registry.followers.collectors.base import Found
from registry.followers.states import Metric, Outcome
from tests.registry.followers.collectors.shape import CANARY, Reply, Row, Shape

USER, COMMUNITY, EXCHANGE = "/user/harbour-lab/about", "/r/harbour/about", "/api/v1/access_token"
AGENT = {"User-Agent": "web:carrefour:1 (+https://carrefour.example)"}
PERSON = {
    "id": "9xk2ab",
    "name": "harbour-lab",
    "is_suspended": False,
    "subreddit": {"display_name": "u_harbour-lab", "name": "t5_zz11", "subscribers": 74, "subreddit_type": "user"},
}
PLACE = {"id": "3zz99", "name": "t5_3zz99", "display_name": "harbour", "subscribers": 1_902, "subreddit_type": "public"}
FOUND = Found(74, Metric.FOLLOWERS, True, "t2_9xk2ab", "harbour-lab", "{root}" + USER + "?raw_json=1")
MEMBERS = Found(1_902, Metric.MEMBERS, True, "t5_3zz99", "harbour", "{root}" + COMMUNITY + "?raw_json=1")
THERE = {"handle": "harbour", "address": "https://www.reddit.com/r/harbour"}
SECRET = f"client:{CANARY}"
BASIC = {"Authorization": f"Basic {b64encode(SECRET.encode()).decode()}"} | AGENT
LONG = "a" * 900


def person(expected: Found | Outcome, name: str, **other: object) -> Row:
    return Row(name, (Reply(USER, {"kind": "t2", "data": PERSON | other}),), expected)


def refused(name: str, status: int, reason: str, expected: Outcome) -> Row:
    body = {"reason": reason, "message": "…", "error": status}
    return Row(name, (Reply(COMMUNITY, body, status),), expected, THERE)


SHAPE = Shape(
    slug="reddit",
    asked={"handle": "harbour-lab", "address": "https://www.reddit.com/user/harbour-lab", "token": CANARY},
    replies=(Reply(USER, {"kind": "t2", "data": PERSON}, wants={"Authorization": f"Bearer {CANARY}"} | AGENT),),
    figure=("data", "subreddit", "subscribers"),
    found=FOUND,
    rows=(
        Row("unknown", (Reply(USER, {"message": "Not Found", "error": 404}, 404),), Outcome.UNKNOWN),
        person(Outcome.SUSPENDED, "suspended", is_suspended=True, subreddit=None),
        person(Outcome.HIDDEN, "hidden", subreddit=None),
        person(FOUND, "as it was", is_suspended=None),
        Row("a community", (Reply(COMMUNITY, {"kind": "t5", "data": PLACE}),), MEMBERS, THERE),
        Row(
            "a community without a figure",
            (Reply(COMMUNITY, {"kind": "t5", "data": PLACE | {"subscribers": None}}),),
            Outcome.HIDDEN,
            THERE,
        ),
        Row(
            "a community that nobody made",
            (Reply(COMMUNITY, {}, 302, {"Location": "/subreddits/search?q=harbour"}),),
            Outcome.UNKNOWN,
            THERE,
        ),
        Row(
            "somebody else's by now",
            (Reply(COMMUNITY, {"kind": "t5", "data": PLACE}),),
            Outcome.UNKNOWN,
            THERE | {"stable_id": "t5_former"},
        ),
        refused("banned", 404, "banned", Outcome.SUSPENDED),
        refused("private", 403, "private", Outcome.HIDDEN),
        refused("quarantined", 403, "quarantined", Outcome.FORBIDDEN),
        Row(
            "a secret exchanged",
            (
                Reply(EXCHANGE, {"access_token": LONG, "expires_in": 86_400}, method="POST", wants=BASIC),
                Reply(USER, {"kind": "t2", "data": PERSON}, wants={"Authorization": f"Bearer {LONG}"} | AGENT),
            ),
            FOUND,
            {"token": SECRET},
        ),
        Row(
            "a secret not taken",
            (Reply(EXCHANGE, {"error": "unsupported_grant_type"}, method="POST"),),
            Outcome.UNAUTHORISED,
            {"token": SECRET},
        ),
        Row(
            "a secret withdrawn",
            (Reply(EXCHANGE, {"message": "Unauthorized", "error": 401}, 401, method="POST"),),
            Outcome.UNAUTHORISED,
            {"token": SECRET},
        ),
        Row(
            "an exchange of another shape",
            (Reply(EXCHANGE, {"access_token": "a\r\nb"}, method="POST"),),
            Outcome.UNREADABLE,
            {"token": SECRET},
        ),
        Row(
            "window spent",
            (Reply(USER, {}, 429, {"x-ratelimit-remaining": "0.0", "x-ratelimit-reset": "73"}),),
            Outcome.TOO_MANY,
            pause=73.0,
        ),
    ),
    impossible={"renamed": "a name never changes there"},
)
