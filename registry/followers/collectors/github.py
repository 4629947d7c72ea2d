"""GitHub: `followers` of a person or an organisation, by the account's number once it is known.

Limit: 60 calls an hour without a token, 5,000 with one
(docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api); what is beyond is a 403 or a 429. Documented at
docs.github.com/rest/users/users ("Get a user", "Get a user using their ID"); both answer for organisations too. A suspended
account is answered as an unknown one.
"""

from urllib.parse import quote

from registry.followers.collectors.base import Asked, Found, Limit, dig, fetch, measured, root, token_of
from registry.followers.states import Metric

SLUGS = ("github",)
BASE = "https://api.github.com"
NEEDS_TOKEN = False
LIMIT = Limit(60, 3_600, with_token=5_000)

VERSION = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}


def read(asked: Asked) -> Found:
    """The number is `id`, which a new login keeps."""
    place = f"user/{quote(asked.stable_id, safe='')}" if asked.stable_id else f"users/{quote(asked.handle, safe='')}"
    source = f"{root(asked)}/{place}"
    body = fetch(source, headers=VERSION | _authorization(asked))
    return measured(
        asked,
        dig(body, "followers"),
        metric=Metric.FOLLOWERS,
        stable_id=dig(body, "id"),
        handle=dig(body, "login"),
        source=source,
    )


def _authorization(asked: Asked) -> dict[str, str]:
    return {"Authorization": f"Bearer {token_of(asked)}"} if asked.token else {}
