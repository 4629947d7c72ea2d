"""The desk's pages of accounts: whose they are, and what their managers can say of them."""

from datetime import date

import pytest
from django.urls import reverse

from registry.accounts import actions
from registry.accounts.models import Account
from registry.accounts.status import ProofKind, Standing, Status
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.followers.actions import Figure, measure
from registry.language import Pair

MINE = reverse("accounts:mine")
INSIDE = ["author", "head", "steward", "manager", "leader", "adviser", "auditor", "admin"]
OUTSIDE = ["neighbour", "stranger", "other_manager", "other_leader", "other_admin", "nobody"]


@pytest.fixture
def account(world):
    account = world.account("https://x.com/polymtl", title=Pair("Fil de l’école", ""))
    for rank, name in (("primary", "steward"), ("backup", "colleague")):
        actions.name_steward(
            account, world.people[name], rank, actor=world.manager, at=world.tick(), since=date(2026, 1, 1)
        )
    return account


def page(account: Account) -> str:
    return reverse("accounts:detail", args=[account.slug])


def say(client, account: Account, name: str, **words):
    return client.post(reverse("accounts:change", args=[account.slug, name]), words)


@pytest.mark.parametrize("who", INSIDE)
def test_those_who_may_read_the_unit_see_the_account(as_, account, who):
    response = as_(who).get(page(account))
    assert response.status_code == 200
    text = response.content.decode()
    assert "Steward" in text
    assert "Colleague" in text
    assert "Compte reconnu officiel" in text
    assert ("Changer le statut" in text) == (who == "manager")


@pytest.mark.parametrize("who", OUTSIDE)
@pytest.mark.parametrize("name", ["accounts:detail", "followers:count"])
def test_the_others_do_not_learn_that_it_is_there(as_, account, who, name):
    assert as_(who).get(reverse(name, args=[account.slug])).status_code == 404


@pytest.mark.parametrize("who", OUTSIDE)
def test_the_others_change_nothing(as_, account, who):
    assert say(as_(who), account, "status", status="lost", reason="Non").status_code == 404
    account.refresh_from_db()
    assert account.status == Status.ACTIVE


@pytest.mark.parametrize("url", [MINE, "/accounts/x-polymtl/", "/accounts/x-polymtl/followers/"])
def test_a_visitor_signs_in_first(as_, account, url):
    assert as_(None).get(url).status_code == 302


def test_a_steward_of_another_unit_sees_the_account_until_it_is_handed_over(world, as_, account):
    words = {"actor": world.manager, "at": world.tick()}
    actions.name_steward(account, world.neighbour, "backup", since=date(2026, 3, 1), **words)
    assert as_("neighbour").get(page(account)).status_code == 200
    actions.name_steward(account, world.colleague, "backup", since=date(2026, 4, 1), **words)
    assert as_("neighbour").get(page(account)).status_code == 404


def test_an_account_that_is_not_public_has_its_page_at_the_desk(world, as_):
    account = world.account("https://x.com/declare", standing=Standing.UNCONFIRMED)
    text = as_("author").get(page(account)).content.decode()
    assert account.get_absolute_url() not in text
    assert "Aucune preuve n’est consignée" in text


def test_mine_shows_what_i_answer_for_and_nothing_else(world, as_, account):
    world.account("https://x.com/autre")
    alone = world.account("https://www.instagram.com/seul", title=Pair("Compte seul", ""))
    actions.name_steward(alone, world.steward, "primary", actor=world.manager, at=world.tick(), since=date(2026, 1, 1))
    measure(account, Figure(date(2026, 2, 1), 21300, "Page"), actor=world.manager, at=world.tick())
    text = as_("steward").get(MINE).content.decode()
    assert "Fil de l’école" in text
    assert "21\u202f300" in text
    assert "x.com/autre" not in text
    assert text.count("Personne d’autre n’en répond") == 1
    assert "Vous ne répondez d’aucun compte" in as_("head").get(MINE).content.decode()


def test_mine_takes_the_same_queries_whatever_their_number(world, as_, account, django_assert_max_num_queries):
    client = as_("steward")
    for number in range(8):
        other = world.account(f"https://x.com/compte{number}")
        actions.name_steward(
            other, world.steward, "primary", actor=world.manager, at=world.tick(), since=date(2026, 1, 1)
        )
    with django_assert_max_num_queries(13):
        client.get(MINE)


def test_a_page_takes_the_same_queries_whatever_its_past(world, as_, account, django_assert_max_num_queries):
    for day in range(1, 20):
        measure(account, Figure(date(2026, 2, day), day, "Page"), actor=world.manager, at=world.tick())
        measure(account, Figure(date(2026, 2, day), day, "Page", "likes"), actor=world.manager, at=world.tick())
    client = as_("manager")
    with django_assert_max_num_queries(20):
        client.get(page(account))


