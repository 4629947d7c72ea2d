"""*Verify*: one account whatever the spelling, a sentence for whatever is not one, and nothing about drafts."""

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.accounts import actions
from registry.accounts.models import Account
from registry.accounts.status import ProofKind, Standing, Status
from registry.directory.verdicts import LISTED, Verdict, verdict_of
from registry.directory.verify import verify
from registry.platforms.kinds import Reason

SPELLINGS = [
    "https://x.com/polymtl",
    "http://twitter.com/polymtl",
    "https://www.twitter.com/PolyMTL",
    "https://mobile.twitter.com/polymtl?lang=fr",
    "HTTPS://X.COM/POLYMTL/",
    "x.com/polymtl/with_replies",
    "twitter.com/#!/polymtl",
    "  https://x.com/polymtl?s=20&t=abc#top ",
    "« https://x.com/polymtl »",
    "[le compte](https://x.com/polymtl)",
    "//x.com/polymtl",
]
NOT_ACCOUNTS = [
    ("", Reason.NOT_AN_ADDRESS),
    ("bonjour à tous", Reason.NOT_AN_ADDRESS),
    ("javascript:alert(1)", Reason.DANGEROUS),
    ("https://x.com\\@evil.com/polymtl", Reason.DANGEROUS),
    ("https://user@x.com/polymtl", Reason.DANGEROUS),
    ("https://notfacebook.com/polymtl", None),
    ("https://x.com/polymtl/status/1234567890", Reason.POST),
    ("https://x.com/intent/tweet?text=a", Reason.SHARE),
    ("https://x.com/search?q=polymtl", Reason.SEARCH),
    ("https://x.com/hashtag/polymtl", Reason.HASHTAG),
    ("https://bit.ly/abc", Reason.SHORTENER),
    ("webmestre@polymtl.example", Reason.EMAIL),
    ("un-nom-que-personne-ne-porte", Reason.NO_PLATFORM),
    ("x\x00.com/polymtl", Reason.DANGEROUS),
]


@pytest.fixture
def polymtl(world):
    return world.account("https://x.com/polymtl")


def in_state(world, address: str, standing: str, status: str) -> Account:
    """An account of any pair: an official one gets its status afterwards, as in life."""
    account = world.account(address, standing=standing)
    Account.objects.filter(pk=account.pk).update(status=status)
    account.refresh_from_db()
    return account


@pytest.mark.parametrize("text", SPELLINGS)
def test_every_spelling_is_one_account(polymtl, text):
    answer = verify(text)
    assert answer.verdict == Verdict.OFFICIAL
    assert answer.account.address == polymtl.address
    assert answer.account.page == polymtl.get_absolute_url()


@pytest.mark.parametrize(("text", "reason"), NOT_ACCOUNTS)
def test_what_is_not_an_account_is_told_why(polymtl, text, reason):
    answer = verify(text)
    assert answer.verdict is None
    assert answer.refusal.reason == (reason or answer.refusal.reason)
    assert answer.sentence.fr
    assert answer.sentence.en


@pytest.mark.parametrize(("standing", "status"), list(product(Standing, Status)))
def test_each_pair_is_answered_by_the_table(world, standing, status):
    account = in_state(world, "https://x.com/polymtl", standing, status)
    answer = verify("twitter.com/polymtl")
    assert answer.verdict == verdict_of(standing, status)
    if status in (Status.LOST, Status.COMPROMISED):
        assert answer.verdict != Verdict.OFFICIAL
    is_published = Account.objects.published().filter(pk=account.pk).exists()
    assert (answer.verdict in LISTED) == is_published
    assert bool(answer.account and answer.account.page) == is_published


@pytest.mark.parametrize("standing", [s for s in Standing if s != Standing.IMPOSTOR])
def test_a_planned_account_is_as_if_it_were_not_there(world, standing):
    before = verify("https://x.com/polymtl")
    in_state(world, "https://x.com/polymtl", standing, Status.PLANNED)
    assert verify("https://x.com/polymtl") == before


@pytest.mark.parametrize("standing", [Standing.UNCONFIRMED, Standing.UNOFFICIAL, Standing.IMPOSTOR])
def test_what_is_not_listed_gives_away_no_name_and_no_unit(world, standing):
    world.account("https://x.com/polymtl", standing=standing)
    told = verify("https://x.com/polymtl").account
    assert (told.title.fr, told.unit.fr, told.page, told.decision) == ("", "", "", None)


@pytest.mark.parametrize(
    "text",
    ["x.com/poIymtl", "x.com/p0lymtl", "x.com/polymlt", "x.com/polymtl_officiel", "https://www.instagram.com/poly.mtl"],
)
def test_a_look_alike_is_unknown_and_says_whom_it_resembles(polymtl, text):
    answer = verify(text)
    assert answer.verdict == Verdict.UNKNOWN
    assert [account.address for account in answer.resembles] == [polymtl.address]


