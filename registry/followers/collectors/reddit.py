"""Reddit: the subscribers of a community, or the followers of a person's profile (`subreddit.subscribers` of the user).

The token is written "client:secret" and exchanged for one that lasts a day (grant `client_credentials`,
github.com/reddit-archive/reddit/wiki/OAuth2, "Application Only OAuth"); a bearer token given as it is serves too, as long
as it lasts. Limit: 100 calls a minute for an application, named in `User-Agent` as Reddit asks
(support.reddithelp.com/hc/articles/16160319875092). Documented at reddit.com/dev/api (`/r/{subreddit}/about`,
`/user/{username}/about`). Names never change there; the number tells a name that was taken anew.
"""

from base64 import b64encode
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings

from registry.followers.collectors.base import (
    Asked,
    Failed,
    Found,
    Limit,
    bearer_in,
    dig,
    fetch,
    measured,
    root,
    text,
    token_of,
)
from registry.followers.states import Metric, Outcome

SLUGS = ("reddit",)
BASE = "https://oauth.reddit.com"
NEEDS_TOKEN = True
LIMIT = Limit(100, 60)
CALLS = 2

EXCHANGE = "https://www.reddit.com"
REASONS = {"banned": Outcome.SUSPENDED, "private": Outcome.HIDDEN, "quarantined": Outcome.FORBIDDEN}
# A community that nobody made: the API leads to the search.
NOWHERE = (301, 302)


def read(asked: Asked) -> Found:
    """The number is the thing's full name: t5_… of a community, t2_… of a person."""
    headers = {"Authorization": f"Bearer {_bearer(asked)}", "User-Agent": _agent()}
    is_community = urlsplit(asked.address).path.startswith("/r/")
    source = f"{root(asked)}/{'r' if is_community else 'user'}/{quote(asked.handle, safe='')}/about?raw_json=1"
    thing = dig(fetch(source, headers=headers, told=_of_a_community if is_community else _told), "data")
    return _community(asked, thing, source) if is_community else _person(asked, thing, source)


def _community(asked: Asked, thing: Any, source: str) -> Found:
    value, name = dig(thing, "subscribers"), dig(thing, "display_name")
    if value is None:
        raise Failed(Outcome.HIDDEN, "no subscribers")
    return measured(asked, value, metric=Metric.MEMBERS, stable_id=dig(thing, "name"), handle=name, source=source)


def _person(asked: Asked, thing: Any, source: str) -> Found:
    if isinstance(thing, dict) and thing.get("is_suspended") is True:
        raise Failed(Outcome.SUSPENDED, "is_suspended")
    profile = dig(thing, "subreddit")
    if profile is None:
        raise Failed(Outcome.HIDDEN, "no profile")
    number, name = f"t2_{text(dig(thing, 'id'))}", dig(thing, "name")
    return measured(asked, dig(profile, "subscribers"), stable_id=number, handle=name, source=source)


def _bearer(asked: Asked) -> str:
    """The token of the day; an application's secret is exchanged at each reading, so that nothing is kept in between."""
    token = token_of(asked)
    if ":" not in token:
        return token
    headers = {"Authorization": f"Basic {b64encode(token.encode()).decode()}", "User-Agent": _agent()}
    site = EXCHANGE if asked.base == BASE else root(asked)
    answer = fetch(f"{site}/api/v1/access_token", form={"grant_type": "client_credentials"}, headers=headers)
    if "access_token" not in answer:
        raise Failed(Outcome.UNAUTHORISED, "the application's secret was not taken")
    return bearer_in(answer)


def _agent() -> str:
    return f"web:carrefour:1 (+{settings.SITE_URL})"


def _of_a_community(status: int, body: Any) -> Failed | None:
    return Failed(Outcome.UNKNOWN, "no such community") if status in NOWHERE else _told(status, body)


def _told(status: int, body: Any) -> Failed | None:
    reason = body.get("reason") if status in (403, 404) and isinstance(body, dict) else None
    return Failed(REASONS[reason], reason) if isinstance(reason, str) and reason in REASONS else None
