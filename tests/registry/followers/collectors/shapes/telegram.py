"""Telegram."""

from dataclasses import replace

from registry.followers.collectors.base import Found
from registry.followers.states import Metric, Outcome
from tests.registry.followers.collectors.shape import CANARY, Reply, Row, Shape

BOT = f"/bot123456:{CANARY}"
CHAT, MEMBERS = f"{BOT}/getChat", f"{BOT}/getChatMemberCount"
ID = -1_001_234_567_890
CHANNEL = {"id": ID, "title": "Harbour", "username": "harbour_lab", "type": "channel"}
COUNT = Reply(MEMBERS, {"ok": True, "result": 5_120})
FOUND = Found(
    5_120, Metric.SUBSCRIBERS, True, str(ID), "harbour_lab", "{root}/getChatMemberCount?chat_id=%40harbour_lab"
)
KNOWN = {"stable_id": str(ID)}


def chat(query: str = "@harbour_lab", **other: object) -> Reply:
    return Reply(CHAT, {"ok": True, "result": CHANNEL | other}, query={"chat_id": query})


def error(code: int, words: str, **more: object) -> tuple[Reply, ...]:
    return (Reply(CHAT, {"ok": False, "error_code": code, "description": words} | more, code),)


SHAPE = Shape(
    slug="telegram",
    asked={"handle": "harbour_lab", "address": "https://t.me/harbour_lab", "token": f"123456:{CANARY}"},
    replies=(chat(), COUNT),
    figure=("result",),
    found=FOUND,
    rows=(
        Row("unknown", error(400, "Bad Request: chat not found"), Outcome.UNKNOWN),
        Row("gone", error(400, "Bad Request: chat not found"), Outcome.UNKNOWN, KNOWN),
        Row("a group", (chat(type="supergroup"), COUNT), replace(FOUND, metric=Metric.MEMBERS)),
        Row("a person", (chat(type="private"),), Outcome.REFUSED),
        Row("a type that is none", (chat(type=[]),), Outcome.REFUSED),
        Row(
            "renamed",
            (chat(str(ID), username="port_lab"), COUNT),
            replace(FOUND, handle="port_lab", source="{root}" + f"/getChatMemberCount?chat_id={ID}"),
            KNOWN,
        ),
        Row("somebody else's by now", (chat("-77"), COUNT), Outcome.UNKNOWN, {"stable_id": "-77"}),
        Row("an invitation", (), Outcome.REFUSED, {"address": "https://t.me/+AAAAAEkk2WdoDrB4"}),
        Row("a number of the web application", (), Outcome.REFUSED, {"address": "https://web.telegram.org/k/#-212"}),
        Row("another mistake", error(400, "Bad Request: odd"), Outcome.UNREADABLE),
        Row("bot thrown out", error(403, "Forbidden: bot was kicked from the channel chat"), Outcome.FORBIDDEN),
        Row("token withdrawn", error(401, "Unauthorized"), Outcome.UNAUTHORISED),
        Row("token that is none", error(404, "Not Found"), Outcome.UNAUTHORISED),
        Row(
            "too many, with seconds in the body",
            error(429, "Too Many Requests: retry after 14", parameters={"retry_after": 14}),
            Outcome.TOO_MANY,
            pause=14.0,
        ),
        Row("too many, without", error(429, "Too Many Requests", parameters=None), Outcome.TOO_MANY),
    ),
    impossible={
        "suspended": "answered as unknown",
        "hidden": "the number of a public chat is always given",
    },
)
