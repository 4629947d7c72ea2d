"""What people paste, made into the parts of an address: host, path, query, fragment. No platform is known here."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

import idna

from registry.platforms.kinds import Reason

LONGEST = 2000
STOPS = ".,;:!?…)]}>»”\"'"
WRAPPERS = {"<": ">", '"': '"', "'": "'", "«": "»", "“": "”", "‘": "’", "(": ")", "[": "]", "`": "`"}
SPACES = " \t\r\n\f\v\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
EDGE = re.compile(f"^[{SPACES}\u200b\ufeff]+|[{SPACES}\u200b\ufeff]+$")
SPACE = re.compile(f"[{SPACES}]+")
# Controls, invisible characters, marks that turn the reading order, private and unassigned points: none has a place in
# an address, each has served to disguise one. (Zero-width joiners between letters included: UTS 39 leaves them out.)
HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ue000-\uf8ff\ud800-\udfff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
MARKDOWN = re.compile(r"^!?\[[^\]]*\]\(\s*<?([^()\s<>]+(?:\([^()\s]*\)[^()\s<>]*)?)>?(?:\s+[\"'][^)]*)?\s*\)$")
SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*):")
# "hhttps", "htp", "ttps": slips of the hand that change nothing about where the address leads.
WEB = re.compile(r"^h{0,2}t{1,3}ps?$")
TWICE = re.compile(r"^/*https?:?/+(?=[^/]+\.)", re.IGNORECASE)
SLIPPED = re.compile(r"^https?//+(?=[^/]+\.)", re.IGNORECASE)
HOST = re.compile(r"^(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$")
EMAIL = re.compile(r"^[^\s@/]+@[^\s@/]+\.[^\s@/.]+$")
PHONE = re.compile(r"^\+?[0-9][0-9 ().-]{5,20}$")
URLISH = re.compile(
    r"^(?:[A-Za-z][A-Za-z0-9+.-]*:)?//|^[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}/\S|^www\.|^@[\w.-]+@[\w.-]+\.\w"
)
HASHBANG = ("", "home", "home.php", "index.php", "index.html", "profile.php")
DEFAULT_PORTS = ("80", "443", "")


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address: the host in its ASCII form, the path's segments decoded, query and fragment as they came."""

    host: str
    segments: tuple[str, ...]
    query: str
    fragment: str


def unwrapped(text: str) -> str:
    """The text without the quotes, brackets or Markdown that came with it."""
    text = EDGE.sub("", text)
    for _ in range(4):
        link = MARKDOWN.match(text)
        if link:
            text = link[1]
        elif len(text) > 1 and WRAPPERS.get(text[0]) == text[-1]:
            text = text[1:-1]
        else:
            return text
        text = EDGE.sub("", text)
    return text


def single(text: str) -> str | Reason:
    """The one address of a pasted text, its wrapping removed; a reason when it holds none, several, or a disguise."""
    if len(text) > 4 * LONGEST:
        return Reason.NOT_AN_ADDRESS
    text = unwrapped(text)
    if not text:
        return Reason.NOT_AN_ADDRESS
    if SPACE.search(text) and not PHONE.match(text):
        found = addresses(text)
        if not found:
            return Reason.NOT_AN_ADDRESS
        if len(found) > 1:
            return Reason.SEVERAL
        # Words before an address introduce it; words after one may be the rest of a broken address.
        spoken = [word for word in SPACE.split(text) if any(char.isalnum() for char in word)]
        if not unwrapped(spoken[-1]).startswith(found[0]):
            return Reason.NOT_AN_ADDRESS
        text = found[0]
    if len(text) > LONGEST:
        return Reason.NOT_AN_ADDRESS
    return Reason.DANGEROUS if HIDDEN.search(text) or "\\" in text else text


def addresses(text: str) -> list[str]:
    """The pieces of a text that are written as addresses, in order, each once."""
    pieces = (unwrapped(unwrapped(piece).rstrip(STOPS)) for piece in SPACE.split(text))
    return list(dict.fromkeys(piece for piece in pieces if URLISH.match(piece)))


def ascii_host(text: str) -> str | Reason:
    """The host in lower-case ASCII (IDNA 2008), without its final dot; a reason when it is not one or plays tricks."""
    if text.isascii():
        host = text.lower().removesuffix(".")
        if not HOST.match(host):
            return Reason.NOT_AN_ADDRESS
        return host if "xn--" not in host else _checked_puny(host)
    # Full-width letters and ideographic dots fold to ASCII in browsers: nobody writes them but to deceive.
    if unicodedata.normalize("NFKC", text) != unicodedata.normalize("NFC", text) or "\u3002" in text:
        return Reason.LOOKALIKE_HOST
    try:
        host = idna.encode(text.lower()).decode().removesuffix(".")
    except (idna.IDNAError, UnicodeError):
        return Reason.NOT_AN_ADDRESS
    return host if HOST.match(host) else Reason.NOT_AN_ADDRESS


def _checked_puny(host: str) -> str | Reason:
    try:
        return host if idna.encode(idna.decode(host)).decode() == host else Reason.LOOKALIKE_HOST
    except (idna.IDNAError, UnicodeError):
        return Reason.LOOKALIKE_HOST


def readable_host(host: str) -> str:
    """The host as people read it: international labels decoded."""
    if "xn--" not in host:
        return host
    try:
        return idna.decode(host)
    except (idna.IDNAError, UnicodeError):
        return host


def decoded(segment: str) -> str | None:
    """A path segment, percent-decoded once and composed (NFC); None when it hides a separator or is not UTF-8."""
    if "%" in segment:
        try:
            segment = unquote_to_bytes(segment).decode()
        except UnicodeError:
            return None
        if "/" in segment:
            return None
    return clean(segment)


def clean(text: str) -> str | None:
    """The text trimmed and composed (NFC); None when it holds a hidden character or a backslash."""
    if HIDDEN.search(text) or "\\" in text:
        return None
    return text.strip() if text.isascii() else unicodedata.normalize("NFC", EDGE.sub("", text))


def parse(text: str) -> Address | Reason:
    """The parts of what follows the scheme ("//" already dropped), or why it is no address to trust."""
    text, _, fragment = text.partition("#")
    text, _, query = text.partition("?")
    host, _, path = text.partition("/")
    if "@" in host:
        return Reason.DANGEROUS
    host, _, port = host.partition(":")
    if port not in DEFAULT_PORTS:
        return Reason.UNKNOWN_HOST
    host = ascii_host(host)
    if isinstance(host, Reason):
        return host
    # Twitter and Facebook once kept the path in the fragment ("#!/name", "home.php#!/pages/…"). Below a path that names
    # something already it leads nowhere today, and "/impostor#!/official" would pass for the official account.
    if fragment.startswith("!/") and path.strip("/").lower() in HASHBANG:
        path, _, query = fragment[1:].partition("?")
    segments = []
    for part in path.split("/"):
        segment = decoded(part)
        if segment is None or segment in (".", ".."):
            return Reason.DANGEROUS
        if segment:
            segments.append(segment)
    return Address(host, tuple(segments), query, fragment)
