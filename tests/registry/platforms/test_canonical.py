"""The reader against its own table, against examples, and against any text at all."""

import pytest

from registry.platforms.canonical import Kind, Reading, Reason, Refusal, address_of, canonicalise
from registry.platforms.catalog import CATALOG, MAIN
from registry.platforms.words import REFUSALS

FORMS = [(e, f) for e in CATALOG.values() for f in e.forms if f.address]
NAMES = [f"{e.slug} {f.host}/{f.path} {n}" for n, (e, f) in enumerate(FORMS)]


@pytest.mark.parametrize(("entry", "form"), FORMS, ids=NAMES)
def test_every_form_of_the_table_reads_back(entry, form):
    read = canonicalise(entry.example(form))
    assert isinstance(read, Reading), (entry.example(form), read)
    assert read.platform == entry.slug
    assert read.kind == form.kind
    assert read.address.startswith("https://")
    again = canonicalise(read.address)
    assert again == read, "the canonical address reads as the same account"
    assert address_of(read.platform, read.handle, read.kind) == read.address
    assert canonicalise(read.address, entry.slug) == read
    assert canonicalise(read.display) == read, "what people are shown can be pasted back"
    assert read.key not in read.possibly_same


@pytest.mark.parametrize(
    "entry", [e for e in CATALOG.values() if not e.federated and e.bare_paths], ids=lambda e: e.slug
)
def test_a_handle_alone_is_read_for_the_platform_given(entry):
    host, path, _ = entry.bare_paths[-1]
    example = next(f.example for f in entry.forms if f.path == path and (f.host or entry.hosts[0]) == host)
    read = canonicalise(example, entry.slug)
    assert isinstance(read, Reading), (example, read)
    assert read.platform == entry.slug


@pytest.mark.parametrize("entry", CATALOG.values(), ids=lambda e: e.slug)
def test_the_catalogue_fits_the_register(entry):
    assert entry.slug.isascii()
    assert 1 <= len(entry.mark) <= 3
    assert len(entry.name) <= 80
    assert entry.hosts
    assert all(host == host.lower() and len(host) <= 120 for host in entry.hosts)


def test_the_platforms_proposed_first_are_in_the_catalogue_and_alive():
    assert len(MAIN) >= 30
    assert not [slug for slug in MAIN if CATALOG[slug].closed_on]


def test_each_reason_has_a_sentence_in_both_languages():
    assert set(REFUSALS) == set(Reason)
    assert all(pair.fr and pair.en and pair.fr != pair.en for pair in REFUSALS.values())
    assert Refusal(Reason.POST).sentence is REFUSALS[Reason.POST]


