"""Threads."""

from dataclasses import replace

from registry.followers.collectors.base import Found
from registry.followers.states import Metric, Outcome
from tests.registry.followers.collectors.shape import CANARY, Reply, Row, Shape

OWN = "7700880099"
ME = Reply("/me", {"id": OWN, "username": "institution.lab"}, wants={"Authorization": f"Bearer {CANARY}"})
LOOKUP = "/profile_lookup"
PROFILE = {"username": "harbour.lab", "follower_count": 640}
FOUND = Found(
    640,
    Metric.FOLLOWERS,
    True,
    "",
    "harbour.lab",
    "{root}/profile_lookup?username=harbour.lab&fields=username,follower_count",
)
INSIGHTS = f"/{OWN}/threads_insights"
TOTAL = {"data": [{"name": "followers_count", "period": "day", "total_value": {"value": 1_200}, "id": "x"}]}
MINE = Found(1_200, Metric.FOLLOWERS, True, OWN, "institution.lab", "{root}" + INSIGHTS + "?metric=followers_count")
OWN_NAME = {"handle": "institution.lab", "address": "https://www.threads.com/@institution.lab"}


def error(code: int, path: str, **more: object) -> Reply:
    return Reply(path, {"error": {"message": "…", "type": "THApiException", "code": code} | more}, 400)


SHAPE = Shape(
    slug="threads",
    asked={"handle": "harbour.lab", "address": "https://www.threads.com/@harbour.lab", "token": CANARY},
    replies=(ME, Reply(LOOKUP, PROFILE, query={"username": "harbour.lab"})),
    figure=("follower_count",),
    found=FOUND,
    rows=(
        Row("unknown", (ME, error(110, LOOKUP)), Outcome.UNKNOWN),
        Row("the institution's own", (ME, Reply(INSIGHTS, TOTAL, query={"metric": "followers_count"})), MINE, OWN_NAME),
        Row(
            "renamed",
            (Reply("/me", {"id": OWN, "username": "port.lab"}), Reply(INSIGHTS, TOTAL)),
            replace(MINE, handle="port.lab"),
            OWN_NAME | {"stable_id": OWN},
        ),
        Row(
            "the name of the institution's own, once another's",
            (ME, Reply(LOOKUP, PROFILE | {"username": "institution.lab"})),
            replace(FOUND, handle="institution.lab", source=FOUND.source.replace("harbour.lab", "institution.lab")),
            OWN_NAME | {"stable_id": "111"},
        ),
        Row("insights of another shape", (ME, Reply(INSIGHTS, {"data": []})), Outcome.UNREADABLE, OWN_NAME),
        Row("token ended", (error(190, "/me"),), Outcome.UNAUTHORISED),
        Row("permission missing", (ME, error(10, LOOKUP)), Outcome.FORBIDDEN),
        Row("too many", (ME, error(4, LOOKUP)), Outcome.TOO_MANY, pause=3_600.0),
    ),
    impossible={
        "suspended": "answered as unknown",
        "hidden": "the discovery gives public profiles only",
    },
)