def test_an_impostor_says_whom_it_resembles(world, polymtl):
    world.account("https://x.com/polymt1", standing=Standing.IMPOSTOR)
    answer = verify("x.com/polymt1")
    assert answer.verdict == Verdict.IMPOSTOR
    assert [account.address for account in answer.resembles] == [polymtl.address]


def test_only_listed_accounts_are_resembled(world):
    world.account("https://x.com/polymtl", standing=Standing.UNCONFIRMED)
    world.account("https://www.facebook.com/polymtl", standing=Standing.IMPOSTOR)
    in_state(world, "https://www.instagram.com/polymtl", Standing.OFFICIAL, Status.PLANNED)
    answer = verify("x.com/polymt1")
    assert (answer.resembles, answer.elsewhere, answer.possibly_same) == ((), (), ())
    assert verify("polymtl").refusal


def test_the_same_name_elsewhere_is_no_verdict(polymtl):
    answer = verify("https://www.instagram.com/polymtl")
    assert answer.verdict == Verdict.UNKNOWN
    assert [account.address for account in answer.elsewhere] == [polymtl.address]
    assert answer.resembles == ()


def test_only_the_platform_can_merge_a_name_and_a_channel(world):
    channel = world.account("https://www.youtube.com/@polymtlvideos")
    answer = verify("https://www.youtube.com/c/polymtlvideos")
    assert answer.verdict == Verdict.UNKNOWN
    assert [account.address for account in answer.possibly_same] == [channel.address]


def test_a_possible_twin_that_is_not_listed_is_not_told(world):
    world.account("https://www.youtube.com/@polymtlvideos", standing=Standing.UNCONFIRMED)
    assert verify("https://www.youtube.com/c/polymtlvideos").possibly_same == ()


@pytest.mark.parametrize("text", ["polymtl", "@polymtl", "PolyMTL"])
def test_a_bare_name_gets_the_accounts_that_bear_it_and_no_verdict(world, polymtl, text):
    other = world.account("https://www.facebook.com/polymtl")
    answer = verify(text)
    assert answer.verdict is None
    assert {account.address for account in answer.accounts} == {polymtl.address, other.address}
    assert answer.refusal is None


def test_a_bare_name_with_its_platform_is_an_account(polymtl):
    assert verify("@polymtl", "x").verdict == Verdict.OFFICIAL
    assert verify("polymtl", "instagram").verdict == Verdict.UNKNOWN
    assert verify("polymtl", "no-such").refusal.reason == Reason.UNKNOWN_PLATFORM


def test_an_override_says_official_only_once_two_have_signed(world):
    account = world.account("https://x.com/polymtl", standing=Standing.UNCONFIRMED)
    words = {"at": world.tick(), "official_since": "2026"}
    proof = actions.record_proof(
        account, kind=ProofKind.OVERRIDE, evidence="Mot de la direction", actor=world.manager, **words
    )
    assert verify("x.com/polymtl").verdict == Verdict.UNCONFIRMED
    actions.countersign(proof, actor=world.manager2, **words)
    assert verify("x.com/polymtl").verdict == Verdict.OFFICIAL


def test_a_decision_comes_with_the_answer(world):
    world.account("https://x.com/polymtl")
    decision = world.exit("in_force")
    answer = verify("x.com/polymtl")
    assert answer.verdict == Verdict.DORMANT
    assert answer.account.decision.label == decision.headline
    assert answer.account.decision.url == decision.get_absolute_url()


def test_a_successor_is_named_only_when_it_is_listed(world, polymtl):
    draft = world.account("https://www.instagram.com/polymtl.next", standing=Standing.UNCONFIRMED)
    words = {"status": Status.CLOSED, "actor": world.manager, "reason": "Fin.", "official_until": "2025-06-30"}
    actions.change_status(polymtl, at=world.tick(), successor=draft, **words)
    assert verify("x.com/polymtl").account.successor is None
    listed = world.account("https://www.facebook.com/polymtl")
    actions.change_status(polymtl, at=world.tick(), successor=listed, **words)
    assert verify("x.com/polymtl").account.successor.address == listed.address


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(text=st.one_of(st.text(max_size=60), st.text("@xX._-polymtl/:?#%0", max_size=30).map("x.com/".__add__)))
def test_no_text_makes_it_fail_and_none_but_ours_is_official(polymtl, text):
    answer = verify(text)
    assert str(answer.label)
    if answer.verdict == Verdict.OFFICIAL:
        assert (answer.reading.platform, answer.reading.key) == ("x", polymtl.key)


@pytest.mark.parametrize("text", ["x.com/polymtl", "x.com/p0lymtl", "polymtl", "x.com/nobody.here"])
def test_an_answer_takes_two_queries_whatever_the_register_holds(world, polymtl, text, django_assert_max_num_queries):
    for number in range(12):
        world.account(f"https://www.facebook.com/polymtl{number}")
    verify("x.com/nobody")  # prepares what the connection keeps
    with django_assert_max_num_queries(2):
        verify(text)
