"""Instagram."""

from dataclasses import replace

from registry.followers.collectors.base import Found
from registry.followers.states import Metric, Outcome
from tests.registry.followers.collectors.shape import CANARY, Reply, Row, Shape

OWN, ID = "17841400000000001", "17841400000000077"
DISCOVERY = "business_discovery.username(harbour.lab){id,username,followers_count}"
ASKED = f"?fields={DISCOVERY}".replace("{", "%7B").replace("}", "%7D")
FIELDS = "?fields=id,username,followers_count"
USER = {"id": ID, "username": "harbour.lab", "followers_count": 3_301}
FOUND = Found(3_301, Metric.FOLLOWERS, True, ID, "harbour.lab", "{root}/" + OWN + ASKED)
KNOWN = {"stable_id": ID}
BEARER = {"Authorization": f"Bearer {CANARY}"}


def error(code: int, path: str = f"/{OWN}", **more: object) -> Reply:
    return Reply(path, {"error": {"message": "…", "type": "OAuthException", "code": code} | more}, 400)


ABSENT = error(110, error_subcode=2_207_013, error_user_title="Cannot find User")
NO_OBJECT = error(100, f"/{ID}", error_subcode=33)

SHAPE = Shape(
    slug="instagram",
    asked={
        "handle": "harbour.lab",
        "address": "https://www.instagram.com/harbour.lab",
        "token": f"{OWN}:{CANARY}",
    },
    replies=(Reply(f"/{OWN}", {"business_discovery": USER, "id": OWN}, query={"fields": DISCOVERY}, wants=BEARER),),
    figure=("business_discovery", "followers_count"),
    found=FOUND,
    rows=(
        Row("unknown", (ABSENT,), Outcome.UNKNOWN),
        Row("gone", (ABSENT, NO_OBJECT), Outcome.UNKNOWN, KNOWN),
        Row(
            "renamed",
            (ABSENT, Reply(f"/{ID}", USER | {"username": "port.lab"}, wants=BEARER)),
            replace(FOUND, handle="port.lab", source="{root}/" + ID + FIELDS),
            KNOWN,
        ),
        Row(
            "renamed, and too many calls",
            (ABSENT, error(4, f"/{ID}")),
            Outcome.TOO_MANY,
            KNOWN,
            3_600.0,
        ),
        Row(
            "somebody else's by now",
            (Reply(f"/{OWN}", {"business_discovery": USER | {"id": "17841400000000099"}}),),
            Outcome.UNKNOWN,
            KNOWN,
        ),
        Row(
            "the institution's own",
            (Reply(f"/{OWN}", USER | {"id": OWN, "username": "port.lab"}, query={"fields": FIELDS[8:]}, wants=BEARER),),
            replace(FOUND, stable_id=OWN, handle="port.lab", source="{root}/" + OWN + FIELDS),
            {"stable_id": OWN},
        ),
        Row("a token without its number", (), Outcome.UNAUTHORISED, {"token": CANARY}),
        Row("a number without its token", (), Outcome.UNAUTHORISED, {"token": f"{OWN}:"}),
        Row("token ended", (error(190),), Outcome.UNAUTHORISED),
        Row("permission missing", (error(10),), Outcome.FORBIDDEN),
        Row("too many", (error(4),), Outcome.TOO_MANY, pause=3_600.0),
    ),
    impossible={
        "suspended": "answered as unknown",
        "hidden": "only professional accounts are given, and theirs is public",
    },
)
