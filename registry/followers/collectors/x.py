"""X: `public_metrics.followers_count` of the API v2, by the account's number once it is known.

With the application's bearer token. Limit: 300 calls in fifteen minutes for an application
(docs.x.com/x-api/fundamentals/rate-limits), the end of a spent window in `x-rate-limit-reset`. Documented at
docs.x.com/x-api/users/user-lookup-by-username and …/user-lookup-by-id: who is not there, or is suspended, is told in
`errors` beside a 200.
"""

from typing import Any
from urllib.parse import quote, urlsplit

from registry.followers.collectors.base import Asked, Failed, Found, Limit, dig, fetch, measured, root, text, token_of
from registry.followers.states import Outcome

SLUGS = ("x",)
BASE = "https://api.x.com/2"
NEEDS_TOKEN = True
LIMIT = Limit(300, 900)

FIELDS = "user.fields=public_metrics,protected"
TITLES = {"Not Found Error": Outcome.UNKNOWN, "Forbidden": Outcome.FORBIDDEN}
# A subscription that is used up or does not hold this address: a person has to see to it.
PAYMENT = 402


def read(asked: Asked) -> Found:
    """The number is `id`, which a new name keeps."""
    path = urlsplit(asked.address).path
    if path.startswith("/i/communities/"):
        raise Failed(Outcome.REFUSED, "the API gives no figure of communities")
    is_number = path.startswith("/i/user/")
    number = asked.stable_id or (asked.handle if is_number else "")
    place = f"users/{quote(number, safe='')}" if number else f"users/by/username/{quote(asked.handle, safe='')}"
    source = f"{root(asked)}/{place}?{FIELDS}"
    body = fetch(source, headers={"Authorization": f"Bearer {token_of(asked)}"}, told=_told)
    user = dig(body, "data")
    return measured(
        asked,
        dig(user, "public_metrics", "followers_count"),
        stable_id=dig(user, "id"),
        # An account that the register has by its number has no name to compare.
        handle="" if is_number else dig(user, "username"),
        source=source,
    )


def _told(status: int, body: Any) -> Failed | None:
    if status == PAYMENT:
        return Failed(Outcome.FORBIDDEN, "HTTP 402, the subscription does not hold this")
    if status != 200 or not isinstance(body, dict) or "data" in body:
        return None
    errors = body.get("errors")
    error = errors[0] if isinstance(errors, list) and errors and isinstance(errors[0], dict) else {}
    if "suspended" in text(error.get("detail")):
        return Failed(Outcome.SUSPENDED, "suspended")
    title = text(error.get("title"))
    return Failed(TITLES[title], title) if title in TITLES else None
