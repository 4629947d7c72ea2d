"""Hosts: what is a platform's, what only looks like it, and what hides behind an odd spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.platforms.canonical import Reading, Reason, canonicalise
from registry.platforms.catalog import CATALOG
from registry.platforms.hosts import EXACT, INSTANCES
from registry.platforms.imitation import imitates

TRICKS = [
    ("javascript:alert(1)//x.com/polymtl", Reason.DANGEROUS),
    ("data:text/html,https://x.com/polymtl", Reason.DANGEROUS),
    ("vbscript:x.com/polymtl", Reason.DANGEROUS),
    ("file:///x.com/polymtl", Reason.DANGEROUS),
    ("https://x.com@evil.example/polymtl", Reason.DANGEROUS),
    ("https://x.com:pass@evil.example/polymtl", Reason.DANGEROUS),
    ("https://polymtl:secret@x.com/polymtl", Reason.DANGEROUS),
    ("https://x.com\\@evil.example/polymtl", Reason.DANGEROUS),
    ("https:\\\\x.com\\polymtl", Reason.DANGEROUS),
    ("https://x.com/poly\u202emtl", Reason.DANGEROUS),
    ("https://x.com/poly\u200bmtl", Reason.DANGEROUS),
    ("https://x.com/poly\x00mtl", Reason.DANGEROUS),
    ("https://x.com/poly%00mtl", Reason.DANGEROUS),
    ("https://x.com/poly%E2%80%AEmtl", Reason.DANGEROUS),
    ("https://x.com/a%2f..%2fpolymtl", Reason.DANGEROUS),
    ("https://x.com/../polymtl", Reason.DANGEROUS),
    ("https://x.com/%ff%fe", Reason.DANGEROUS),
    ("https://x.com:8443/polymtl", Reason.UNKNOWN_HOST),
    ("https://127.0.0.1/@polymtl", Reason.NOT_AN_ADDRESS),
    ("https://[::1]/@polymtl", Reason.UNKNOWN_HOST),
    ("https://localhost/@polymtl", Reason.NOT_AN_ADDRESS),
    ("https:///polymtl", Reason.NOT_AN_ADDRESS),
    ("https://x.com", Reason.NO_HANDLE),
    ("https://x.com%40evil.example/polymtl", Reason.NOT_AN_ADDRESS),
    ("https://x.com%2fpolymtl", Reason.NOT_AN_ADDRESS),
    ("https://evil.example\\@x.com/polymtl", Reason.DANGEROUS),
    ("https:/\\x.com/polymtl", Reason.DANGEROUS),
    ("ｈttps://x.com/polymtl", Reason.LOOKALIKE_HOST),
    ("https：//x.com/polymtl", Reason.LOOKALIKE_HOST),
    ("https://x.com／polymtl", Reason.LOOKALIKE_HOST),
    ("https://x.com/poly\tmtl", Reason.NOT_AN_ADDRESS),
    ("https://x\n.com/polymtl", Reason.NOT_AN_ADDRESS),
    ("java\tscript:x.com/polymtl", Reason.NOT_AN_ADDRESS),
    ("https://x.com/%2570olymtl", Reason.BAD_HANDLE),
    ("https://x.com/poly%252Fmtl", Reason.BAD_HANDLE),
    ("https://x.com/./polymtl", Reason.DANGEROUS),
    ("https://x.com/%2e%2e/polymtl", Reason.DANGEROUS),
    ("https://x.com/#!/../polymtl", Reason.DANGEROUS),
    ("https://x.com:0443/polymtl", Reason.UNKNOWN_HOST),
    ("https://2130706433/@polymtl", Reason.NOT_AN_ADDRESS),
    ("https://0x7f.1/@polymtl", Reason.NOT_AN_ADDRESS),
    ("https://[2001:db8::1]:443/@polymtl", Reason.UNKNOWN_HOST),
    ("https://x.com../polymtl", Reason.NOT_AN_ADDRESS),
    ("https://evil.example/?url=https://x.com/polymtl", Reason.UNKNOWN_HOST),
    ("https://evil.example/https://x.com/polymtl", Reason.UNKNOWN_HOST),
    ("https://evil.social/@polymtl@x.com", Reason.UNKNOWN_HOST),
    ("@polymtl@127.0.0.1", Reason.NOT_AN_ADDRESS),
    ("view-source:https://x.com/polymtl", Reason.DANGEROUS),
    ("intent://x.com/polymtl#Intent;scheme=https;end", Reason.NOT_AN_ADDRESS),
    ("ftp://x.com/polymtl", Reason.NOT_AN_ADDRESS),
]

LOOKALIKES = [
    "notfacebook.com",
    "facebook.com.evil.example",
    "facebook-login.com",
    "faceb00k.com",
    "facebook.co",
    "faecbook.com",
    "twiter.com",
    "lnstagram.com",
    "Iinkedin.com",
    "youtubé.com",
    "fасebook.com",
    "xn--fcebook-8va.com",
    "х.com",
    "ｘ.com",
    "x。com",
    "x.corn",
    "ⅹ.com",
    "mastod0n.social",
    "mastodon.sociaI",
    "rnastodon.social",
    "bsky.app.login.example",
    "github.com-secure.example",
    "раураl.social",
    "аррӏе.com",
    "mastodom.social",
    "pixelfde.social",
    "qithub.com",
    "githvb.com",
    "gitlab.co",
    "twitch.com",
    "vimeo.co",
    "github.co.uk",
    "bluesky.app",
    "discord-gg.com",
    "threads.net.co",
]

# Of the platforms themselves, or honest servers whose names come near another's.
HONEST = [
    *("my.mail.ru", "wechat.com", "polymtl.github.io", "wordpress.org", "cdn4.telegram-cdn.org", "youtubekids.com"),
    *("mastodont.cat", "feddit.dk", "lemmy.nl", "mast.lat", "gitlab.polymtl.ca", "wordpress.polymtl.ca", "пример.рф"),
]


@pytest.mark.parametrize(("text", "reason"), TRICKS)
def test_tricks_are_refused(text, reason):
    assert canonicalise(text).reason == reason
    assert not isinstance(canonicalise(text, "mastodon"), Reading)


@pytest.mark.parametrize("host", LOOKALIKES)
@pytest.mark.parametrize("path", ["polymtl", "@polymtl", "users/polymtl", "u/polymtl"])
def test_hosts_that_look_like_another_are_refused(host, path):
    for text in (f"https://{host}/{path}", f"{host}/{path}", f"https://www.{host}/{path}"):
        assert canonicalise(text).reason == Reason.LOOKALIKE_HOST, text


@pytest.mark.parametrize("host", HONEST)
def test_an_honest_host_is_not_called_a_look_alike(host):
    assert getattr(canonicalise(f"https://{host}/@polymtl"), "reason", None) != Reason.LOOKALIKE_HOST


@pytest.mark.parametrize("address", ["https://x.com/evil#!/polymtl", "https://x.com/evil?x=1#!/polymtl"])
def test_an_old_fragment_never_outvotes_the_path(address):
    assert canonicalise(address).handle == "evil"


@pytest.mark.parametrize("host", ["fасebook.com", "mastod0n.social", "ｘ.com"])
def test_accounts_named_with_a_look_alike_server_are_refused(host):
    assert canonicalise(f"@polymtl@{host}").reason == Reason.LOOKALIKE_HOST


@pytest.mark.parametrize("host", sorted({host for entry in CATALOG.values() for host in entry.hosts}))
def test_no_listed_host_is_refused_as_a_look_alike(host):
    assert host in EXACT or host in INSTANCES
    answer = canonicalise(f"https://{host}/@polymtl")
    assert getattr(answer, "reason", None) not in (Reason.LOOKALIKE_HOST, Reason.UNKNOWN_HOST)


@pytest.mark.parametrize(
    "host",
    [
        "social.polymtl.ca",
        "mastodon.polymtl.ca",
        "toots.example",
        "bawü.social",
        "例え.jp",
        "пример.рф",
        "etsy-lovers.club",
    ],
)
def test_an_unlisted_server_is_read_by_shape_and_says_so(host):
    read = canonicalise(f"https://{host}/@Polymtl")
    assert (read.platform, read.handle, read.host_confirmed) == ("mastodon", f"polymtl@{host}", host == "bawü.social")
    assert canonicalise(read.display) == read


def test_an_account_seen_from_elsewhere_lives_at_home():
    there = canonicalise("https://piaille.fr/@polymtl@mastodon.social")
    assert there == canonicalise("https://mastodon.social/@polymtl")


@pytest.mark.parametrize(
    ("address", "platform"),
    [
        ("https://social.polymtl.ca/u/polymtl", "lemmy"),
        ("https://tube.polymtl.ca/a/polymtl", "peertube"),
        ("https://social.polymtl.ca/video-channels/polymtl", "peertube"),
        ("https://video.polymtl.ca/c/polymtl", "peertube"),
        ("https://pixelfed.polymtl.ca/polymtl", "pixelfed"),
        ("https://lemmy.polymtl.ca/c/polymtl", "lemmy"),
    ],
)
def test_the_software_of_an_unlisted_server_is_told_by_name_or_shape(address, platform):
    read = canonicalise(address)
    assert (read.platform, read.host_confirmed) == (platform, False)
    assert canonicalise(read.address, read.platform) == read


@pytest.mark.parametrize(
    "address",
    [
        "https://www.polymtl.ca/c/produits",
        "https://forum.polymtl.ca/users/1234",
        "https://polymtl.ca/users/login",
        "https://polymtl.ca/a/actualite",
        "https://polymtl.ca/",
    ],
)
def test_an_ordinary_site_is_not_taken_for_the_fediverse(address):
    assert canonicalise(address).reason == Reason.UNKNOWN_HOST


@given(st.sampled_from(["facebook", "twitter", "instagram", "linkedin", "youtube"]), st.data())
def test_a_slip_in_a_great_name_is_never_a_server(brand, data):
    at = data.draw(st.integers(1, len(brand) - 1))
    slip = data.draw(
        st.sampled_from(
            [brand[:at] + brand[at + 1 :], brand[:at] + "x" + brand[at:], brand[:at] + "x" + brand[at + 1 :]]
        )
    )
    if slip != brand:
        assert imitates(f"{slip}.com")


def test_hosts_of_two_platforms_are_only_the_shared_ones():
    claims = {}
    for entry in CATALOG.values():
        for host in {*entry.hosts, *entry.services}:
            claims.setdefault(host, set()).add(entry.slug)
    shared = {host for host, slugs in claims.items() if len(slugs) > 1}
    assert shared <= {"itunes.apple.com"}, {host: claims[host] for host in shared}
