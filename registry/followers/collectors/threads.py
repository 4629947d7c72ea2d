"""Threads: of the token's own account `followers_count` (insights), of any other `follower_count` (profile discovery).

Limit: 1,000 profiles in 24 hours for one token; profiles of fewer than 100 followers are not given. Documented at
developers.facebook.com/docs/threads/threads-profiles and …/insights. The discovery names no number, so that another account
which takes a freed name cannot be told apart.
"""

from urllib.parse import quote

from registry.followers.collectors import graph
from registry.followers.collectors.base import Asked, Found, Limit, dig, measured, root, text

SLUGS = ("threads",)
BASE = "https://graph.threads.net/v1.0"
NEEDS_TOKEN = True
LIMIT = Limit(1_000, 86_400)
CALLS = 2


def read(asked: Asked) -> Found:
    """First whose token it is: that account is known by its number, whatever its name."""
    me = graph.ask(asked, f"{root(asked)}/me?fields=id,username")
    number, name = text(dig(me, "id")), text(dig(me, "username"))
    if number == asked.stable_id if asked.stable_id else name.casefold() == asked.handle.casefold():
        return _own(asked, number, name)
    source = f"{root(asked)}/profile_lookup?username={quote(asked.handle, safe='')}&fields=username,follower_count"
    profile = graph.ask(asked, source)
    return measured(asked, dig(profile, "follower_count"), stable_id="", handle=dig(profile, "username"), source=source)


def _own(asked: Asked, number: str, name: str) -> Found:
    source = f"{root(asked)}/{quote(number, safe='')}/threads_insights?metric=followers_count"
    value = dig(graph.ask(asked, source), "data", 0, "total_value", "value")
    return measured(asked, value, stable_id=number, handle=name, source=source)
