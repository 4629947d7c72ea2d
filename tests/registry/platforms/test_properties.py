"""The reader's promises for any text: it answers, what it reads reads back, and noise changes no account."""

from urllib.parse import urlsplit

from hypothesis import given, settings
from hypothesis import strategies as st

from registry.platforms.canonical import Reading, Reason, Refusal, address_of, canonicalise
from registry.platforms.catalog import CATALOG
from registry.platforms.hosts import UNDER

FORMS = [(e, f) for e in CATALOG.values() for f in e.forms if f.address]

TEXT = st.text(max_size=60) | st.from_regex(
    r"(https?://)?[a-zA-Z@.:/?#%&=\[\]\\ \u0430\uff0e\u200b-]{0,40}", fullmatch=True
)
PIECES = st.sampled_from(
    ["https://", "x.com", "facebook.com", "@", "/", ".", "%2f", "%", "#", "?", ":", "xn--", "\\", "é", "\u202e"]
)


@settings(max_examples=250, deadline=None)
@given(
    TEXT | st.lists(PIECES | st.text(max_size=4), max_size=8).map("".join), st.none() | st.sampled_from(sorted(CATALOG))
)
def test_any_text_gets_an_answer_and_an_account_reads_back(text, platform):
    answer = canonicalise(text, platform)
    if isinstance(answer, Refusal):
        assert answer.sentence.fr
        return
    assert answer.platform in CATALOG
    assert canonicalise(answer.address, platform) == answer
    assert address_of(answer.platform, answer.handle, answer.kind) == answer.address


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FORMS), st.from_regex(r"[\w.&'-]{1,30}", fullmatch=True))
def test_any_handle_of_any_form_reads_back(pair, handle):
    entry, form = pair
    answer = canonicalise(entry.example(form).replace(form.example, handle))
    if isinstance(answer, Reading):
        assert canonicalise(answer.address) == answer
        assert address_of(answer.platform, answer.handle, answer.kind) == answer.address
        assert urlsplit(answer.address).scheme == "https"


NOISE = st.sampled_from(
    [*"/.@#?&%:=~+-_ !$'()[]\\\t", "é", "İ", "ß", "σς", "가", "\u0301", "\u200b", "\u202e", "\uff0e", "//", "../"]
)
CODED = st.sampled_from(["%C3%A9", "%2F", "%00", "%25", "%E2%80%AE", "xn--", "@evil.example", "@a@b.social", ".rss"])


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(FORMS), st.lists(st.tuples(st.integers(0, 60), NOISE | CODED), min_size=1, max_size=3))
def test_a_spoilt_address_is_refused_or_reads_back(pair, noise):
    entry, form = pair
    text = entry.example(form)
    for at, piece in noise:
        text = text[:at] + piece + text[at:]
    answer = canonicalise(text)
    if isinstance(answer, Reading):
        assert canonicalise(answer.address, None if answer.host_confirmed else answer.platform) == answer
        assert address_of(answer.platform, answer.handle, answer.kind) == answer.address


@given(st.sampled_from(FORMS), st.sampled_from(["?utm_source=a&lang=fr", "/?_rdr", "?ref=br_tf", "/"]))
def test_tracking_changes_nothing(pair, tracking):
    entry, form = pair
    if "?" in form.path or form.path.startswith("#") or form.host == "invite.viber.com":
        return
    assert canonicalise(entry.example(form) + tracking) == canonicalise(entry.example(form))


def test_sub_domains_that_are_the_platforms_own_are_no_handles():
    answers = {canonicalise(f"https://help.{parent}/") for parent in UNDER}
    assert {answer.reason for answer in answers} <= {Reason.NOT_ACCOUNT}