def test_a_manager_changes_the_status_with_a_reason(world, as_, account):
    heir = world.account("https://www.facebook.com/polymtl")
    words = {"status": "closed", "official_until": "2025-06", "successor": heir.slug, "reason": "Fin de projet."}
    response = say(as_("manager"), account, "status", **words)
    assert (response.status_code, response["Location"]) == (303, page(account))
    account.refresh_from_db()
    assert (account.status, account.official_until, account.successor) == (Status.CLOSED, "2025-06", heir)
    event = Event.objects.about(account).first()
    assert (event.verb, event.actor, event.note.text) == (Verb.ACCOUNT_STATUS, world.manager, "Fin de projet.")
    assert "Fin de projet." in as_("author").get(page(account)).content.decode()


def test_a_manager_changes_the_standing_but_never_to_official(world, as_, account):
    client = as_("manager")
    assert say(client, account, "standing", standing="impostor", reason="Usurpé.").status_code == 303
    account.refresh_from_db()
    assert account.standing == Standing.IMPOSTOR
    assert say(client, account, "standing", standing="official", reason="Si.").status_code == 422
    account.refresh_from_db()
    assert account.standing == Standing.IMPOSTOR


REFUSED = [
    ("status", {"status": "lost"}),
    ("status", {"status": "nonsense", "reason": "Oui"}),
    ("status", {"status": "planned", "reason": "Cacher"}),
    ("status", {"status": "closed", "reason": "Oui", "official_until": "2025-02-30"}),
    ("status", {"status": "closed", "reason": "Oui", "successor": "x-polymtl"}),
    ("status", {"status": "closed", "reason": "Oui", "successor": "personne"}),
    ("standing", {"standing": "affiliated", "reason": "  "}),
    ("proof", {"kind": "official_link"}),
    ("countersign", {"proof": "999999"}),
]


@pytest.mark.parametrize(("name", "words"), REFUSED)
def test_bad_input_comes_back_with_what_was_typed_and_changes_nothing(as_, account, name, words):
    before = Event.objects.count()
    response = say(as_("manager"), account, name, **words)
    text = response.content.decode()
    assert response.status_code == 422
    assert "Erreur" in text
    for typed in set(words.values()) & {"2025-02-30", "personne"}:
        assert f'value="{typed}"' in text
    assert Event.objects.count() == before


@pytest.mark.parametrize("who", [who for who in INSIDE if who != "manager"])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("status", {"status": "lost", "reason": "Oui"}),
        ("standing", {"standing": "impostor", "reason": "Oui"}),
        ("proof", {"kind": "official_link", "evidence": "https://www.example.org/"}),
    ],
)
def test_readers_are_refused_what_managers_do(as_, account, who, name, words):
    before = Event.objects.count()
    assert say(as_(who), account, name, **words).status_code == 403
    assert Event.objects.count() == before


def test_an_override_is_signed_by_a_second_manager(world, as_):
    account = world.account("https://x.com/declare", standing=Standing.UNCONFIRMED)
    words = {"kind": ProofKind.OVERRIDE, "evidence": "Courriel de la direction", "official_since": "2026"}
    assert say(as_("manager"), account, "proof", **words).status_code == 303
    proof = account.proofs.get()
    assert "Contresigner" not in as_("manager").get(page(account)).content.decode()
    assert say(as_("manager"), account, "countersign", proof=proof.pk, official_since="2026").status_code == 403
    assert f'name="proof" value="{proof.pk}"' in as_("manager2").get(page(account)).content.decode()
    assert say(as_("manager2"), account, "countersign", proof=proof.pk, official_since="2026").status_code == 303
    account.refresh_from_db()
    assert (account.standing, account.official_since) == (Standing.OFFICIAL, "2026")
    assert say(as_("manager2"), account, "countersign", proof=proof.pk, official_since="2026").status_code == 422


@pytest.mark.parametrize("name", ["nonsense", "register"])
def test_no_other_change_has_an_address(as_, account, name):
    assert say(as_("manager"), account, name).status_code == 404


def test_a_change_is_not_read(as_, account):
    assert as_("manager").get(reverse("accounts:change", args=[account.slug, "status"])).status_code == 405


def test_whom_it_speaks_to_and_how_often(as_, account):
    client = as_("manager")
    said = {"audiences": ["students", "press"], "rhythm": "Deux fois par semaine"}
    assert say(client, account, "describe", **said).status_code == 303
    account.refresh_from_db()
    assert (account.audiences, account.rhythm) == (["students", "press"], "Deux fois par semaine")
    text = client.get(page(account)).content.decode()
    assert "Étudiants, Presse" in text
    assert text.count("Deux fois par semaine") == 2  # as a fact, and in the form for the next time
    assert text.count("checked") == 2
    say(client, account, "describe", **said)
    assert Event.objects.about(account).filter(verb=Verb.ACCOUNT_EDITED).count() == 1
    say(client, account, "describe")
    account.refresh_from_db()
    assert (account.audiences, account.rhythm) == ([], "")


@pytest.mark.parametrize("said", [{"audiences": ["martians"]}, {"rhythm": "x" * 301}])
def test_a_public_that_is_none_changes_nothing(as_, account, said):
    response = say(as_("manager"), account, "describe", **said)
    assert response.status_code == 422
    assert "error-summary" in response.content.decode()
    account.refresh_from_db()
    assert (account.audiences, account.rhythm) == ([], "")
