"""The links that a reader of a web page can follow to another site. Pure; linear in the page's length whatever it holds."""

import codecs
import re
from collections.abc import Iterator
from html import unescape

from registry.platforms.canonical import Reading, canonicalise

# What stands in these is not drawn as a page's own link; an opening that nothing closes hides the rest.
HIDDEN = re.compile(r"<(?:!(--)|(script|style|template|textarea|iframe|noembed|xmp)\b)", re.IGNORECASE)
LINK = re.compile(r"<(?:a|area)\s([^<>]*)", re.IGNORECASE)
HREF = re.compile(r"""(?:^|[\s"'])href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
AWAY = re.compile(r"(?:https?:)?//", re.IGNORECASE)
CHARSET = re.compile(r"""charset\s*=\s*["']?([\w:.-]{1,40})""", re.IGNORECASE)
# More than any page needs; the rest is not looked at.
MOST = 5_000


def leads_to(page: str, platform: str, key: str) -> bool:
    """Whether one of the page's links is the account of ``platform`` (a slug) that has the canonical ``key``."""
    for address in links_of(page):
        reading = canonicalise(address, platform)
        if isinstance(reading, Reading) and reading.key == key:
            return True
    return False


def links_of(page: str) -> Iterator[str]:
    """The absolute web addresses that the page's links lead to, at most `MOST`."""
    found = 0
    for tag in LINK.finditer(_drawn(page)):
        href = HREF.search(tag[1])
        address = unescape(next(filter(None, href.groups()), "")).strip() if href else ""
        if AWAY.match(address) and found < MOST:
            found += 1
            yield address if address[0] != "/" else f"https:{address}"


def text_of(body: bytes, content_type: str) -> str | None:
    """The page's text in the encoding that it says, UTF-8 without a known one; None for what is no web page."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in ("text/html", "application/xhtml+xml"):
        return None
    named = CHARSET.search(content_type) or CHARSET.search(body[:1024].decode("ascii", "replace"))
    try:
        encoding = codecs.lookup(named[1]).name if named else "utf-8"
        return body.decode(encoding, "replace")
    except (LookupError, UnicodeError, AttributeError):
        return body.decode("utf-8", "replace")


def _drawn(page: str) -> str:
    """The page without its comments and the insides of `HIDDEN` elements."""
    lower, kept, place = page.lower(), [], 0
    while opening := HIDDEN.search(page, place):
        kept.append(page[place : opening.start()])
        closing = "-->" if opening[1] else f"</{opening[2].lower()}"
        end = lower.find(closing, opening.end())
        if end < 0:
            return " ".join(kept)
        place = end + len(closing)
    return " ".join([*kept, page[place:]])
