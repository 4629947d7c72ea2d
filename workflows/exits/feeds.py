"""Another register's feed and decisions, read with distrust: bytes in, values out, `Unreadable` for everything else.

The XML is read by expat with every declaration refused before it can mean anything: without a document type there are no
entities, neither those that unfold without end nor those that fetch (https://docs.python.org/3/library/xml.html, "XML
vulnerabilities"). A feed only leads to its own host.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urljoin, urlsplit
from xml.parsers import expat

from registry.language import Pair
from registry.partial_dates import parse
from registry.platforms.positions import Position
from workflows.exits.following_trouble import Trouble, Unreadable

ATOM = "http://www.w3.org/2005/Atom"
JSON = "application/json"
FORMAT = 1
DEEPEST = 40
LONGEST = {"uid": 400, "updated": 40, "page": 300, "data": 400, "name": 160, "title": 300}
CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True)
class Entry:
    """One entry of a feed: its permanent identifier, when it last changed (as written), its page and its JSON."""

    uid: str
    updated: str
    page: str
    data: str


@dataclass(frozen=True)
class FeedPage:
    """One page of a feed; ``unread`` counts the entries that are no decisions, ``next`` is an address or ""."""

    uid: str
    title: str
    entries: tuple[Entry, ...]
    unread: int
    next: str


@dataclass(frozen=True)
class Told:
    """What the other register says of one decision; ``position`` is "" until it is in force, dates are partial."""

    title: Pair
    institution: Pair
    country: str
    platform: str
    platform_name: str
    kind: Pair
    state: Pair
    position: str
    as_of: str
    announced_on: str
    recorded: bool
    source: str


@dataclass
class _Element:
    texts: dict[str, str] = field(default_factory=dict)
    links: list[dict[str, str]] = field(default_factory=list)


class _Reader:
    """Keeps the texts and links that stand directly in the feed and in its entries."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.feed = _Element()
        self.entries: list[_Element] = []
        self.words: list[str] = []

    def on_start(self, name: str, attributes: dict[str, str]) -> None:
        """Go one level down; `Unreadable` where no Atom has one."""
        self.path.append(name)
        if len(self.path) > DEEPEST:
            raise Unreadable(Trouble.NOT_ATOM)
        if len(self.path) == 1 and name != f"{ATOM} feed":
            raise Unreadable(Trouble.NOT_ATOM)
        if self.path[1:] == [f"{ATOM} entry"]:
            self.entries.append(_Element())
        if (holder := self._holder()) and name == f"{ATOM} link":
            holder.links.append(attributes)
        self.words = []

    def on_end(self, name: str) -> None:
        """Keep the element's words, of several of one name the first."""
        if holder := self._holder():
            holder.texts.setdefault(name.removeprefix(f"{ATOM} "), "".join(self.words).strip())
        self.path.pop()
        self.words = []

    def on_words(self, words: str) -> None:
        """Gather the words since the last tag."""
        self.words.append(words)

    def _holder(self) -> _Element | None:
        """What the present element stands in."""
        if len(self.path) == 2:
            return self.feed
        return self.entries[-1] if len(self.path) == 3 and self.path[1] == f"{ATOM} entry" else None


def parse_feed(body: bytes, address: str) -> FeedPage:
    """One page of Atom that was found at ``address``. Raises `Unreadable`."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = reader.on_start, reader.on_end
    parser.CharacterDataHandler = reader.on_words
    for declaration in ("StartDoctypeDeclHandler", "EntityDeclHandler", "ExternalEntityRefHandler"):
        setattr(parser, declaration, _refuse)
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Unreadable(Trouble.NOT_XML) from error
    found = [_entry(element, address) for element in reader.entries]
    entries = {entry.uid: entry for entry in reversed(found) if entry}
    ahead = _link(reader.feed, address, rel="next")
    return FeedPage(
        uid=reader.feed.texts.get("id", ""),
        title=_line(reader.feed.texts.get("title", ""), LONGEST["name"]),
        entries=tuple(reversed(entries.values())),
        unread=found.count(None),
        next=ahead if len(ahead) <= LONGEST["data"] else "",
    )


def _refuse(*_declared: object) -> None:
    raise Unreadable(Trouble.DECLARED)


def _entry(element: _Element, address: str) -> Entry | None:
    """None for an entry that is not whole, or leads to another host."""
    entry = Entry(
        uid=element.texts.get("id", ""),
        updated=element.texts.get("updated", ""),
        page=_link(element, address, rel="alternate"),
        data=_link(element, address, rel="alternate", kind=JSON),
    )
    parts = {name: getattr(entry, name) for name in ("uid", "updated", "page", "data")}
    if not all(text and len(text) <= LONGEST[name] and not CONTROL.search(text) for name, text in parts.items()):
        return None
    try:
        datetime.fromisoformat(entry.updated)
    except ValueError:
        return None
    return entry


def _link(element: _Element, address: str, *, rel: str, kind: str = "") -> str:
    """The first link of that relation (and type) on the feed's own host; "" when there is none."""
    for link in element.links:
        same_kind = link.get("type", "") == kind if kind else link.get("type", "") != JSON
        if link.get("rel", "alternate") == rel and same_kind:
            try:
                there = urljoin(address, link.get("href", ""))
                return there if urlsplit(there)[:2] == urlsplit(address)[:2] else ""
            except ValueError:
                return ""
    return ""


def parse_decision(value: object) -> Told:
    """The decision of a JSON document as `public_facts` writes it. Raises `Unreadable`."""
    try:
        return _told(value)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable(Trouble.NOT_DECISIONS) from error


def _told(value: dict) -> Told:
    if value["format"] != FORMAT:
        raise Unreadable(Trouble.NOT_DECISIONS)
    stance = value["stance"] or {"position": "", "as_of": ""}
    position = stance["position"]
    named = _pair(value["institution"]["name"], LONGEST["name"])
    if not (named.fr or named.en):
        raise Unreadable(Trouble.NOT_DECISIONS)
    return Told(
        title=_pair(value["title"], LONGEST["title"]),
        institution=Pair(named.fr or named.en, named.en),
        country=value["institution"]["country"].strip()[:2],
        platform=_line(value["platform"]["slug"], 40),
        platform_name=_line(value["platform"]["name"]["fr"], 80),
        kind=_pair(value["kind"]["label"], LONGEST["name"]),
        state=_pair(value["state"]["label"], LONGEST["name"]),
        position=position if position in Position.values else "",
        as_of=parse(stance["as_of"]),
        announced_on=parse(value["dates"]["announced"]),
        recorded=value["recorded"] is True,
        source=_line(value["source"], 300),
    )


def _pair(value: dict, most: int) -> Pair:
    return Pair(_line(value["fr"], most), _line(value["en"], most))


def _line(text: str, most: int) -> str:
    """Words on one line, without what could disguise them."""
    return " ".join(CONTROL.sub(" ", text).split())[:most]
