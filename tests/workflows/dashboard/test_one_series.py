"""An account with several series has one figure: the same in a list, a sum, a what-if and what a decision freezes."""

from datetime import timedelta
from itertools import combinations

import pytest

from registry.followers.models import FollowerCount
from registry.followers.queries import to_count
from registry.followers.series import last_counts, series_of
from registry.followers.states import AUDIENCE_FIRST
from tests.workflows.exits.asking_if import DAY, question
from workflows.dashboard.as_of import Moment
from workflows.dashboard.listing import Rows
from workflows.exits.impact_queries import ask
from workflows.exits.states import State

# Every set of series, once with the audience counted last and once with it counted first.
SETS = [metrics for size in range(1, 5) for metrics in combinations(AUDIENCE_FIRST, size)]
AGES = (lambda place: place, lambda place: 100 - place)


@pytest.fixture
def accounts(world):
    made = {}
    for number, (metrics, age) in enumerate((metrics, age) for metrics in SETS for age in AGES):
        account = world.account(f"https://x.com/series{number}")
        said = {"account": account, "source": "profil", "entered_by": world.manager, "entered_at": world.at}
        for place, metric in enumerate(metrics):
            day = DAY - timedelta(days=age(place))
            FollowerCount.objects.create(**said, metric=metric, day=day, value=1000 * number + 10 * place + 1)
            FollowerCount.objects.create(**said, metric=metric, day=day - timedelta(days=200), value=1)
        made[account] = 1000 * number + 1
    return made


def test_every_reader_takes_the_same_figure(world, accounts):
    moment = Moment(world.poly, DAY, DAY)
    presence = {row.account: row.value for row in Rows(moment, {}).every()}
    counts = last_counts(accounts, DAY)
    grid = {account: account.last_value for account in to_count(world.manager, world.hydro)}
    for account, value in accounts.items():
        page = series_of(account, today=DAY)[0].last.value
        assert (counts[account.pk].value, presence[account], grid[account], page) == (value,) * 4
    whole = ask(question(world), day=DAY).impact.touched
    assert whole.followers == sum(accounts.values()) == Rows(moment, {}).sums.followers


def test_a_decision_freezes_what_the_presence_shows(world, accounts):
    decision = world.exit(State.DECIDED)
    frozen = {line.account: line.followers for line in decision.lines.select_related("account")}
    assert frozen == accounts
