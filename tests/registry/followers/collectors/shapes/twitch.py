"""Twitch."""

from dataclasses import replace

from registry.followers.collectors.base import Found
from registry.followers.states import Metric, Outcome
from tests.registry.followers.collectors.shape import CANARY, Reply, Row, Shape

ID = "45210003"
WANTS = {"Authorization": f"Bearer {CANARY}", "Client-Id": "clientclient"}
CHANNEL = {"id": ID, "login": "harbour_lab", "display_name": "Harbour_Lab", "type": "", "broadcaster_type": ""}
USERS, FOLLOWERS = "/users", "/channels/followers"
TOTAL = Reply(FOLLOWERS, {"total": 812, "data": [], "pagination": {}}, query={"broadcaster_id": ID}, wants=WANTS)
FOUND = Found(812, Metric.FOLLOWERS, True, ID, "harbour_lab", "{root}/channels/followers?broadcaster_id=" + ID)
KNOWN = {"stable_id": ID}

SHAPE = Shape(
    slug="twitch",
    asked={"handle": "harbour_lab", "address": "https://www.twitch.tv/harbour_lab", "token": f"clientclient:{CANARY}"},
    replies=(Reply(USERS, {"data": [CHANNEL]}, query={"login": "harbour_lab"}, wants=WANTS), TOTAL),
    figure=("total",),
    found=FOUND,
    rows=(
        Row("unknown", (Reply(USERS, {"data": []}),), Outcome.UNKNOWN),
        Row("gone", (Reply(USERS, {"data": []}, query={"id": ID}),), Outcome.UNKNOWN, KNOWN),
        Row("no name", (Reply(USERS, {"error": "Bad Request", "status": 400}, 400),), Outcome.UNKNOWN),
        Row(
            "renamed",
            (Reply(USERS, {"data": [CHANNEL | {"login": "port_lab"}]}, query={"id": ID}), TOTAL),
            replace(FOUND, handle="port_lab"),
            KNOWN,
        ),
        Row("a team", (), Outcome.REFUSED, {"address": "https://www.twitch.tv/team/harbour"}),
        Row("a token without its client", (), Outcome.UNAUTHORISED, {"token": CANARY}),
        Row(
            "token ended",
            (Reply(USERS, {"error": "Unauthorized", "status": 401, "message": "Invalid OAuth token"}, 401),),
            Outcome.UNAUTHORISED,
        ),
        Row(
            "points spent",
            (Reply(USERS, {}, 429, {"Ratelimit-Remaining": "0", "Ratelimit-Reset": "4000000000"}),),
            Outcome.TOO_MANY,
            pause=86_400.0,
        ),
    ),
    impossible={
        "suspended": "answered as unknown",
        "hidden": "the total is always public",
    },
)
