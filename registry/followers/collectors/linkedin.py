"""LinkedIn: how many members follow an organisation's page (`networkSizes`), by its number once it is known.

With the token of a member who administers it. Limit: what LinkedIn gives an application is told to it alone
(learn.microsoft.com/linkedin/shared/api-guide/concepts/rate-limits); 100 calls a day for a member are kept to. Documented at
learn.microsoft.com/linkedin/marketing/community-management/organizations/organization-lookup-api and
…/organization-network-size (`edgeType` is COMPANY_FOLLOWED_BY_MEMBER since version 202305). The API gives no figure of people.
"""

from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings

from registry.followers.collectors.base import Asked, Failed, Found, Limit, dig, fetch, measured, root, text, token_of
from registry.followers.states import Outcome

SLUGS = ("linkedin",)
BASE = "https://api.linkedin.com/rest"
NEEDS_TOKEN = True
LIMIT = Limit(100, 86_400)
CALLS = 2

PAGES = ("company", "school", "showcase")
# A version of the API that has ended, or is none: nothing of the account is said by it.
NO_VERSION = 426


def read(asked: Asked) -> Found:
    """The number is `id`, which a new name keeps; an address may hold it in place of a name."""
    if urlsplit(asked.address).path.strip("/").partition("/")[0] not in PAGES:
        raise Failed(Outcome.REFUSED, "the API gives pages of organisations only")
    number = asked.stable_id or (asked.handle if asked.handle.isdecimal() else "")
    page = _by_number(asked, number) if number else _by_name(asked)
    number = text(dig(page, "id"))
    source = f"{root(asked)}/networkSizes/{quote(f'urn:li:organization:{number}', safe='')}?edgeType=COMPANY_FOLLOWED_BY_MEMBER"
    return measured(
        asked,
        dig(_ask(asked, source), "firstDegreeSize"),
        stable_id=number,
        handle="" if asked.handle.isdecimal() else page.get("vanityName", ""),
        source=source,
    )


def _by_number(asked: Asked, number: str) -> dict:
    return _ask(asked, f"{root(asked)}/organizations/{quote(number, safe='')}")


def _by_name(asked: Asked) -> dict:
    answer = _ask(asked, f"{root(asked)}/organizations?q=vanityName&vanityName={quote(asked.handle, safe='')}")
    if not dig(answer, "elements"):
        raise Failed(Outcome.UNKNOWN, "no such organisation")
    return dig(answer, "elements", 0)


def _ask(asked: Asked, address: str) -> Any:
    headers = {
        "Authorization": f"Bearer {token_of(asked)}",
        "LinkedIn-Version": settings.LINKEDIN_VERSION,
        "X-Restli-Protocol-Version": "2.0.0",
    }
    return fetch(address, headers=headers, told=_told)


def _told(status: int, _body: Any) -> Failed | None:
    return Failed(Outcome.FORBIDDEN, "this version of the API has ended") if status == NO_VERSION else None
