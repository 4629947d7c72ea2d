"""The public pages: what is found, what is shown, and that nothing unpublished ever is."""

import re
from datetime import date

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.accounts import actions
from registry.accounts.models import Account
from registry.accounts.status import ProofKind, Standing, Status
from registry.followers.actions import Figure, measure
from registry.language import Pair
from workflows.requests.states import State

LIST = reverse("directory:list")
VERIFY = reverse("directory:verify")


def titles(response) -> list[str]:
    return [account.title_fr for account in response.context["page_obj"].object_list]


def close(world, account: Account, status: str = Status.CLOSED, **words) -> Account:
    return actions.change_status(
        account, status=status, actor=world.manager, at=world.tick(), reason="Secret interne.", **words
    )


@pytest.fixture
def school(world):
    """Four listed accounts, one of them closed."""
    world.account("https://x.com/ecole", unit="poly", title=Pair("École d’été", "Summer School"), languages=["fr"])
    world.account("https://www.facebook.com/hydro", title=Pair("Génie hydrique", "Hydro"), languages=["fr", "en"])
    world.account("https://www.instagram.com/lab", unit="lab", title=Pair("Littoral", ""), standing=Standing.AFFILIATED)
    close(world, world.account("https://x.com/ancien", unit="library", title=Pair("Ancien fil", "")))
    return world


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {"École d’été", "Génie hydrique", "Littoral"}),
        ({"ended": "on"}, {"École d’été", "Génie hydrique", "Littoral", "Ancien fil"}),
        ({"q": "ecole"}, {"École d’été", "Génie hydrique", "Littoral"} - {"Génie hydrique", "Littoral"}),
        ({"q": "ÉCO"}, {"École d’été"}),
        ({"q": "d'ete ec"}, {"École d’été"}),
        ({"q": "summer"}, {"École d’été"}),
        ({"q": "twitter"}, {"École d’été"}),
        ({"q": "hydrique"}, {"Génie hydrique"}),
        ({"q": "zzz"}, set()),
        ({"q": "' & !|:* <-> ("}, {"École d’été", "Génie hydrique", "Littoral"}),
        ({"platform": "facebook"}, {"Génie hydrique"}),
        ({"unit": "hydro"}, {"Génie hydrique", "Littoral"}),
        ({"unit": "poly"}, {"École d’été", "Génie hydrique", "Littoral"}),
        ({"language": "en"}, {"Génie hydrique"}),
        ({"standing": "affiliated"}, {"Littoral"}),
        ({"platform": "x", "ended": "on"}, {"École d’été", "Ancien fil"}),
    ],
)
def test_filters(school, client, query, found):
    assert set(titles(client.get(LIST, query))) == found


@pytest.mark.parametrize("query", [{"platform": "none"}, {"unit": "9"}, {"sort": "x"}, {"q": "a\x00"}, {"page": "zz"}])
def test_a_filter_that_means_nothing_breaks_nothing(school, client, query):
    assert client.get(LIST, query).status_code == 200


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(text=st.text(max_size=30))
def test_no_words_break_the_search(school, client, text):
    assert client.get(LIST, {"q": text}).status_code == 200


def test_sorted_by_name_without_articles_or_by_followers(school, client):
    hydro = Account.objects.get(key="hydro")
    for day, value in ((date(2026, 1, 1), 1300), (date(2026, 2, 1), 1204)):
        measure(hydro, Figure(day, value, "Page"), actor=school.manager, at=school.tick())
    assert titles(client.get(LIST)) == ["École d’été", "Génie hydrique", "Littoral"]
    page = client.get(LIST, {"sort": "followers"})
    assert titles(page)[0] == "Génie hydrique"
    text = page.content.decode()
    assert "1\u202f204" in text
    assert "1\u202f300" not in text
    assert "non relevé" in text


def test_pages_of_25(world, client):
    for number in range(27):
        world.account(f"https://x.com/compte{number:02}", standing=Standing.STUDENT)
    assert len(titles(client.get(LIST))) == 25
    assert titles(client.get(LIST, {"page": 2})) == ["compte25", "compte26"]


def test_the_list_takes_the_same_queries_whatever_its_length(school, client, django_assert_num_queries):
    with django_assert_num_queries(7):
        client.get(LIST, {"ended": "on"})
    for number in range(20):
        account = school.account(f"https://x.com/compte{number:02}", standing=Standing.STUDENT, languages=["fr"])
        measure(account, Figure(date(2026, 1, 1), 9, "Page"), actor=school.manager, at=school.tick())
    with django_assert_num_queries(7):
        client.get(LIST, {"ended": "on"})


def test_a_decision_is_shown_once_on_the_side(world, client):
    for name in ("un", "deux"):
        world.account(f"https://x.com/{name}")
    decision = world.exit("in_force")
    text = client.get(LIST).content.decode()
    assert text.count(f'href="{decision.get_absolute_url()}"') == (1 if decision.effective_on else 0)
    assert decision.get_absolute_url() in client.get(VERIFY, {"address": "x.com/un"}).content.decode()


