"""*Verify* for programs: the page's answer, open to everybody, and documented."""

import pytest
from django.urls import reverse

from registry.accounts.status import Standing, Status

URL = reverse("api-verify")


def ask(client, **query) -> dict:
    return client.get(URL, query).json()


def test_an_official_account_in_both_languages(world, client):
    account = world.account("https://x.com/polymtl")
    response = client.get(URL, {"address": "https://www.twitter.com/PolyMTL?lang=fr"})
    answer = response.json()
    assert response.status_code == 200
    assert answer["verdict"] == "official"
    assert answer["label"] == {"fr": "Officiel", "en": "Official"}
    assert (answer["platform"], answer["handle"], answer["address"]) == ("x", "polymtl", "https://x.com/polymtl")
    assert answer["account"]["page"] == f"http://testserver{account.get_absolute_url()}"
    assert answer["account"]["unit"] == {"fr": "Génie hydrique", "en": "Water Engineering"}
    assert answer["decision"] is None
    assert answer["refusal"] is None


def test_a_decision_and_its_channels(world, client):
    world.account("https://x.com/polymtl")
    decision = world.exit("in_force")
    answer = ask(client, address="x.com/polymtl")
    assert answer["verdict"] == "dormant"
    assert answer["decision"]["label"]["fr"] == decision.headline.fr
    assert answer["decision"]["page"].endswith(decision.get_absolute_url())
    assert answer["decision"]["channels"] == []


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("", "not_an_address"),
        ("https://x.com/polymtl/status/1", "post"),
        ("javascript:alert(1)", "dangerous"),
        ("nom-seul", "no_platform"),
    ],
)
def test_a_text_that_names_no_account_is_refused_with_its_reason(world, client, address, reason):
    response = client.get(URL, {"address": address})
    answer = response.json()
    assert response.status_code == 400
    assert answer["verdict"] is None
    assert answer["refusal"]["reason"] == reason
    assert answer["refusal"]["fr"]
    assert answer["refusal"]["en"]


def test_what_is_not_listed_has_no_page(world, client):
    world.account("https://x.com/polymtl", standing=Standing.UNCONFIRMED)
    account = ask(client, address="x.com/polymtl")["account"]
    assert (account["verdict"], account["page"], account["unit"]["fr"]) == ("unconfirmed", None, "")


def test_a_planned_account_is_unknown(world, client):
    world.account("https://x.com/polymtl", standing=Standing.AFFILIATED, status=Status.PLANNED)
    answer = ask(client, address="x.com/polymtl")
    assert (answer["verdict"], answer["account"]) == ("unknown", None)


def test_a_look_alike_and_a_bare_name(world, client):
    world.account("https://x.com/polymtl")
    assert [row["handle"] for row in ask(client, address="x.com/p0lymtl")["resembles"]] == ["polymtl"]
    assert [row["verdict"] for row in ask(client, address="@polymtl")["accounts"]] == ["official"]
    assert ask(client, address="@polymtl", platform="x")["verdict"] == "official"


@pytest.mark.parametrize("address", ["x.com/polymtl", "nom-seul"])
def test_anybody_may_keep_the_answer_for_a_minute(world, client, address):
    assert client.get(URL, {"address": address})["Cache-Control"] == "public, max-age=60, s-maxage=60"


@pytest.mark.parametrize("who", [None, "manager", "stranger"])
def test_the_answer_is_the_same_whoever_asks(world, as_, client, who):
    world.account("https://x.com/polymtl", standing=Standing.UNCONFIRMED)
    response = as_(who).get(URL, {"address": "x.com/polymtl"})
    assert response.json() == ask(client, address="x.com/polymtl")
    assert not response.cookies


def test_it_only_reads(world, client):
    assert client.post(URL, {"address": "x.com/polymtl"}).status_code == 405


def test_it_is_documented_under_its_own_name(world, as_):
    schema = as_("manager").get(reverse("api-schema"), HTTP_ACCEPT="application/vnd.oai.openapi+json").json()
    operation = schema["paths"]["/api/verify/"]["get"]
    assert operation["operationId"] == "verify"
    assert {"200", "400"} <= set(operation["responses"])
    assert operation.get("security", [{}]) == [{}]
