"""Another register's feed over the network: page after page, then the JSON of what is new. Touches no table, never raises."""

import time
from collections.abc import Collection
from dataclasses import dataclass, field

from django.conf import settings

from registry import outbound
from workflows.exits.feeds import Entry, FeedPage, Told, parse_decision, parse_feed
from workflows.exits.following_trouble import Trouble, Unreadable

LARGEST = 2_000_000  # bytes of one page, or of one decision
PAGES = 40
NEW_AT_ONCE = 200
SECONDS = 15.0  # of one answer
ETAG_LONGEST = 200
TROUBLES = {
    outbound.Blocked: Trouble.BLOCKED,
    outbound.TooLarge: Trouble.TOO_LARGE,
    outbound.TimedOut: Trouble.TOO_SLOW,
    outbound.Unreachable: Trouble.UNREACHABLE,
}


@dataclass
class Brought:
    """What came: the new entries with what they say; ``listed`` the identifiers of a feed read to its end, else None."""

    is_same: bool = False
    etag: str = ""
    title: str = ""
    told: list[tuple[Entry, Told]] = field(default_factory=list)
    listed: set[str] | None = None
    trouble: str = ""


def bring(address: str, etag: str, known: Collection[tuple[str, str]], *, seconds: float) -> Brought:
    """Read the feed at ``address`` unless it is still ``etag``; ``known`` are the (uid, updated) that need no reading again.

    ``seconds`` is for everything together. What came before a trouble is kept, and the rest asked for the next time.
    """
    brought, until = Brought(), time.monotonic() + seconds
    entries: dict[str, Entry] = {}
    try:
        whole = _pages(address, etag, brought, entries, until)
        new = [entry for entry in entries.values() if (entry.uid, entry.updated) not in known]
        for entry in new[:NEW_AT_ONCE]:
            _decision(entry, brought, until)
        if len(new) > NEW_AT_ONCE or not (whole or brought.is_same):
            brought.trouble = brought.trouble or Trouble.MORE
        brought.listed = set(entries) if whole else None
    except Unreadable as unreadable:
        brought.trouble = unreadable.trouble
    except outbound.NotAnswered as silent:
        brought.trouble = TROUBLES.get(type(silent), Trouble.UNREACHABLE)
    if brought.trouble:
        brought.etag = ""
    return brought


def _pages(address: str, etag: str, brought: Brought, entries: dict[str, Entry], until: float) -> bool:
    """Gather the entries of every page; whether the end of the feed was reached."""
    headers = {"If-None-Match": etag} if etag else {}
    visited: set[str] = set()
    while address and address not in visited and len(visited) < PAGES:
        visited.add(address)
        answer = outbound.get(address, headers=headers, most=LARGEST, seconds=_left(until), follow=True)
        if answer.status == 304 and headers:
            brought.is_same, brought.etag = True, etag
            return False
        page = parse_feed(_body(answer), address)
        _begin(page, answer, brought, is_first=len(visited) == 1)
        for entry in page.entries:
            entries.setdefault(entry.uid, entry)
        address, headers = page.next, {}
    return not address


def _begin(page: FeedPage, answer: outbound.Answer, brought: Brought, *, is_first: bool) -> None:
    if page.uid.startswith(f"{settings.SITE_URL}/"):
        raise Unreadable(Trouble.OWN)
    if page.unread:
        brought.trouble = Trouble.NOT_DECISIONS
    if is_first:
        tag = answer.headers.get("etag", "")
        brought.etag = tag if len(tag) <= ETAG_LONGEST and tag.isascii() and tag.isprintable() else ""
        brought.title = page.title


def _decision(entry: Entry, brought: Brought, until: float) -> None:
    """Read one decision; what is wrong with it alone keeps the others from nothing."""
    answer = outbound.get(entry.data, most=LARGEST, seconds=_left(until))
    try:
        value = _json(answer)
        brought.told.append((entry, parse_decision(value)))
    except Unreadable:
        brought.trouble = Trouble.NOT_DECISIONS


def _json(answer: outbound.Answer) -> object:
    body = _body(answer)
    try:
        return outbound.Answer(answer.status, answer.headers, body).json()
    except ValueError as error:
        raise Unreadable(Trouble.NOT_DECISIONS) from error


def _body(answer: outbound.Answer) -> bytes:
    if answer.status in (404, 410):
        raise Unreadable(Trouble.GONE)
    if answer.status != 200:
        raise Unreadable(Trouble.REFUSED)
    return answer.body


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise outbound.TimedOut
    return min(left, SECONDS)
