"""Which platform a host belongs to: exact hosts and registered sub-domains."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from registry.platforms.catalog import CATALOG
from registry.platforms.catalog.elsewhere import ELSEWHERE
from registry.platforms.catalog.entry import Entry
from registry.platforms.forms import Site
from registry.platforms.kinds import Reason

ALWAYS = ("", "www.", "m.", "mobile.")
LABEL = re.compile(r"[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?")
LOCALE = re.compile(r"[a-z]{2}(-[a-z]{2})?")
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
            self.local.update({host: self.exact[host] for host in entry.hosts})
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
PARENTS = {host: home.platform for host, home in EXACT.items() if home.platform} | {
    host: home.platform for host, home in UNDER.items()
}


def home_of(host: str) -> Home | None:
    """Where an ASCII host leads; None when no entry of the catalogue names it (an instance of the fediverse perhaps)."""
    home = EXACT.get(host)
    if home:
        return home
    label, _, parent = host.partition(".")
    if parent in LOCAL and LOCALE.fullmatch(label):
        return LOCAL[parent]
    if label == "www" and parent.partition(".")[2] in UNDER:
        return home_of(parent)
    if parent in UNDER:
        under = UNDER[parent]
        own = label in OWN_LABELS or label.startswith("xn--") or not LABEL.fullmatch(label)
        return Home(under.platform, reason=Reason.NOT_ACCOUNT) if own else replace(under, label=label)
    while "." in parent:
        if parent in PARENTS:
            return Home(PARENTS[parent], reason=Reason.NOT_ACCOUNT)
        parent = parent.partition(".")[2]
    return None