def scrubbed(response) -> str:
    """The page without what is new at each visit."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


HIDDEN = {
    "a draft": lambda world: world.draft(),
    "an approved request": lambda world: world.request(State.APPROVED),
    "a planned account": lambda world: world.account(
        "https://www.tiktok.com/@secret", standing=Standing.AFFILIATED, status=Status.PLANNED, languages=["de"]
    ),
    "an unconfirmed account": lambda world: world.account(
        "https://www.tiktok.com/@secret", unit="library", standing=Standing.UNCONFIRMED, languages=["de"]
    ),
    "an account known but unofficial": lambda world: world.account(
        "https://www.tiktok.com/@secret", standing=Standing.UNOFFICIAL
    ),
    "an impostor": lambda world: world.account("https://www.tiktok.com/@secret", standing=Standing.IMPOSTOR),
    "a drafted decision": lambda world: world.exit("proposed"),
}


@pytest.mark.parametrize("what", HIDDEN)
def test_what_is_not_published_leaves_every_public_page_as_it_was(world, client, what):
    official = world.account("https://x.com/polymtl")
    pages = [
        (LIST, {}),
        (LIST, {"q": "secret", "ended": "on"}),
        (LIST, {"unit": "hydro"}),
        (LIST, {"sort": "followers"}),
        (official.get_absolute_url(), {}),
        (VERIFY, {}),
        (VERIFY, {"address": "x.com/polymtl"}),
        (VERIFY, {"address": "secret"}),
        (reverse("api-verify"), {"address": "x.com/polymt1"}),
    ]
    before = [scrubbed(client.get(url, query)) for url, query in pages]
    HIDDEN[what](world)
    assert [scrubbed(client.get(url, query)) for url, query in pages] == before


@pytest.mark.parametrize("who", [None, "manager", "steward"])
@pytest.mark.parametrize("what", ["planned", "unconfirmed", "unofficial", "impostor", "nothing"])
def test_no_public_page_for_what_is_not_listed(world, as_, what, who):
    words = {"status": Status.PLANNED, "standing": Standing.STUDENT} if what == "planned" else {"standing": what}
    slug = "x-none" if what == "nothing" else world.account("https://x.com/none", **words).slug
    assert as_(who).get(reverse("directory:account", args=[slug])).status_code == 404


def test_an_unconfirmed_account_is_answered_by_verify_alone(world, client):
    world.account("https://x.com/polymtl", standing=Standing.UNCONFIRMED, title=Pair("Nom interne", ""))
    text = client.get(VERIFY, {"address": "x.com/polymtl"}).content.decode()
    assert 'data-verdict="unconfirmed"' in text
    assert "Nom interne" not in text
    assert "x.com/polymtl" not in client.get(LIST, {"ended": "on"}).content.decode()


def test_the_account_page_says_what_founds_it_without_naming_people(world, client):
    account = world.account("https://x.com/polymtl", languages=["fr", "en"])
    actions.name_steward(account, world.steward, "primary", actor=world.manager, at=world.tick(), since=world.at.date())
    words = {"at": world.tick(), "official_since": ""}
    said = {"kind": ProofKind.OVERRIDE, "evidence": "Marguerite Osei le dit"}
    actions.countersign(
        actions.record_proof(account, actor=world.manager, **said, **words), actor=world.manager2, **words
    )
    measure(account, Figure(date(2026, 2, 1), 21300, "Lu sur la page"), actor=world.manager, at=world.at)
    text = client.get(account.get_absolute_url()).content.decode()
    for said in (
        "1er janvier 2020",
        "21\u202f300",
        "1er février 2026",
        "Lu sur la page",
        "Français, anglais",
        "Dérogation",
    ):
        assert said in text, said
    for name in ("Manager", "Steward", "Marguerite Osei"):
        assert name not in text


@pytest.mark.parametrize("status", [Status.LOST, Status.COMPROMISED])
def test_nobody_is_sent_to_an_account_out_of_our_hands(world, client, status):
    account = close(world, world.account("https://x.com/polymtl"), status)
    text = client.get(account.get_absolute_url()).content.decode()
    assert 'href="https://x.com/polymtl"' not in text
    assert "hors de contrôle" in text


@pytest.mark.parametrize("status", [Status.CLOSED, Status.TRANSFERRED])
def test_a_tombstone_says_until_when_and_who_follows(world, client, status):
    heir = world.account("https://www.facebook.com/polymtl", title=Pair("La suite", ""))
    account = world.account("https://x.com/polymtl")
    close(world, account, status, official_until="2025-06-30", successor=heir)
    response = client.get(account.get_absolute_url())
    text = response.content.decode()
    assert "registry/directory/tombstone.html" in [template.name for template in response.templates]
    assert "Officiel jusqu’au 30 juin 2025" in text
    assert heir.get_absolute_url() in text
    assert 'href="https://x.com/polymtl"' not in text
    assert "Secret interne" not in text


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://twitter.com/PolyMTL", 'data-verdict="official"'),
        ("x.com/personne", 'data-verdict="unknown"'),
        ("https://notfacebook.com/polymtl", "Adresse non lue"),
        ("polymtl", "Un nom, sans plateforme"),
        ("<script>alert(1)</script>", "&lt;script&gt;"),
    ],
)
def test_the_answer_stands_in_a_live_region(world, client, address, shown):
    world.account("https://x.com/polymtl")
    response = client.get(VERIFY, {"address": address})
    assert response.status_code == 200
    assert shown in response.content.decode().partition('<div role="status" class="stack loose">')[2]


def test_without_a_question_all_the_answers_are_explained(client, db):
    text = client.get(VERIFY).content.decode()
    for verdict in ("official", "dormant", "former", "lost", "unconfirmed", "affiliated", "unofficial", "impostor"):
        assert f'data-verdict="{verdict}"' in text


@pytest.mark.parametrize("url", [LIST, VERIFY])
def test_public_pages_in_english_and_only_read(world, client, url):
    world.account("https://x.com/polymtl")
    assert client.get(url, {"langue": "en"}).status_code == 200
    assert client.post(url).status_code == 405
