"""Mastodon and what answers as it does (Pixelfed, Friendica, Pleroma): `followers_count` of the account on its own server.

Without a token. Limit: 300 calls in five minutes for one address of ours, on each server
(docs.joinmastodon.org/api/rate-limits). Documented at docs.joinmastodon.org/methods/accounts (`lookup`, then the account by
its number) and /entities/Account (`suspended`, `moved`); a server may hide the number: -1 (glitch-soc) or
`pleroma.hide_followers_count`.
"""

from urllib.parse import quote

from registry.followers.collectors.base import (
    Asked,
    Failed,
    Found,
    Limit,
    dig,
    federated,
    fetch,
    host,
    measured,
    own_number,
    root,
    seek,
    text,
)
from registry.followers.states import Outcome

SLUGS = ("mastodon", "pixelfed", "friendica")
BASE = "https://{host}"
NEEDS_TOKEN = False
LIMIT = Limit(300, 300)


def read(asked: Asked) -> Found:
    """The number belongs to the server that gave it: an account that moved is looked up by its name again."""
    source = f"{root(asked)}/api/v1/accounts/{_place(asked)}"
    body = fetch(source)
    if seek(body, "suspended"):
        raise Failed(Outcome.SUSPENDED, "suspended")
    followers = dig(body, "followers_count")
    if followers == -1 or seek(body, "pleroma", "hide_followers_count"):
        raise Failed(Outcome.HIDDEN, "the number is hidden")
    name = text(seek(body, "moved", "acct") or dig(body, "acct"))
    server = host(asked)
    return measured(
        asked,
        followers,
        stable_id=federated(dig(body, "id"), asked),
        handle=f"{name}@{server}" if name and "@" not in name else name,
        source=source,
    )


def _place(asked: Asked) -> str:
    number = own_number(asked)
    return quote(number, safe="") if number else f"lookup?acct={quote(asked.handle.partition('@')[0])}"
