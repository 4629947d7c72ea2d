"""The presence in Chromium: no fault that axe finds, no page wider than a telephone, and from a number to its list by a click."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from registry.accounts.models import Account
from registry.accounts.status import Standing, Status
from registry.followers.models import FollowerCount
from tests.e2e.access import faults, faults_at
from tests.world import World
from workflows.exits.states import State as ExitState
from workflows.requests.states import State

pytestmark = pytest.mark.chromium

HOSTS = ("www.facebook.com/", "x.com/", "www.instagram.com/", "www.youtube.com/@", "github.com/")
WEEKS = 60


def presence(world: World) -> None:
    """Two dozen accounts with a figure a week, some without, some old; a request that waits, a decision in force."""
    world.at = timezone.now() - timedelta(days=420)
    for number in range(24):
        standing = Standing.AFFILIATED if number % 7 == 3 else Standing.OFFICIAL
        status = Status.DORMANT if number % 9 == 4 else Status.ACTIVE
        unit = ("hydro", "lab", "library", "poly")[number % 4]
        address = f"https://{HOSTS[number * number % 5]}example{number}"
        _counted(world, world.account(address, unit=unit, standing=standing, status=status, languages=["fr"]), number)
    world.at = timezone.now() - timedelta(days=12)
    for state in (State.ENDORSED, State.IN_REVIEW, State.REFUSED):
        world.request(state)
    world.exit(ExitState.IN_FORCE)


def _counted(world: World, account: Account, number: int) -> None:
    last = timezone.localdate() - timedelta(days=3 if number % 6 else 200)
    said = {"account": account, "source": "Page publique", "entered_by": world.manager, "entered_at": world.at}
    FollowerCount.objects.bulk_create(
        FollowerCount(day=last - timedelta(days=7 * week), value=(number + 1) * (900 - 3 * week), **said)
        for week in range(WEEKS if number % 8 != 5 else 0)
    )


@pytest.mark.parametrize("path", ["", "accounts/?counts=yes", "requests/", "reviews/", "decisions/"])
def test_nobody_is_kept_out(committed_world, street, path):
    presence(committed_world)
    with street.person("leader@example.org") as leader:
        assert faults_at(leader.page, f"{street.site}/presence/{path}") == []


def test_from_a_number_to_its_list(committed_world, street):
    presence(committed_world)
    with street.person("leader@example.org") as leader:
        leader.go("Bureau", "Présence")
        number = leader.page.locator("dl.tile", has_text="Sans relevé").locator("dd.value a")
        said = int(number.inner_text())
        number.click()
        assert said > 0
        expect(leader.page.locator("table.data tbody tr")).to_have_count(said)
        assert faults(leader.page) == []
