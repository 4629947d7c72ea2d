"""X."""

from dataclasses import replace

from registry.followers.collectors.base import Found
from registry.followers.states import Metric, Outcome
from tests.registry.followers.collectors.shape import CANARY, Reply, Row, Shape

NAME = "/users/by/username/harbour_lab"
ID = "4521000333"
BY_ID = f"/users/{ID}"
FIELDS = "?user.fields=public_metrics,protected"
USER = {
    "id": ID,
    "name": "Harbour",
    "username": "harbour_lab",
    "protected": False,
    "public_metrics": {"followers_count": 2_718, "following_count": 3, "tweet_count": 9, "listed_count": 1},
}
FOUND = Found(2_718, Metric.FOLLOWERS, True, ID, "harbour_lab", "{root}" + NAME + FIELDS)
KNOWN = {"stable_id": ID}


def errors(title: str, detail: str, path: str = NAME) -> tuple[Reply, ...]:
    error = {"value": "harbour_lab", "detail": detail, "title": title, "resource_type": "user", "parameter": "username"}
    return (Reply(path, {"errors": [error]}),)


SHAPE = Shape(
    slug="x",
    asked={"handle": "harbour_lab", "address": "https://x.com/harbour_lab", "token": CANARY},
    replies=(
        Reply(
            NAME,
            {"data": USER},
            query={"user.fields": "public_metrics,protected"},
            wants={"Authorization": f"Bearer {CANARY}"},
        ),
    ),
    figure=("data", "public_metrics", "followers_count"),
    found=FOUND,
    rows=(
        Row(
            "unknown",
            errors("Not Found Error", "Could not find user with username: [harbour_lab]."),
            Outcome.UNKNOWN,
        ),
        Row("suspended", errors("Forbidden", "User has been suspended: [harbour_lab]."), Outcome.SUSPENDED),
        Row("not for this token", errors("Forbidden", "Not allowed."), Outcome.FORBIDDEN),
        Row("an error that nobody knows", errors("Odd Error", "?"), Outcome.UNREADABLE),
        Row("gone", errors("Not Found Error", "Could not find user with id: [x].", BY_ID), Outcome.UNKNOWN, KNOWN),
        Row(
            "renamed",
            (Reply(BY_ID, {"data": USER | {"username": "port_lab"}}),),
            replace(FOUND, handle="port_lab", source="{root}" + BY_ID + FIELDS),
            KNOWN,
        ),
        Row(
            "registered by its number",
            (Reply(BY_ID, {"data": USER}),),
            replace(FOUND, handle="", source="{root}" + BY_ID + FIELDS),
            {"handle": ID, "address": f"https://x.com/i/user/{ID}"},
        ),
        Row(
            "with an error beside the data",
            (Reply(NAME, {"data": USER, "errors": [{"title": "Not Found Error", "detail": "pinned_tweet_id"}]}),),
            FOUND,
        ),
        Row("protected", (Reply(NAME, {"data": USER | {"protected": True}}),), FOUND),
        Row("a community", (), Outcome.REFUSED, {"handle": "77", "address": "https://x.com/i/communities/77"}),
        Row(
            "subscription used up",
            (Reply(NAME, {"title": "CreditsDepleted", "detail": "…"}, 402),),
            Outcome.FORBIDDEN,
        ),
        Row(
            "window spent",
            (Reply(NAME, {"title": "Too Many Requests"}, 429, {"x-rate-limit-reset": "4000000000"}),),
            Outcome.TOO_MANY,
            pause=86_400.0,
        ),
    ),
    impossible={"hidden": "the number of a protected account is public too"},
)
