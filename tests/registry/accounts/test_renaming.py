"""An account changes its name: one event, the old name remembered, its page where it was."""

from datetime import date

import pytest
from django.urls import reverse

from registry.accounts.bulk import Newcomer, register_many
from registry.accounts.models import Account, FormerHandle
from registry.accounts.renaming import rename
from registry.accounts.status import Standing
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.permissions import NotAllowed
from registry.platforms.canonical import canonicalise
from registry.platforms.likeness import traces

UNTIL = date(2026, 11, 1)


@pytest.fixture
def account(world):
    return world.account("https://x.com/polymtl")


def renamed(world, account, address: str, who: str = "manager") -> Account:
    words = {"until": UNTIL, "actor": world.people[who], "at": world.tick(), "reason": "Nouveau nom."}
    return rename(account, reading=canonicalise(address), **words)


def former(account) -> list[str]:
    return [row.key for row in account.former_handles.all()]


def test_it_has_its_new_name_and_remembers_the_old(world, account):
    renamed(world, account, "https://x.com/polymontreal")
    page = account.get_absolute_url()
    account.refresh_from_db()
    assert (account.handle, account.key, account.address) == (
        "polymontreal",
        "polymontreal",
        "https://x.com/polymontreal",
    )
    assert account.traces == traces("polymontreal")
    assert account.get_absolute_url() == page
    left = FormerHandle.objects.get()
    assert (left.account, left.key, left.address, left.until) == (account, "polymtl", "https://x.com/polymtl", UNTIL)
    event = Event.objects.about(account).get(verb=Verb.ACCOUNT_RENAMED)
    assert event.facts == {"from": "polymtl", "to": "polymontreal"}
    assert event.note.text == "Nouveau nom."


def test_back_to_the_old_name(world, account):
    renamed(world, account, "https://x.com/polymontreal")
    renamed(world, account, "https://x.com/polymtl")
    assert former(account) == ["polymontreal"]


def test_the_last_to_leave_a_name_is_the_one_meant(world, account):
    other = world.account("https://x.com/hydro_example")
    renamed(world, account, "https://x.com/polymontreal")
    renamed(world, other, "https://x.com/polymtl")
    renamed(world, other, "https://x.com/hydro_example")
    assert (former(account), former(other)) == ([], ["polymtl"])


def test_a_name_that_is_taken_is_refused_and_nothing_is_written(world, account):
    world.account("https://x.com/polymontreal")
    with pytest.raises(NotAllowed):
        renamed(world, account, "https://x.com/polymontreal")
    account.refresh_from_db()
    assert account.key == "polymtl"
    assert former(account) == []
    assert not Event.objects.filter(verb=Verb.ACCOUNT_RENAMED).exists()


@pytest.mark.parametrize("who", ["author", "steward", "head", "adviser", "leader", "auditor", "admin", "other_manager"])
def test_only_those_who_manage_it_may(world, account, who):
    with pytest.raises(NotAllowed):
        renamed(world, account, "https://x.com/polymontreal", who)


def test_it_stays_on_its_platform(world, account):
    with pytest.raises(ValueError, match="platform"):
        renamed(world, account, "https://www.facebook.com/polymtl")


def test_the_freed_name_can_be_entered_again_on_a_page_of_its_own(world, account):
    renamed(world, account, "https://x.com/polymontreal")
    taken = world.account("https://x.com/polymtl", standing=Standing.IMPOSTOR)
    assert taken.slug == f"{account.slug}-2"
    renamed(world, taken, "https://x.com/elsewhere_now")
    newcomer = Newcomer(canonicalise("https://x.com/polymtl"), world.hydro, Pair("Polymtl", ""))
    (third,) = register_many([newcomer], actor=world.manager, at=world.tick())
    assert third.slug == f"{account.slug}-3"


POSTED = {"address": "x.com/polymontreal", "until": "2026-11-01", "reason": "Nouveau nom."}


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({}, 303, ""),
        ({"address": "polymontreal"}, 303, ""),
        ({"address": "x.com/PolyMTL"}, 422, "porte déjà"),
        ({"address": "https://x.com/hydro_example"}, 422, "Un autre compte du registre"),
        ({"address": "https://www.facebook.com/polymtl"}, 422, "autre plateforme"),
        ({"address": "https://x.com/polymtl/status/1"}, 422, "publication"),
        ({"until": ""}, 422, "until"),
        ({"reason": ""}, 422, "reason"),
    ],
)
def test_the_form(world, as_, account, change, status, said):
    world.account("https://x.com/hydro_example")
    response = as_("manager").post(reverse("accounts:change", args=[account.slug, "name"]), POSTED | change)
    assert response.status_code == status
    assert said in response.content.decode()
    account.refresh_from_db()
    assert account.key == ("polymontreal" if status == 303 else "polymtl")
