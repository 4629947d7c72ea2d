"""Twitch: `total` of a channel's followers, by the channel's number once it is known.

The token is written "client:token": every call names the application too (`Client-Id`). Limit: 800 points a minute for an
application, one for each call (dev.twitch.tv/docs/api/guide, "Rate limits"), the end of a spent window in
`Ratelimit-Reset`. Documented at dev.twitch.tv/docs/api/reference ("Get Users", "Get Channel Followers": the total is given
to every token). A suspended channel is answered as an unknown one.
"""

from typing import Any
from urllib.parse import quote, urlsplit

from registry.followers.collectors.base import Asked, Failed, Found, Limit, dig, fetch, measured, root, text, token_of
from registry.followers.states import Outcome

SLUGS = ("twitch",)
BASE = "https://api.twitch.tv/helix"
NEEDS_TOKEN = True
LIMIT = Limit(800, 60)
CALLS = 2


def read(asked: Asked) -> Found:
    """The number is `id`, which a new name keeps."""
    if urlsplit(asked.address).path.startswith("/team/"):
        raise Failed(Outcome.REFUSED, "the API gives no figure of teams")
    client, _, token = token_of(asked).partition(":")
    if not token:
        raise Failed(Outcome.UNAUTHORISED, "the token is written client:token")
    headers = {"Authorization": f"Bearer {token}", "Client-Id": client}
    who = f"id={quote(asked.stable_id, safe='')}" if asked.stable_id else f"login={quote(asked.handle, safe='')}"
    users = dig(fetch(f"{root(asked)}/users?{who}", headers=headers, told=_told), "data")
    if not users:
        raise Failed(Outcome.UNKNOWN, "no such channel")
    user = dig(users, 0)
    source = f"{root(asked)}/channels/followers?broadcaster_id={quote(text(dig(user, 'id')), safe='')}"
    total = dig(fetch(source, headers=headers), "total")
    return measured(asked, total, stable_id=dig(user, "id"), handle=dig(user, "login"), source=source)


def _told(status: int, _body: Any) -> Failed | None:
    # A name that cannot be one.
    return Failed(Outcome.UNKNOWN, "HTTP 400") if status == 400 else None
