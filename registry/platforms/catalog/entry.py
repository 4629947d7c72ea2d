"""The shape of a catalogue entry: a platform, its hosts, and the forms that an account's address takes there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from registry.platforms.kinds import Kind, Reason

WORD = r"[A-Za-z0-9_-](?:[A-Za-z0-9_.-]{0,98}[A-Za-z0-9_-])?"
LABEL = r"(?!xn--)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
NUMBER = r"[0-9]{1,25}"
ANY = r"[^\s/?#<>\"\\^`{|}\[\]@:;=*!$]{1,150}"

# A file of the platform's own, whatever stands before the dot.
FILE = re.compile(r".*\.(?:php|html?|aspx?|cgi|xml|txt|ico)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tail:
    """What a segment after the handle means: `alone` when nothing follows it, `deeper` when something does.

    None drops the segment and all that follows; a reason refuses the address.
    """

    alone: Reason | None = None
    deeper: Reason | None = None


def listed(names: str) -> tuple[str, ...]:
    """Names written one after another, as a tuple."""
    return tuple(names.split())


def tabs(names: str) -> dict[str, Tail]:
    """Sub-pages of an account, dropped with whatever follows them."""
    return dict.fromkeys(names.split(), Tail())


def lists(of: Reason, names: str) -> dict[str, Tail]:
    """Sub-pages that list things: dropped when alone, refused as one of the things when something follows."""
    return dict.fromkeys(names.split(), Tail(deeper=of))


def things(are: Reason, names: str) -> dict[str, Tail]:
    """Segments that make the address something else than an account, whatever follows."""
    return dict.fromkeys(names.split(), Tail(alone=are, deeper=are))


def reserved(reason: Reason, names: str) -> dict[str, Reason]:
    """First segments that are never a handle, all refused for the same reason."""
    return dict.fromkeys(names.split(), reason)


# Where accounts stand at the root, these names are the site's own on every platform of the catalogue.
PAGES = {
    **reserved(
        Reason.NOT_ACCOUNT,
        "about help privacy privacy-policy privacy_policy terms tos terms-of-service terms-of-use terms_of_use legal settings"
        " account accounts cookies cookie-policy cookie_policy community-guidelines dmca imprint home dashboard notifications"
        " messages api download static assets logout sign-out signout password",
    ),
    **reserved(
        Reason.LOGIN, "login signin sign-in sign_in signup sign-up sign_up log-in log_in register oauth oauth2 auth"
    ),
    **reserved(Reason.SEARCH, "search explore"),
    **reserved(Reason.HASHTAG, "hashtag"),
    **reserved(Reason.SHARE, "share sharer intent"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """One way to write an account's address.

    `path` is what follows the host, `{}` standing for the handle and `*` for any one segment: "company/{}", "@{}",
    "profile.php?id={}", "#@{}" (in the fragment), "pub/{*}"
    (all that follows). `host` is where the form is read when that is not everywhere on the
    platform; "{}.tumblr.com" has the handle as its first label. `handle` is the pattern of the name, with a group `h`
    where only a part of it counts; `suffix` completes it. `address` is the canonical address of what is named, `{host}` being the server of a
    federated platform. `key` sets the form apart from other kinds of account ("" = the plain name). `maybe` are the keys,
    `{}` being the folded name, of accounts that only the platform could say are the same. `refuses` makes it the form of
    something that is no account. `tails` go before the entry's; "*" among them is any segment.
    """

    path: str
    address: str = ""
    host: str = ""
    kind: Kind = Kind.PROFILE
    handle: str = ""
    suffix: str = ""
    key: str = ""
    keeps_case: bool | None = None
    maybe: tuple[str, ...] = ()
    example: str = "polymtl"
    tails: Mapping[str, Tail] = field(default_factory=dict)
    other_tail: Reason | None = None
    refuses: Reason | None = None


def never(path: str, reason: Reason, handle: str = ANY, host: str = "") -> Form:
    """The form of an address that looks like an account's and is something else."""
    return Form(path=path, handle=handle, host=host, refuses=reason)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A platform: its names, its hosts (exact; www, m and mobile before them are understood), and how it is read.

    `mark` is what the look shows in place of a logo. `forms` are tried in order. `bare` are the paths that a handle
    given alone is tried at, each with what it must look like after a space (none: the first form's). `locales`: a country or language label may stand before any of
    the hosts. `services`: further hosts of the platform that hold no account, with what they hold. `tails` and
    `other_tail` say what a segment after the handle means, `query` which parameters make the address something else,
    `root_query` what a query without a path is, `repeats` that the
    handle written twice is still the account. `skips` is the pattern of a first segment to drop (a language).
    `schemes`: the beginnings of application links → the address that they stand for. `ignores_dots`: dots do not tell two
    handles apart. `closed_on` is a partial date, "" while the platform lives.
    """

    slug: str
    name: str
    mark: str
    hosts: tuple[str, ...]
    forms: tuple[Form, ...]
    former_names: tuple[str, ...] = ()
    ignores_case: bool = True
    ignores_dots: bool = False
    closed_on: str = ""
    federated: bool = False
    handle: str = WORD
    services: Mapping[str, Reason] = field(default_factory=dict)
    locales: bool = False
    skips: str = ""
    reserved: Mapping[str, Reason] = field(default_factory=dict)
    tails: Mapping[str, Tail] = field(default_factory=dict)
    other_tail: Reason = Reason.NOT_ACCOUNT
    query: Mapping[str, Reason] = field(default_factory=dict)
    root_query: Reason = Reason.NO_HANDLE
    repeats: bool = False
    bare: tuple[str, ...] = ()
    schemes: Mapping[str, str] = field(default_factory=dict)

    def own_page(self, name: str) -> Reason | None:
        """Why a first segment, in lower case, is a page of the platform's own; None where it can be a handle."""
        return self.reserved.get(name) or PAGES.get(name)

    def no_handle(self, name: str) -> Reason | None:
        """Why a name in lower case at the root of the platform is no handle; None where it can be one."""
        return self.own_page(name) or (Reason.NOT_ACCOUNT if "." in name and FILE.fullmatch(name) else None)

    @property
    def bare_paths(self) -> tuple[tuple[str, str, str], ...]:
        """Where a handle given alone is read, in the order to try: host, path, and what the handle must look like."""
        chosen = []
        for path, _, looks in (item.partition(" ") for item in self.bare or (self.forms[0].path,)):
            forms = sorted((form for form in self.forms if form.path == path), key=lambda form: bool(form.host))
            host = forms[0].host or self.hosts[0]
            if "{host}" not in host:
                chosen.append((host, path, looks or ".+"))
        return tuple(chosen)

    def example(self, form: Form) -> str:
        """An address in this form, without its scheme, for the catalogue page and the tests: "youtube.com/@polymtl"."""
        path = form.path.replace("{*}", "{}").replace("*", "Nom").replace("{}", form.example)
        host = form.host or self.hosts[0]
        host = host.replace("{}", form.example).replace("{host}", "fr")
        return f"{host}/{path}".rstrip("/")
