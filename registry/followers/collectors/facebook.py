"""Facebook: `followers_count` of a page by the Graph API, else its likes (`fan_count`); by the page's number once it is known.

With the token of a system user or of a page. Limit: 200 calls an hour for each person of the application
(developers.facebook.com/docs/graph-api/overview/rate-limiting), and the register is one. Documented at
developers.facebook.com/docs/graph-api/reference/page. The API gives neither groups nor people.
"""

from urllib.parse import quote, urlsplit

from registry.followers.collectors import graph
from registry.followers.collectors.base import Asked, Failed, Found, Limit, dig, measured, root
from registry.followers.states import Metric, Outcome

SLUGS = ("facebook",)
BASE = graph.BASE
NEEDS_TOKEN = True
LIMIT = Limit(200, 3_600)
# Meta counts the calls of one application, whichever of its platforms they are about.
SHARES = "meta"

FIELDS = "fields=id,username,followers_count,fan_count"
NOT_PAGES = ("/groups/", "/events/")


def read(asked: Asked) -> Found:
    """The number is `id`; a page without a name of its own is known by it alone."""
    if urlsplit(asked.address).path.startswith(NOT_PAGES):
        raise Failed(Outcome.REFUSED, "the API gives pages only")
    source = f"{root(asked)}/{quote(asked.stable_id or asked.handle, safe='')}?{FIELDS}"
    page = graph.ask(asked, source)
    metric, field = (Metric.FOLLOWERS, "followers_count") if "followers_count" in page else (Metric.LIKES, "fan_count")
    return measured(
        asked,
        dig(page, field),
        metric=metric,
        stable_id=dig(page, "id"),
        handle="" if asked.handle.isdecimal() else page.get("username", ""),
        source=source,
    )
