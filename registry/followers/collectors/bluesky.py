"""Bluesky: `followersCount` of `app.bsky.actor.getProfile`, by the account's DID once it is known.

Without a token, from the public AppView (docs.bsky.app/docs/advanced-guides/api-directory). Limit: 3,000 calls in five
minutes for one address of ours, as its answers say in `RateLimit-Policy`
(docs.bsky.app/docs/advanced-guides/rate-limits).
"""

from typing import Any
from urllib.parse import quote

from registry.followers.collectors.base import Asked, Failed, Found, Limit, dig, fetch, measured, root, seek, text
from registry.followers.states import Outcome

SLUGS = ("bluesky",)
BASE = "https://public.api.bsky.app"
NEEDS_TOKEN = False
LIMIT = Limit(3_000, 300)

ERRORS = {
    "AccountTakedown": Outcome.SUSPENDED,
    "AccountSuspended": Outcome.SUSPENDED,
    "AccountDeactivated": Outcome.UNKNOWN,
    # "Profile not found", and a name that cannot be one.
    "InvalidRequest": Outcome.UNKNOWN,
}
# What the AppView writes in place of a name whose domain no longer leads to the account.
NO_NAME = "handle.invalid"


def read(asked: Asked) -> Found:
    """A DID outlives every name."""
    actor = asked.stable_id or asked.handle
    source = f"{root(asked)}/xrpc/app.bsky.actor.getProfile?actor={quote(actor, safe=':')}"
    body = fetch(source, told=_told)
    name = dig(body, "handle")
    # The register may know the account by its DID; then it has no name to compare.
    handle = "" if name == NO_NAME or asked.handle.startswith("did:") else name
    return measured(asked, dig(body, "followersCount"), stable_id=dig(body, "did"), handle=handle, source=source)


def _told(status: int, body: Any) -> Failed | None:
    word = text(seek(body, "error"))
    return Failed(ERRORS[word], word) if status == 400 and word in ERRORS else None
