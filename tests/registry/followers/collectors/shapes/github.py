"""GitHub."""

from dataclasses import replace

from registry.followers.collectors.base import Found
from registry.followers.states import Metric, Outcome
from tests.registry.followers.collectors.shape import CANARY, Reply, Row, Shape

USER = "/users/harbour-lab"
BY_ID = "/user/5600700"
BODY = {
    "login": "harbour-lab",
    "id": 5_600_700,
    "node_id": "O_abc",
    "type": "Organization",
    "public_repos": 12,
    "followers": 340,
    "following": 0,
    "company": None,
}
FOUND = Found(340, Metric.FOLLOWERS, True, "5600700", "harbour-lab", "{root}" + USER)
SPENT = {"X-RateLimit-Limit": "60", "X-RateLimit-Remaining": "0"}

SHAPE = Shape(
    slug="github",
    asked={"handle": "harbour-lab", "address": "https://github.com/harbour-lab"},
    replies=(Reply(USER, BODY),),
    figure=("followers",),
    found=FOUND,
    rows=(
        Row("unknown", (Reply(USER, {"message": "Not Found", "status": "404"}, 404),), Outcome.UNKNOWN),
        Row("a person", (Reply(USER, BODY | {"type": "User"}),), FOUND),
        Row(
            "with a token", (Reply(USER, BODY, wants={"Authorization": f"Bearer {CANARY}"}),), FOUND, {"token": CANARY}
        ),
        Row(
            "renamed",
            (Reply(BY_ID, BODY | {"login": "port-lab"}),),
            replace(FOUND, handle="port-lab", source="{root}" + BY_ID),
            {"stable_id": "5600700"},
        ),
        Row("gone", (Reply(BY_ID, {"message": "Not Found"}, 404),), Outcome.UNKNOWN, {"stable_id": "5600700"}),
        Row(
            "window spent",
            (Reply(USER, {}, 403, SPENT | {"X-RateLimit-Reset": "1000000000"}),),
            Outcome.TOO_MANY,
            pause=0.0,
        ),
        Row(
            "window spent, 429",
            (Reply(USER, {}, 429, SPENT | {"X-RateLimit-Reset": "4000000000"}),),
            Outcome.TOO_MANY,
            pause=86_400.0,
        ),
        Row("secondary limit", (Reply(USER, {}, 403, {"Retry-After": "60"}),), Outcome.TOO_MANY, pause=60.0),
        Row(
            "token withdrawn",
            (Reply(USER, {"message": "Bad credentials"}, 401),),
            Outcome.UNAUTHORISED,
            {"token": CANARY},
        ),
        Row("token that no header holds", (), Outcome.UNAUTHORISED, {"token": f"{CANARY}\r\nHost: x"}),
    ),
    impossible={
        "suspended": "answered as unknown",
        "hidden": "the number is always public",
    },
)
