"""Instagram: `followers_count` of a professional account, which the institution's own one is shown (`business_discovery`).

The token is written "number:token", the number being that of the institution's professional account. That account itself,
and any other that the token administers, is read by its number. Limit: 200 calls an hour for each person of the application
(developers.facebook.com/docs/graph-api/overview/rate-limiting). Documented at
developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user and …/ig-user/business_discovery.
"""

from urllib.parse import quote

from registry.followers.collectors import graph
from registry.followers.collectors.base import Asked, Failed, Found, Limit, dig, measured, root, token_of
from registry.followers.states import Outcome

SLUGS = ("instagram",)
BASE = graph.BASE
NEEDS_TOKEN = True
LIMIT = Limit(200, 3_600)
# Meta counts the calls of one application, whichever of its platforms they are about.
SHARES = "meta"
CALLS = 2

FIELDS = "id,username,followers_count"


def read(asked: Asked) -> Found:
    """By its name; by its number where it is the institution's own, or where nobody bears the name any more."""
    own, _, token = token_of(asked).partition(":")
    if not (own.isdecimal() and token):
        raise Failed(Outcome.UNAUTHORISED, "the token is written number:token")
    if asked.stable_id == own:
        return _by_number(asked, token)
    discovery = f"business_discovery.username({asked.handle}){{{FIELDS}}}"
    source = f"{root(asked)}/{own}?fields={quote(discovery, safe='.(),')}"
    try:
        user = dig(graph.ask(asked, source, token), "business_discovery")
    except Failed as failed:
        if failed.outcome != Outcome.UNKNOWN or not asked.stable_id:
            raise
        return _renamed(asked, token, failed)
    return _found(asked, user, source)


def _renamed(asked: Asked, token: str, unknown: Failed) -> Found:
    """The account under its number; the first failure where the token does not administer it."""
    try:
        return _by_number(asked, token)
    except Failed as failed:
        raise (failed if failed.is_passing else unknown) from None


def _by_number(asked: Asked, token: str) -> Found:
    source = f"{root(asked)}/{quote(asked.stable_id, safe='')}?fields={FIELDS}"
    return _found(asked, graph.ask(asked, source, token), source)


def _found(asked: Asked, user: dict, source: str) -> Found:
    value = dig(user, "followers_count")
    return measured(asked, value, stable_id=dig(user, "id"), handle=dig(user, "username"), source=source)
