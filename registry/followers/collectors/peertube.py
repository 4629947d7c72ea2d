"""PeerTube: `followersCount` of an account or of a channel, on its own server.

Without a token. Limit: 50 calls in ten seconds for one address of ours, on each server, unless its administrator chose
another (`rates_limit.api` of config/default.yaml in github.com/Chocobozzz/PeerTube). Documented at
docs.joinpeertube.org/api-rest-reference.html (getAccount, getVideoChannel); there is no address by number.
"""

from typing import Any
from urllib.parse import quote, urlsplit

from registry.followers.collectors.base import Asked, Failed, Found, Limit, dig, federated, fetch, host, measured, root
from registry.followers.states import Outcome

SLUGS = ("peertube",)
BASE = "https://{host}"
NEEDS_TOKEN = False
LIMIT = Limit(50, 10)
# The account and the channel of a name that could be either.
CALLS = 2

PLACES = {"/a/": ("accounts",), "/c/": ("video-channels",), "/@": ("accounts", "video-channels")}


def read(asked: Asked) -> Found:
    """Of the addresses with "@" only the server knows whether an account or a channel is meant: no two share a name there."""
    source, body = _first(asked)
    server = host(asked)
    name = dig(body, "name")
    return measured(
        asked,
        dig(body, "followersCount"),
        stable_id=federated(dig(body, "id"), asked),
        handle=f"{name}@{server}" if isinstance(name, str) else "",
        source=source,
    )


def _first(asked: Asked) -> tuple[str, Any]:
    path = urlsplit(asked.address).path
    kinds = next((kinds for start, kinds in PLACES.items() if path.startswith(start)), ("accounts",))
    name = quote(asked.handle.partition("@")[0], safe="")
    missing = Failed(Outcome.UNKNOWN)
    for kind in kinds:
        source = f"{root(asked)}/api/v1/{kind}/{name}"
        try:
            return source, fetch(source)
        except Failed as failed:
            if failed.outcome != Outcome.UNKNOWN:
                raise
            missing = failed
    raise missing
