"""Accounts of the fediverse, on listed instances and on any other host whose address has the shape."""

import re
from dataclasses import dataclass

from registry.platforms.catalog import CATALOG, Entry
from registry.platforms.catalog.entry import listed
from registry.platforms.forms import Match, Site
from registry.platforms.hosts import INSTANCES, home_of
from registry.platforms.imitation import imitates
from registry.platforms.kinds import Reason
from registry.platforms.reading import Address, ascii_host


def _site(entry: Entry) -> Site:
    site = Site(entry)
    site.add(entry, entry.forms)
    return site


SITES = {entry.slug: _site(entry) for entry in CATALOG.values() if entry.federated}
# What the name of a server says about its software when nobody listed it.
NAMED = (
    ("pixelfed", "pixelfed"),
    ("peertube", "peertube"),
    ("lemmy", "lemmy"),
    ("feddit", "lemmy"),
    ("friendica", "friendica"),
    ("mastodon", "mastodon"),
    ("mstdn", "mastodon"),
)
# Beginnings of a path that one software has and hardly anything else; the second table where the host speaks of video.
SHAPES = {"users": "mastodon", "u": "lemmy", "video-channels": "peertube"}
VIDEO_SHAPES = SHAPES | {"a": "peertube", "accounts": "peertube", "c": "peertube"}
# What ordinary sites have below "users" and "u".
PAGES = frozenset(
    listed(
        "login logout sign_in sign_up signin signup sign-in sign-up register password new edit me search list index all settings"
        " profile auth account home help about"
    )
)
VIDEO = re.compile(r"(?:^|\.)(?:video|videos|tube|watch|tv)\.|tube|\.(?:video|tv|tube)$")
NAME = r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?"
ACCOUNT = re.compile(rf"@?({NAME})@([^\s@/?#:]+)")
COMMUNITY = re.compile(rf"!({NAME})@([^\s@/?#:]+)")


@dataclass(frozen=True, slots=True)
class Missed:
    """Why there is no account, and the platform where that much was understood."""

    reason: Reason
    platform: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An account of the fediverse: its platform, the server that holds it (ASCII), the match, and whether it is listed."""

    platform: str
    host: str
    match: Match
    confirmed: bool


def software(host: str, address: Address | None = None) -> str | None:
    """What a server seems to run, by its name and then by the shape of the path; None when nothing tells."""
    for word, slug in NAMED:
        if word in host:
            return slug
    first = address.segments[0].lower() if address and address.segments else ""
    if first.startswith("@") or (first in ("web", "deck") and address.segments[1:2] and "@" in address.segments[1]):
        return "mastodon"
    name = address.segments[1].lower() if address and len(address.segments) > 1 else ""
    if name.isdigit() or name in PAGES:
        return None
    return (VIDEO_SHAPES if VIDEO.search(host) else SHAPES).get(first)


def _server(host: str) -> tuple[str, str | None]:
    """The host as the instance calls itself, and its platform where it is listed."""
    short = host.removeprefix("www.")
    return (short, INSTANCES[short]) if short in INSTANCES else (host, None)


def read(address: Address, hint: str | None) -> Found | Missed:
    """The account at an address whose host is on no exact list; `hint` is the federated platform that the person chose."""
    host, listed = _server(address.host)
    if not listed and imitates(host):
        return Missed(Reason.LOOKALIKE_HOST)
    slug = listed or hint or software(host, address)
    if not slug:
        return Missed(Reason.UNKNOWN_HOST)
    match = SITES[slug].read(address)
    if isinstance(match, Reason):
        known = listed or hint or match != Reason.NOT_ACCOUNT
        return Missed(match, slug) if known else Missed(Reason.UNKNOWN_HOST)
    if "@" not in match.handle:
        return Found(slug, host, match, listed is not None)
    # "/@name@other.host": an account seen from elsewhere; it lives on the other host.
    name, _, elsewhere = match.handle.partition("@")
    kept = match.form.path if slug != "mastodon" else ""
    return named(name, elsewhere, slug if kept else hint, kept)


def named(name: str, server: str, hint: str | None, path: str = "") -> Found | Missed:
    """The account "@name@server", or what stands at a path of it ("c/{}" for "!name@server")."""
    host = ascii_host(server)
    if isinstance(host, Reason):
        return Missed(host)
    host, listed = _server(host)
    home = home_of(host)
    if home:
        return Missed(home.reason or Reason.UNKNOWN_HOST, home.platform)
    if not listed and imitates(host):
        return Missed(Reason.LOOKALIKE_HOST)
    slug = hint if path and hint else listed or hint or software(host) or "mastodon"
    segments = (path or HOME_PATH[slug]).replace("{}", name).split("/")
    match = SITES[slug].read(Address(host, tuple(segments), "", ""))
    return Missed(match, slug) if isinstance(match, Reason) else Found(slug, host, match, listed is not None)


HOME_PATH = {slug: site.entry.forms[0].path for slug, site in SITES.items()}
