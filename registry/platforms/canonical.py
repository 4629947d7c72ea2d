"""The reader of social addresses: an address, a handle or a pasted text → one account, or the reason why it is none.

Pure: no network, no database; never raises on any text. Handles are written without their leading "@" on every platform;
on the fediverse as "name@server". Where a platform ignores case, handle and address are in lower case. What only the
platform could merge (youtube.com/c/x and youtube.com/@x) stays two accounts that are *possibly the same*.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from registry.language import Pair
from registry.platforms import fediverse
from registry.platforms.catalog import CATALOG
from registry.platforms.catalog.entry import Entry, Form
from registry.platforms.forms import Match, pattern
from registry.platforms.hosts import INSTANCES, Home, home_of
from registry.platforms.imitation import imitates
from registry.platforms.kinds import Kind, Reason
from registry.platforms.reading import (
    EMAIL,
    HOST,
    PHONE,
    SCHEME,
    SLIPPED,
    STOPS,
    TWICE,
    WEB,
    Address,
    ascii_host,
    decoded,
    parse,
    readable_host,
    single,
)
from registry.platforms.words import REFUSALS

__all__ = ["Kind", "Reading", "Reason", "Refusal", "address_of", "canonicalise"]

LONGEST_HANDLE = 190
LONGEST_ADDRESS = 400
SCHEMES = {start: target for entry in CATALOG.values() for start, target in entry.schemes.items()}
TELEPHONE = ("tel", "sms", "callto")
REDDIT = re.compile(r"/?[ru]/[^/]+/?", re.IGNORECASE)
# "@name:server.tld", "#room:server.tld": only Matrix names its own with a sign and a colon.
MATRIX = re.compile(r"[@#][^\s@#:/?]{1,120}:[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}")
# Schemes that run or read something instead of leading somewhere.
ACTIVE = (
    "javascript",
    "data",
    "vbscript",
    "file",
    "blob",
    "about",
    "view-source",
    "jar",
    "filesystem",
    "livescript",
    "mocha",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """An address that was read as an account.

    `handle` and `address` are canonical; `kind` tells apart the forms of one platform, and `address_of` goes back from
    handle and kind. `key` is what uniqueness within the platform is decided on. `display` is for people. `typed` is the
    handle in the letters that came in. `host_confirmed` is False for a server of the fediverse that nobody listed: then the
    address alone may not tell the platform, and is read again together with `platform`.
    `possibly_same` holds keys of the same platform that only the platform could merge with this one.
    """

    platform: str
    handle: str
    address: str
    kind: Kind
    key: str
    display: str
    host_confirmed: bool = True
    possibly_same: tuple[str, ...] = ()
    typed: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Refusal:
    """An address that names no account, with the reason, and the platform where that much was understood."""

    reason: Reason
    platform: str | None = None

    @property
    def sentence(self) -> Pair:
        """What to tell the person, in both languages."""
        return REFUSALS[self.reason]


def canonicalise(text: str, platform: str | None = None) -> Reading | Refusal:
    """The account that a text names.

    `platform` is a slug of the catalogue: a handle alone is read for it, an address of another one is refused. Without
    it a handle alone is refused (`no_platform`), except "@name@server", "r/name" and "u/name", which say where they live.
    """
    if platform is not None and platform not in CATALOG:
        return Refusal(Reason.UNKNOWN_PLATFORM)
    one = single(text)
    if isinstance(one, Reason):
        return Refusal(one, platform)
    read = _read(one, platform)
    if isinstance(read, Refusal) and one[-1] in STOPS and one.rstrip(STOPS):
        # The stop of a sentence, unless the name ends in one ("company/polymtl-inc.").
        without = _read(one.rstrip(STOPS), platform)
        read = without if isinstance(without, Reading) else read
    if platform and isinstance(read, Reading) and read.platform != platform:
        return Refusal(Reason.PLATFORM_MISMATCH, read.platform)
    return read


def _read(text: str, platform: str | None) -> Reading | Refusal:
    """Sorts what is written: an address with its scheme, an application link, a handle, or an address without a scheme."""
    if MATRIX.fullmatch(text):
        return _address(f"matrix.to/#/{text}", platform)
    if text[0] in "@!":
        return _signed(text, platform)
    scheme = SCHEME.match(text)
    if scheme and not (("." in scheme[1] or scheme[1] == "localhost") and text[scheme.end() :][:1].isdigit()):
        return _schemed(scheme[1].lower(), text, platform)
    if text.startswith("//") or SLIPPED.match(text):
        return _address(SLIPPED.sub("", text).lstrip("/"), platform)
    if EMAIL.match(text) and not (platform and CATALOG[platform].federated):
        # Nobody has a mailbox at a server that is known to be one of the fediverse's.
        return _signed(f"@{text}", platform) if text.rpartition("@")[2].lower() in INSTANCES else Refusal(Reason.EMAIL)
    if PHONE.match(text) and not platform:
        return Refusal(Reason.PHONE)
    first = text.split("/", 1)[0].split("?", 1)[0].split("#", 1)[0].lower()
    host = first.partition(":")[0]
    if platform and not _has_host(host, text, platform):
        return _path(text, platform)
    if "." in host or not host.isascii():
        return _address(text, platform)
    if REDDIT.fullmatch(text):
        return _path(text, "reddit")
    return Refusal(Reason.NO_PLATFORM if "/" not in text else Reason.NOT_AN_ADDRESS, platform)


def _has_host(host: str, text: str, platform: str) -> bool:
    """Whether a text begins with a host, where it could also be a handle with a dot in it."""
    if home_of(host) or (HOST.match(host) and len(host.rpartition(".")[2]) < 5 and imitates(host)):
        return True
    return "/" in text and "." in host and (CATALOG[platform].federated or bool(HOST.match(host)))


def _signed(text: str, platform: str | None) -> Reading | Refusal:
    """A handle with its sign: "@name", "@name@server", "!community@server"."""
    account = (fediverse.ACCOUNT if text[0] == "@" else fediverse.COMMUNITY).fullmatch(text)
    if account:
        home = home_of(account[2].lower())
        if home and home.site:
            return _at(home, Address("", ("@" + account[1],), "", ""))
        if text[0] == "!":
            return _federated(fediverse.named(account[1], account[2], "lemmy", "c/{}"))
        hint = platform if platform and CATALOG[platform].federated else None
        return _federated(fediverse.named(account[1], account[2], hint))
    if text.count("@") == 1 and text.lower().endswith(".bsky.social"):
        return _path(text[1:], "bluesky")
    if not platform:
        return Refusal(Reason.NO_PLATFORM if text[1:] and "/" not in text else Reason.NOT_AN_ADDRESS)
    return _path(text, platform)


def _schemed(scheme: str, text: str, platform: str | None) -> Reading | Refusal:
    rest = text[len(scheme) + 1 :]
    if WEB.match(scheme):
        # "https://https://x.com", "http:/x.com", "http:x.com": pasted twice, or short of slashes; the host is what counts,
        # and browsers lead there.
        return _address(TWICE.sub("", rest).lstrip("/"), platform)
    if scheme == "acct":
        return _signed("@" + rest.removeprefix("@"), platform)
    if scheme == "mailto":
        return Refusal(Reason.EMAIL)
    if scheme in TELEPHONE:
        return Refusal(Reason.PHONE)
    for start, target in SCHEMES.items():
        if text.lower().startswith(start):
            named = text[len(start) :]
            return _address(target + (named.replace(":", "/") if start[-1] == ":" else named), platform)
    if scheme in ACTIVE:
        return Refusal(Reason.DANGEROUS)
    return _path(text, platform) if platform and "//" not in text else Refusal(Reason.NOT_AN_ADDRESS)


def _path(text: str, platform: str) -> Reading | Refusal:
    """A handle, or the part of an address after the host, read for a platform."""
    entry = CATALOG[platform]
    if entry.federated:
        account = fediverse.ACCOUNT.fullmatch(text)
        if not account:
            return Refusal(Reason.NO_HOST, platform)
        return _federated(fediverse.named(account[1], account[2], platform))
    text = text.strip("/")
    if "/" in text:
        return _address(f"{entry.hosts[0]}/{text}", platform)
    name = quote(decoded(text.removeprefix("@")) or "", safe="")
    read: Reading | Refusal = Refusal(Reason.BAD_HANDLE, platform)
    for host, path, looks in entry.bare_paths if name else ():
        if not pattern(looks).fullmatch(unquote(name)):
            continue
        read = _address(f"{host}/{path}".replace("{}", name), platform)
        if isinstance(read, Reading):
            return read
    return read


def _address(text: str, platform: str | None) -> Reading | Refusal:
    address = parse(text)
    if isinstance(address, Reason):
        return Refusal(address)
    home = home_of(address.host)
    if not home:
        hint = platform if platform and CATALOG[platform].federated else None
        return _federated(fediverse.read(address, hint))
    if not home.site:
        return Refusal(home.reason, home.platform)
    return _at(home, address)


def _federated(found: fediverse.Found | fediverse.Missed) -> Reading | Refusal:
    if isinstance(found, fediverse.Missed):
        return Refusal(found.reason, found.platform)
    return _reading(found.match, found.host, found.confirmed)


def _at(home: Home, address: Address) -> Reading | Refusal:
    """The reading of an address at a host of the catalogue."""
    match = home.site.read(address, "" if home.apart else home.label)
    if isinstance(match, Reason):
        return Refusal(match, home.platform)
    return _reading(match, home.label if home.apart else "")


def _reading(match: Match, host: str = "", confirmed: bool = True) -> Reading | Refusal:
    """The reading of a match; `host` is the server of a federated account, or the part of the platform that it is in."""
    entry, form = match.entry, match.form
    name = _folded(match.handle, entry, form)
    if not name.isascii() and not pattern(form.handle or entry.handle).fullmatch(name):
        return Refusal(Reason.BAD_HANDLE, entry.slug)
    plain = name.replace(".", "") if entry.ignores_dots else name
    server, readable = (f"@{host}", f"@{readable_host(host)}") if host else ("", "")
    address = _addressed(form, name, host)
    handle = name + readable
    if len(handle) > LONGEST_HANDLE or len(address) > LONGEST_ADDRESS:
        return Refusal(Reason.BAD_HANDLE, entry.slug)
    display = form.address.replace("{host}", host).replace("{}", name)
    if entry.federated and (not form.key or form.kind == Kind.COMMUNITY):
        display = f"{'!' if form.kind == Kind.COMMUNITY else '@'}{handle}"
    return Reading(
        platform=entry.slug,
        handle=handle,
        address=address,
        kind=form.kind,
        key=(f"{form.key}:" if form.key else "") + plain + server,
        display=display.removeprefix("https://").removeprefix("www."),
        host_confirmed=confirmed,
        possibly_same=(*(key.replace("{}", plain + server) for key in form.maybe), *_without_www(form, plain, host)),
        typed=match.handle + readable,
    )


def _without_www(form: Form, name: str, host: str) -> tuple[str, ...]:
    """The key on the server without its "www.", which may be another server for all that anybody listed."""
    if not host.startswith("www."):
        return ()
    return (f"{form.key}:{name}@{host[4:]}" if form.key else f"{name}@{host[4:]}",)


def _folded(handle: str, entry: Entry, form: Form) -> str:
    keeps_case = not entry.ignores_case if form.keeps_case is None else form.keeps_case
    return handle if keeps_case else unicodedata.normalize("NFC", handle.lower())


def _addressed(form: Form, name: str, host: str) -> str:
    return form.address.replace("{host}", host).replace("{}", quote(name, safe="@:+,&'/"))


def address_of(platform: str, handle: str, kind: Kind | str) -> str:
    """The canonical address of what a `Reading` named; `ValueError` when the catalogue has no such kind or handle."""
    entry = CATALOG[platform]
    for form in entry.forms:
        name, _, host = handle.rpartition("@") if "{host}" in form.address else (handle, "", "")
        if form.kind == kind and form.address and pattern(form.handle or entry.handle).fullmatch(name):
            return _addressed(form, name, str(ascii_host(host)) if "." in host else host)
    raise ValueError(f"{platform} has no {kind} called {handle}")
