"""Which platform a host belongs to: exact hosts, registered sub-domains, and the look-alikes of both."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from registry.platforms.catalog import CATALOG
from registry.platforms.catalog.elsewhere import ELSEWHERE, IMITATED
from registry.platforms.catalog.entry import Entry
from registry.platforms.forms import Site
from registry.platforms.kinds import Reason
from registry.platforms.lookalike import skeleton
from registry.platforms.reading import readable_host

ALWAYS = ("", "www.", "m.", "mobile.")
LABEL = re.compile(r"[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?")
LOCALE = re.compile(r"[a-z]{2}(-[a-z]{2})?")
DOUBLES = {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "GEORGIAN", "MATHEMATICAL"}
# First labels that are the platform's own pages where accounts have the first label.
OWN_LABELS = frozenset(
    [
        "www",
        "www2",
        "m",
        "mobile",
        "web",
        "app",
        "apps",
        "api",
        "blog",
        "blogs",
        "help",
        "support",
        "about",
        "status",
        "dev",
        "developer",
        "developers",
        "docs",
        "static",
        "cdn",
        "assets",
        "img",
        "images",
        "media",
        "mail",
        "email",
        "store",
        "shop",
        "jobs",
        "careers",
        "press",
        "news",
        "accounts",
        "account",
        "login",
        "auth",
        "admin",
        "community",
        "forum",
        "forums",
        "subscribe",
        "my",
        "go",
        "get",
        "secure",
        "legal",
        "policy",
        "privacy",
        "business",
        "ads",
        "partners",
        "download",
        "downloads",
        "embed",
        "player",
    ]
)


@dataclass(frozen=True, slots=True)
class Home:
    """Where a host leads: a site to read at, or the reason why to no account.

    `label` is what stood before the host: a handle, or (`apart`) the part of the platform that has its own accounts.
    """

    platform: str | None
    site: Site | None = None
    label: str = ""
    apart: bool = False
    reason: Reason | None = None


class Homes:
    """The hosts of the catalogue: `exact` ones, those `under` which a label is a handle or a part, and `local` ones."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.exact: dict[str, Home] = {}
        self.under: dict[str, Home] = {}
        self.local: dict[str, Home] = {}
        for entry in entries:
            self._enter(entry)
        for host, reason in ELSEWHERE.items():
            self._put(host, Home(None, reason=reason))

    def _put(self, host: str, home: Home) -> None:
        for prefix in ALWAYS:
            self.exact.setdefault(prefix + host, home)

    def _enter(self, entry: Entry) -> None:
        everywhere = [form for form in entry.forms if not form.host]
        for host in entry.hosts if everywhere else ():
            self._site(entry, host).add(entry, everywhere)
        for form in entry.forms:
            if form.host:
                self._site(entry, form.host).add(entry, [form])
        if entry.locales:
            self.local[entry.hosts[0]] = self.exact[entry.hosts[0]]
        for host, reason in entry.services.items():
            self._put(host, Home(entry.slug, reason=reason))
        # A host whose accounts all stand before it holds none itself; it is no server of the fediverse for that.
        for host in (*entry.hosts, *(form.host.partition(".")[2] for form in entry.forms if form.host.startswith("{"))):
            self._put(host, Home(entry.slug, reason=Reason.NO_HANDLE))

    def _site(self, entry: Entry, host: str) -> Site:
        """The site at a host, made when it is not there yet."""
        label, _, parent = host.partition(".")
        if label not in ("{}", "{host}"):
            if host not in self.exact:
                self._put(host, Home(entry.slug, Site(entry)))
            return self.exact[host].site
        if parent not in self.under:
            self.under[parent] = Home(entry.slug, Site(entry), apart=label == "{host}")
        return self.under[parent].site


_federated = [entry for entry in CATALOG.values() if entry.federated]
HOMES = Homes(entry for entry in CATALOG.values() if not entry.federated)
EXACT, UNDER, LOCAL = HOMES.exact, HOMES.under, HOMES.local
INSTANCES: dict[str, str] = {host: entry.slug for entry in _federated for host in entry.hosts}
_known = [*EXACT, *UNDER, *INSTANCES]
PARENTS = {host: home.platform for host, home in EXACT.items() if home.platform} | {
    host: home.platform for host, home in UNDER.items()
}
SKELETONS = {skeleton(host) for host in _known}


def home_of(host: str) -> Home | None:
    """Where an ASCII host leads; None when no entry of the catalogue names it (an instance of the fediverse perhaps)."""
    home = EXACT.get(host)
    if home:
        return home
    label, _, parent = host.partition(".")
    if parent in UNDER:
        under = UNDER[parent]
        own = label in OWN_LABELS or label.startswith("xn--") or not LABEL.fullmatch(label)
        return Home(under.platform, reason=Reason.NOT_ACCOUNT) if own else replace(under, label=label)
    if parent in LOCAL and LOCALE.fullmatch(label):
        return LOCAL[parent]
    while "." in parent:
        if parent in PARENTS:
            return Home(PARENTS[parent], reason=Reason.NOT_ACCOUNT)
        parent = parent.partition(".")[2]
    return None


def _mixes(label: str) -> bool:
    """Whether Latin letters stand beside those of a script made of their doubles: no honest name needs that."""
    if label.isascii():
        return False
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in label if letter.isalpha()}
    return "LATIN" in scripts and bool(scripts & DOUBLES)


def _near(name: str, brand: str) -> bool:
    """Whether one slip (a letter more, less, other, or two swapped) turns one name into the other."""
    if abs(len(name) - len(brand)) > 1 or name == brand:
        return False
    start = 0
    while start < min(len(name), len(brand)) and name[start] == brand[start]:
        start += 1
    a, b = name[start:], brand[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def imitates(host: str) -> bool:
    """Whether a host that no entry names passes for one of them: same skeleton, a known host or brand in it, or a slip."""
    readable = readable_host(host)
    if skeleton(readable.removeprefix("www.")) in SKELETONS or any(_mixes(label) for label in readable.split(".")):
        return True
    # "facebook.com.evil.example", "facebook.com-login.example": a known host with something after it.
    labels = host.replace("-", ".").split(".")
    inner = (".".join(labels[start:end]) for start in range(len(labels) - 2) for end in range(start + 2, len(labels)))
    if any(part in PARENTS for part in inner):
        return True
    parts = {skeleton(part) for label in readable.split(".")[:-1] for part in (label, *label.split("-"))}
    return any(brand in part or _near(part, brand) for part in parts if len(part) > 4 for brand in IMITATED)
