"""The page of the institution's own site that leads to an account: an address that no platform reads as its own. Pure."""

import re

from registry.platforms.canonical import Refusal, canonicalise
from registry.platforms.kinds import Reason

SCHEME = re.compile(r"^https?://", re.IGNORECASE)


def official_page(text: str) -> str | None:
    """The address with its scheme when it can be a page of an own site, else None.

    The reader of addresses has refused userinfo, odd hosts, scripts and look-alikes before it says *unknown host*.
    """
    text = text.strip()
    reading = canonicalise(text)
    unknown = isinstance(reading, Refusal) and reading.reason == Reason.UNKNOWN_HOST
    if not unknown or any(sign in text for sign in "\"'<> "):
        return None
    return text if SCHEME.match(text) else f"https://{text}"
