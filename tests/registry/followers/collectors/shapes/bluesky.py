"""Bluesky."""

from dataclasses import replace

from registry.followers.collectors.base import Found
from registry.followers.states import Metric, Outcome
from tests.registry.followers.collectors.shape import Reply, Row, Shape

PATH = "/xrpc/app.bsky.actor.getProfile"
DID = "did:plc:ab3cd4ef5gh6ij7kl2mn3op4"
PROFILE = {
    "did": DID,
    "handle": "harbour.example",
    "displayName": "Harbour",
    "associated": {"lists": 1, "labeler": False},
    "labels": [],
    "createdAt": "2024-02-03T10:00:00.000Z",
    "followersCount": 812,
    "followsCount": 12,
    "postsCount": 99,
}
FOUND = Found(812, Metric.FOLLOWERS, True, DID, "harbour.example", "{root}" + PATH + "?actor=harbour.example")
BY_DID = replace(FOUND, source="{root}" + PATH + f"?actor={DID}")


def says(error: str, message: str) -> tuple[Reply, ...]:
    return (Reply(PATH, {"error": error, "message": message}, 400),)


SHAPE = Shape(
    slug="bluesky",
    asked={"handle": "harbour.example", "address": "https://bsky.app/profile/harbour.example"},
    replies=(Reply(PATH, PROFILE, query={"actor": "harbour.example"}),),
    figure=("followersCount",),
    found=FOUND,
    rows=(
        Row("unknown", says("InvalidRequest", "Profile not found"), Outcome.UNKNOWN),
        Row("no name", says("InvalidRequest", "Error: actor must be a valid did or a handle"), Outcome.UNKNOWN),
        Row("suspended", says("AccountTakedown", "Account has been suspended"), Outcome.SUSPENDED),
        Row("deactivated", says("AccountDeactivated", "Account is deactivated"), Outcome.UNKNOWN),
        Row("another mistake", says("BadQuery", "…"), Outcome.UNREADABLE),
        Row(
            "renamed",
            (Reply(PATH, PROFILE | {"handle": "port.example"}, query={"actor": DID}),),
            replace(BY_DID, handle="port.example"),
            {"stable_id": DID},
        ),
        Row(
            "a name whose domain is lost",
            (Reply(PATH, PROFILE | {"handle": "handle.invalid"}, query={"actor": DID}),),
            replace(BY_DID, handle=""),
            {"stable_id": DID},
        ),
        Row(
            "registered by its number",
            (Reply(PATH, PROFILE, query={"actor": DID}),),
            replace(BY_DID, handle=""),
            {"handle": DID, "address": f"https://bsky.app/profile/{DID}"},
        ),
        Row(
            "limit with the draft's headers",
            (Reply(PATH, {}, 429, {"RateLimit-Limit": "3000", "RateLimit-Remaining": "0", "RateLimit-Reset": "77"}),),
            Outcome.TOO_MANY,
            pause=77.0,
        ),
    ),
    impossible={"hidden": "the number is always public"},
)
