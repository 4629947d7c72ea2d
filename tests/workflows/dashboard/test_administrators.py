"""The rule of how many people administer a page, where it is checked: the list of accounts and the desk's machine."""

import pytest
from django.urls import reverse

from registry.accounts.models import Account, StewardRank
from registry.accounts.status import Standing, Status
from tests.workflows.exits.asking_if import DAY
from workflows.dashboard.as_of import Moment
from workflows.dashboard.listing import Rows
from workflows.policies.names import RuleName
from workflows.policies.setting import set_rules

PEOPLE = ("steward", "colleague", "author")
RANKS = (StewardRank.PRIMARY, StewardRank.BACKUP, StewardRank.ADMINISTRATOR)


@pytest.fixture
def accounts(world):
    """One account for each number of people, from none to three; and one of nobody's that is closed."""
    made = [world.account(f"https://x.com/held{size}") for size in range(4)]
    for size, account in enumerate(made):
        for person, rank in zip(PEOPLE[:size], RANKS, strict=False):
            account.stewardships.create(user=world.people[person], rank=rank, since=DAY)
    closed = world.account("https://x.com/heldclosed")
    Account.objects.filter(pk=closed.pk).update(status=Status.CLOSED)
    world.account("https://x.com/heldimpostor", standing=Standing.IMPOSTOR)
    return made


@pytest.mark.parametrize(("needed", "few"), [(None, 2), (1, 1), (2, 2), (3, 3), (4, 4)])
def test_the_list_holds_those_with_fewer_than_the_rule(world, as_, accounts, needed, few):
    if needed:
        set_rules(world.poly, {RuleName.ADMINISTRATORS: needed}, actor=world.admin, at=world.tick())
    rows = Rows(Moment(world.poly, DAY, DAY), {"stewards": "few"})
    assert [row.account for row in rows.every()] == accounts[:few]
    page = as_("leader").get(reverse("dashboard:accounts"), {"stewards": "few", "as_of": DAY.isoformat()})
    listed = page.content.decode()
    assert all((account.display in listed) == (account in accounts[:few]) for account in accounts)


@pytest.mark.parametrize(("needed", "said"), [(2, "2, la règle en veut 2"), (3, "2, la règle en veut 3")])
def test_the_machine_says_so_to_who_decides(world, as_, accounts, needed, said):
    set_rules(world.poly, {RuleName.ADMINISTRATORS: needed}, actor=world.admin, at=world.tick())
    asked = world.request("in_review")
    page = as_("manager").get(asked.get_absolute_url()).content.decode()
    assert f"administration de la page\u00a0: {said}" in page
    assert f"trop peu de personnes administrent\u00a0: {needed}." in page
    assert "trop peu de personnes administrent" not in as_("author").get(asked.get_absolute_url()).content.decode()