SAME = [
    ("https://mobile.twitter.com/PolyMTL?lang=fr", "x.com/polymtl"),
    ("http://twitter.com/#!/polymtl", "@polymtl@x.com"),
    (
        "https://www.facebook.com/pages/Ecole/136880189673357?ref=ts&amp;__a=1",
        "facebook.com/profile.php?id=136880189673357",
    ),
    ("https://m.facebook.com/Poly.MTL/about/?_rdr", "facebook.com/polymtl"),
    ("https://fr-fr.facebook.com/pg/polymtl/posts/", "fb.com/polymtl"),
    (
        "https://www.facebook.com/people/Poly/100064000000001/",
        "https://www.facebook.com/Poly-Mtl-100064000000001/?fref=nf",
    ),
    (
        "https://ca.linkedin.com/company/PolyMTL/posts/?feedView=all",
        "linkedin.com/company/polymtl/about?viewAsMember=true",
    ),
    ("https://www.linkedin.com/company/employ%c3%a9s/", "https://www.linkedin.com/company/employés"),
    ("https://www.youtube.com/@PolyMTL/featured", "youtube.com/@polymtl"),
    ("https://polymtl.tumblr.com/", "https://www.tumblr.com/blog/polymtl"),
    ("https://bonn.social/@uni@baw%C3%BC.social", "@uni@xn--baw-joa.social"),
    ("https://mastodon.social/users/Polymtl", "acct:polymtl@mastodon.social"),
    ("https://t.me/s/polymtl", "tg://resolve?domain=polymtl"),
    ("spotify:artist:4aXXDj9aZnlshx7mzj3W1N", "https://open.spotify.com/intl-fr/artist/4aXXDj9aZnlshx7mzj3W1N?si=1"),
    ("[La page](https://www.instagram.com/polymtl/?hl=fr)", "« instagram.com/polymtl »"),
    ("Notre compte : https://x.com/polymtl.", "<https://x.com/polymtl>"),
    ("\u00a0https://x.com/polymtl\u200b\n", "//x.com/polymtl"),
    ("Suivez-nous : @polymtl@piaille.fr !", "https://piaille.fr/@polymtl"),
    ("https://https://x.com/polymtl", "http:/x.com/polymtl"),
    ("http//x.com/polymtl", "https://twitter.com/polymtl)"),
    ("https://polymtl.substack.com/about", "https://open.substack.com/pub/polymtl"),
    ("https://plus.google.com/u/0/+polymtl/posts", "https://www.google.com/+polymtl"),
    (
        "https://itunes.apple.com/ca/podcast/poly/id1234567890",
        "https://podcasts.apple.com/ca/podcast/poly/id1234567890?l=fr",
    ),
    ("at://polymtl.ca", "https://bsky.app/profile/polymtl.ca"),
    ("https://x.com:443/polymtl", "HTTPS://X.COM/polymtl/"),
    ("https://x.com./polymtl", "hhttps://twitter.com/polymtl"),
    ("https://www.threads.net/@polymtl", "@polymtl@threads.net"),
    ("https://angel.co/company/polymtl", "https://wellfound.com/company/polymtl/jobs"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_account(one, other):
    first, second = canonicalise(one), canonicalise(other)
    assert isinstance(first, Reading), first
    assert first.key == second.key
    assert first.platform == second.platform


APART = [
    ("https://youtube.com/channel/UCtAh1m085QkEKYNg0j_6r8A", "https://youtube.com/channel/UCtAh1m085QkEKYNg0j_6r8a"),
    ("https://youtube.com/c/polymtl", "https://youtube.com/@polymtl"),
    ("https://youtube.com/user/polymtl", "https://youtube.com/polymtl"),
    ("https://linkedin.com/company/polymtl", "https://linkedin.com/school/polymtl"),
    ("https://facebook.com/groups/polymtl", "https://facebook.com/polymtl"),
    ("https://reddit.com/r/polymtl", "https://reddit.com/user/polymtl"),
    ("https://polymtl.substack.com", "https://substack.com/@polymtl"),
    ("@polymtl@mastodon.social", "@polymtl@piaille.fr"),
    ("https://fr.wikipedia.org/wiki/Polytechnique", "https://en.wikipedia.org/wiki/Polytechnique"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_only_the_platform_could_merge_stays_apart(one, other):
    first, second = canonicalise(one), canonicalise(other)
    assert isinstance(first, Reading)
    assert isinstance(second, Reading)
    assert first.key != second.key


def test_possibly_the_same_names_the_other_key():
    custom, handle = canonicalise("youtube.com/c/polymtl"), canonicalise("youtube.com/@polymtl")
    assert handle.key in custom.possibly_same
    assert custom.key in handle.possibly_same


REFUSED = [
    ("https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fpolymtl.ca", Reason.SHARE),
    ("https://twitter.com/intent/tweet?text=a", Reason.SHARE),
    ("https://wa.me/?text=Bonjour%20https://polymtl.ca", Reason.SHARE),
    ("https://x.com/polymtl/status/1259924082067374088", Reason.POST),
    ("https://www.instagram.com/p/B4nysvCHxny/", Reason.POST),
    ("https://youtu.be/ZpabgFlVIlE", Reason.POST),
    ("https://www.youtube.com/playlist?list=PL1", Reason.PLAYLIST),
    ("http://twitter.com/search?q=polymtl", Reason.SEARCH),
    ("https://twitter.com/hashtag/polymtl?src=hash", Reason.HASHTAG),
    ("https://www.facebook.com/events/1234567890", Reason.EVENT),
    ("https://www.instagram.com/accounts/login/", Reason.LOGIN),
    ("https://apps.apple.com/ca/app/polymtl/id1", Reason.APP_STORE),
    ("https://bit.ly/3abc", Reason.SHORTENER),
    ("https://t.co/flmvdAWY2E", Reason.SHORTENER),
    ("https://www.facebook.com/", Reason.NO_HANDLE),
    ("https://www.linkedin.com/company/", Reason.NO_HANDLE),
    ("https://instagram.com/disco..dude", Reason.BAD_HANDLE),
    ("http://facebook.com/peter[parker", Reason.BAD_HANDLE),
    ("https://x.com/@home", Reason.NOT_ACCOUNT),
    ("https://www.instagram.com/_u/explore", Reason.HASHTAG),
    ("https://help.instagram.com/polymtl", Reason.NOT_ACCOUNT),
    ("http://youtube.com/this/is/too/long", Reason.NOT_ACCOUNT),
    ("https://github.com/polymtl/site", Reason.NOT_ACCOUNT),
    ("https://www.polymtl.ca/carrefourms", Reason.UNKNOWN_HOST),
    ("https://example.com/@#$%^&*()", Reason.UNKNOWN_HOST),
    ("mailto:info@polymtl.ca", Reason.EMAIL),
    ("info@polymtl.ca", Reason.EMAIL),
    ("@info@gmail.com", Reason.EMAIL),
    ("tel:+15143404711", Reason.PHONE),
    ("+1 514 340-4711", Reason.PHONE),
    ("polymtl", Reason.NO_PLATFORM),
    ("@polymtl", Reason.NO_PLATFORM),
    ("", Reason.NOT_AN_ADDRESS),
    ("  \t\n", Reason.NOT_AN_ADDRESS),
    ("not a url", Reason.NOT_AN_ADDRESS),
    ("https://x.com/polymtl https://x.com/ecolepolytechnique", Reason.SEVERAL),
    ("https://www.linkedin.com/company/equ ipe-polymtl/", Reason.NOT_AN_ADDRESS),
]


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_refuses_with_its_reason(text, reason):
    assert canonicalise(text) == Refusal(reason, getattr(canonicalise(text), "platform", "read"))


@pytest.mark.parametrize(
    ("text", "platform", "reason"),
    [
        ("https://x.com/polymtl", "facebook", Reason.PLATFORM_MISMATCH),
        ("polymtl", "nowhere", Reason.UNKNOWN_PLATFORM),
        ("polymtl", "mastodon", Reason.NO_HOST),
        ("poly mtl", "x", Reason.NOT_AN_ADDRESS),
        ("poly-mtl", "x", Reason.BAD_HANDLE),
        ("notfacebook.com", "x", Reason.LOOKALIKE_HOST),
    ],
)
def test_refuses_for_the_platform_given(text, platform, reason):
    assert canonicalise(text, platform).reason == reason


@pytest.mark.parametrize(
    ("text", "platform", "kind", "handle"),
    [
        ("@polymtl", "x", Kind.PROFILE, "polymtl"),
        ("polymtl", "youtube", Kind.PROFILE, "polymtl"),
        ("UCtAh1m085QkEKYNg0j_6r8A", "youtube", Kind.CHANNEL, "UCtAh1m085QkEKYNg0j_6r8A"),
        ("school/polymtl", "linkedin", Kind.SCHOOL, "polymtl"),
        ("poly.mtl", "instagram", Kind.PROFILE, "poly.mtl"),
        ("polymtl@mastodon.social", "mastodon", Kind.PROFILE, "polymtl@mastodon.social"),
        ("polymtl", "bluesky", Kind.PROFILE, "polymtl.bsky.social"),
        ("polymtl.ca", "bluesky", Kind.PROFILE, "polymtl.ca"),
    ],
)
def test_reads_a_handle_for_the_platform_given(text, platform, kind, handle):
    read = canonicalise(text, platform)
    assert (read.platform, read.kind, read.handle) == (platform, kind, handle)


@pytest.mark.parametrize(
    ("text", "broad"),
    [
        ("https://x.com/polymtl", "account"),
        ("https://youtube.com/user/polymtlvideos", "account"),
        ("https://linkedin.com/school/polymtl", "account"),
        ("https://facebook.com/groups/polymtl", "group"),
        ("https://reddit.com/r/polymtl", "community"),
        ("https://discord.gg/polymtl", "invite"),
    ],
)
def test_kinds_tell_accounts_from_groups(text, broad):
    assert canonicalise(text).kind.broad == broad


def test_an_unlisted_server_with_www_is_possibly_the_one_without():
    assert canonicalise("https://www.social.example/@polymtl").possibly_same == ("polymtl@social.example",)


def test_keeps_the_spelling_that_came_in():
    assert canonicalise("twitter.com/PolyMTL").typed == "PolyMTL"
