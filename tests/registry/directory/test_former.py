"""A name that an account has left: never official again, and the present one is named."""

from datetime import date

import pytest
from django.urls import reverse

from registry.accounts.models import Account
from registry.accounts.renaming import rename
from registry.accounts.status import Standing, Status
from registry.directory.verify import verify
from registry.platforms.canonical import canonicalise

OLD, NEW = "https://x.com/polymtl", "https://x.com/polymontreal"
# standing, status → verdict on the old name, whether the present one is named
TABLE = {
    (Standing.OFFICIAL, Status.ACTIVE): ("former", True),
    (Standing.OFFICIAL, Status.DORMANT): ("former", True),
    (Standing.OFFICIAL, Status.COMPROMISED): ("former", True),
    (Standing.OFFICIAL, Status.CLOSED): ("former", True),
    (Standing.OFFICIAL, Status.PLANNED): ("unknown", False),
    (Standing.AFFILIATED, Status.ACTIVE): ("unknown", True),
    (Standing.STUDENT, Status.ACTIVE): ("unknown", True),
    (Standing.UNCONFIRMED, Status.ACTIVE): ("unknown", False),
    (Standing.UNOFFICIAL, Status.ACTIVE): ("unknown", False),
    (Standing.IMPOSTOR, Status.ACTIVE): ("impostor", False),
}


def left(world, standing=Standing.OFFICIAL, status=Status.ACTIVE) -> Account:
    account = world.account(OLD, standing=standing)
    words = {"until": date(2026, 11, 1), "actor": world.manager, "at": world.tick(), "reason": "Nouveau nom."}
    account = rename(account, reading=canonicalise(NEW), **words)
    Account.objects.filter(pk=account.pk).update(status=status)
    return account


@pytest.mark.parametrize(("standing", "status"), TABLE)
def test_the_old_name_is_answered_by_the_table(world, standing, status):
    left(world, standing, status)
    verdict, named = TABLE[standing, status]
    answer = verify("twitter.com/PolyMTL")
    assert answer.verdict == verdict
    assert bool(answer.account and answer.account.successor) == named
    if named:
        assert answer.account.successor.address == NEW
        assert answer.account.address == OLD
        assert answer.account.proof is None
    if verdict == "former":
        assert answer.label.fr == "Officiel jusqu’au 1er novembre 2026"


def test_the_new_name_is_answered_as_the_account(world):
    left(world)
    assert (verify(NEW).verdict, verify(NEW).account.address) == ("official", NEW)


def test_who_took_the_name_since_is_answered_instead(world):
    left(world)
    world.account(OLD, standing=Standing.IMPOSTOR)
    assert verify(OLD).verdict == "impostor"
    assert verify(OLD).account.successor is None


def test_a_name_alone_leads_to_the_present_one(world):
    left(world)
    (account,) = verify("@polymtl").accounts
    assert (account.verdict, account.successor.address) == ("former", NEW)


def test_the_same_name_on_another_platform_was_never_ours(world):
    left(world)
    assert (verify("https://www.instagram.com/polymtl").verdict, verify("https://github.com/polymtl").account) == (
        "unknown",
        None,
    )


def test_page_and_api_name_the_present_one(world, client):
    left(world)
    assert NEW.removeprefix("https://") in client.get(reverse("directory:verify"), {"address": OLD}).content.decode()
    answer = client.get(reverse("api-verify"), {"address": OLD}).json()
    assert answer["account"]["successor"]["address"] == NEW
