"""Telegram: the members of a channel or a group (`getChatMemberCount`), by its number once it is known.

With a bot of the institution's, whose token stands in the path of every call: what is kept as the source leaves it out. A bot
counts public channels and groups, and private ones that it is in. Limit: thirty calls a second
(core.telegram.org/bots/faq, "My bot is hitting limits"). Documented at core.telegram.org/bots/api ("getChat",
"getChatMemberCount", "ResponseParameters": `retry_after`).
"""

import re
from typing import Any
from urllib.parse import quote, urlsplit

from registry.followers.collectors.base import Asked, Failed, Found, Limit, dig, fetch, measured, root, text, token_of
from registry.followers.states import Metric, Outcome

SLUGS = ("telegram",)
BASE = "https://api.telegram.org"
NEEDS_TOKEN = True
LIMIT = Limit(30, 1)
CALLS = 2

# The type of a chat → what is counted of it; a person has no followers.
METRICS = {"channel": Metric.SUBSCRIBERS, "supergroup": Metric.MEMBERS, "group": Metric.MEMBERS}
# Where a chat is known by a name: neither an invitation nor a telephone number.
NAMED = ("t.me",)
NAME = re.compile(r"/[A-Za-z]\w{2,40}/?")
ABSENT = ("chat not found", "username_invalid", "username_not_occupied")


def read(asked: Asked) -> Found:
    """The number is the chat's `id`, which a new name keeps."""
    address = urlsplit(asked.address)
    if not asked.stable_id and (address.hostname not in NAMED or not NAME.fullmatch(address.path)):
        raise Failed(Outcome.REFUSED, "only a public name leads to a chat")
    who = quote(asked.stable_id or f"@{asked.handle}", safe="")
    chat = dig(_ask(asked, f"getChat?chat_id={who}"), "result")
    kind = text(dig(chat, "type"))
    if kind not in METRICS:
        raise Failed(Outcome.REFUSED, "neither a channel nor a group")
    counting = f"getChatMemberCount?chat_id={who}"
    return measured(
        asked,
        dig(_ask(asked, counting), "result"),
        metric=METRICS[kind],
        stable_id=dig(chat, "id"),
        handle=chat.get("username", ""),
        source=f"{root(asked)}/{counting}",
    )


def _ask(asked: Asked, method: str) -> Any:
    return fetch(f"{root(asked)}/bot{quote(token_of(asked), safe=':')}/{method}", told=_told)


def _told(status: int, body: Any) -> Failed | None:
    if not isinstance(body, dict) or body.get("ok") is not False:
        return None
    words = text(body.get("description")).lower()
    if status == 400 and any(absent in words for absent in ABSENT):
        return Failed(Outcome.UNKNOWN, "chat not found")
    # What has no such method is a token that is none.
    if status == 404:
        return Failed(Outcome.UNAUTHORISED, "HTTP 404, no such bot")
    if status != 429:
        return None
    parameters = body.get("parameters")
    asks = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return Failed(Outcome.TOO_MANY, "HTTP 429", float(asks) if isinstance(asks, int) else None)
