"""TikTok."""

from dataclasses import replace

from registry.followers.collectors.base import Found
from registry.followers.states import Metric, Outcome
from tests.registry.followers.collectors.shape import CANARY, Reply, Row, Shape

RESEARCH, DISPLAY, EXCHANGE = "/research/user/info/", "/user/info/", "/oauth/token/"
OK = {"error": {"code": "ok", "message": "", "log_id": "x"}}
PROFILE = {"data": {"display_name": "Harbour", "follower_count": 9_040}} | OK
SENT = {"username": "harbour.lab"}
FOUND = Found(9_040, Metric.FOLLOWERS, True, "", "", "{root}" + RESEARCH + "?fields=display_name,follower_count")
ID = "-000abcDEF"
ACCOUNT = {"open_id": ID, "username": "harbour.lab", "follower_count": 9_041}
OWN = Found(
    9_041, Metric.FOLLOWERS, True, ID, "harbour.lab", "{root}" + DISPLAY + "?fields=open_id,username,follower_count"
)
ACT, SECRET = {"token": f"act.{CANARY}"}, {"token": f"key:{CANARY}"}


def error(code: str, status: int, message: str = "…", path: str = RESEARCH, method: str = "POST") -> tuple[Reply, ...]:
    return (Reply(path, {"data": {}, "error": {"code": code, "message": message}}, status, method=method),)


def own(name: str, expected: Found | Outcome, stable_id: str = "", **other: object) -> Row:
    reply = Reply(DISPLAY, {"data": {"user": ACCOUNT | other}} | OK, wants={"Authorization": f"Bearer act.{CANARY}"})
    return Row(name, (reply,), expected, ACT | {"stable_id": stable_id})


SHAPE = Shape(
    slug="tiktok",
    asked={"handle": "harbour.lab", "address": "https://www.tiktok.com/@harbour.lab", "token": f"clt.{CANARY}"},
    replies=(Reply(RESEARCH, PROFILE, method="POST", sent=SENT, wants={"Authorization": f"Bearer clt.{CANARY}"}),),
    figure=("data", "follower_count"),
    found=FOUND,
    rows=(
        Row("unknown", error("invalid_params", 400, "cannot find the user"), Outcome.UNKNOWN),
        Row("another mistake", error("invalid_params", 400, "fields"), Outcome.UNREADABLE),
        own("the token's own", OWN),
        own("renamed", replace(OWN, handle="port.lab"), ID, username="port.lab"),
        own("another account's token", Outcome.FORBIDDEN, username="port.lab"),
        own("another account's token, known by its number", Outcome.FORBIDDEN, "-111"),
        Row(
            "a secret exchanged",
            (
                Reply(EXCHANGE, {"access_token": "clt.fresh", "expires_in": 7_200}, method="POST"),
                Reply(RESEARCH, PROFILE, method="POST", sent=SENT, wants={"Authorization": "Bearer clt.fresh"}),
            ),
            FOUND,
            SECRET,
        ),
        Row(
            "a secret not taken",
            (Reply(EXCHANGE, {"error": "invalid_client", "error_description": CANARY}, method="POST"),),
            Outcome.UNAUTHORISED,
            SECRET,
        ),
        Row("an exchange of another shape", (Reply(EXCHANGE, {}, method="POST"),), Outcome.UNREADABLE, SECRET),
        Row("token ended", error("access_token_invalid", 401), Outcome.UNAUTHORISED),
        Row("not allowed", error("scope_not_authorized", 401), Outcome.FORBIDDEN),
        Row("an error beside a 200", error("rate_limit_exceeded", 200), Outcome.TOO_MANY),
        Row("quota of the day", error("daily_quota_limit_exceeded", 429), Outcome.TOO_MANY),
        Row("a fault of theirs", error("internal_error", 500), Outcome.UNAVAILABLE),
    ),
    impossible={
        "suspended": "answered as unknown",
        "hidden": "the number is always public",
    },
)
