"""Mastodon and its kin."""

from dataclasses import replace

from registry.followers.collectors.base import Found
from registry.followers.states import Metric, Outcome
from tests.registry.followers.collectors.shape import Reply, Row, Shape

LOOKUP = "/api/v1/accounts/lookup"
ID = "119200300400500600"
BY_ID = f"/api/v1/accounts/{ID}"
ACCOUNT = {
    "id": ID,
    "username": "harbour",
    "acct": "harbour",
    "display_name": "Harbour",
    "locked": False,
    "discoverable": None,
    "created_at": "2022-11-03T00:00:00.000Z",
    "url": "https://social.example/@harbour",
    "followers_count": 4_210,
    "following_count": 3,
    "statuses_count": 640,
    "last_status_at": "2026-03-01",
    "hide_collections": True,
    "emojis": [],
    "fields": [{"name": "Web", "value": "example", "verified_at": None}],
}
FOUND = Found(
    4_210, Metric.FOLLOWERS, True, f"{ID}@social.example", "harbour@social.example", "{root}" + LOOKUP + "?acct=harbour"
)
KNOWN = {"stable_id": f"{ID}@social.example"}
GONE = {"error": "Record not found"}


def row(name, expected, asked=None, **other) -> Row:
    """The account with ``other`` fields, looked up by its name."""
    return Row(name, (Reply(LOOKUP, ACCOUNT | other, query={"acct": "harbour"}),), expected, asked or {})


SHAPE = Shape(
    slug="mastodon",
    asked={"handle": "harbour@social.example", "address": "https://social.example/@harbour"},
    replies=(Reply(LOOKUP, ACCOUNT, query={"acct": "harbour"}),),
    figure=("followers_count",),
    found=FOUND,
    rows=(
        Row("unknown", (Reply(LOOKUP, GONE, 404),), Outcome.UNKNOWN),
        Row("gone", (Reply(BY_ID, {"error": "Gone"}, 410),), Outcome.UNKNOWN, KNOWN),
        Row("by its number", (Reply(BY_ID, ACCOUNT),), replace(FOUND, source="{root}" + BY_ID), KNOWN),
        Row(
            "renamed",
            (Reply(BY_ID, ACCOUNT | {"username": "port", "acct": "port"}),),
            replace(FOUND, source="{root}" + BY_ID, handle="port@social.example"),
            KNOWN,
        ),
        row(
            "moved to another server",
            replace(FOUND, handle="harbour@other.example"),
            moved=ACCOUNT | {"acct": "harbour@other.example"},
        ),
        row("moved on its own server", replace(FOUND, handle="port@social.example"), moved=ACCOUNT | {"acct": "port"}),
        row("known by another server's number", FOUND, {"stable_id": "77@former.example"}),
        row("suspended", Outcome.SUSPENDED, suspended=True, followers_count=0),
        row("limited", FOUND, limited=True),
        row("hidden", Outcome.HIDDEN, followers_count=-1),
        row("hidden as Pleroma does", Outcome.HIDDEN, followers_count=0, pleroma={"hide_followers_count": True}),
        row("shown as Pleroma does", FOUND, pleroma={"hide_followers_count": False}),
        Row(
            "limit with a moment",
            (Reply(LOOKUP, {}, 429, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "2099-01-01T00:00:00.5Z"}),),
            Outcome.TOO_MANY,
            pause=86_400.0,
        ),
        Row(
            "members only",
            (Reply(LOOKUP, {"error": "This method requires an authenticated user"}, 422),),
            Outcome.UNREADABLE,
        ),
    ),
)
