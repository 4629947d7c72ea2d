"""Sums that are kept always say what counting afresh would say."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from registry.accounts.actions import change_standing
from registry.accounts.status import Standing
from registry.audit.signals import event_recorded
from registry.followers.actions import Figure, measure
from registry.followers.states import Method
from registry.organisation.models import Unit
from tests.workflows.dashboard.life import Life
from tests.workflows.dashboard.recount import recounted
from workflows.dashboard import staleness
from workflows.dashboard.actions import keep
from workflows.dashboard.as_of import Moment
from workflows.dashboard.counting import count
from workflows.dashboard.models import Tally

DEEDS = 45


def some_moment(life: Life) -> Moment:
    unit = life.rng.choice([life.world.poly, life.world.hydro, life.world.other])
    since, as_of = sorted([life.day(), life.day()])
    return Moment(unit, as_of, life.rng.choice([since, as_of]))


def wrong(life: Life) -> list[str]:
    """The kept sums that differ from a naive recount."""
    units = Unit.objects.in_bulk()
    kept = [(row, Moment(row.unit, row.as_of, row.since)) for row in Tally.objects.select_related("unit")]
    return [str(row) for row, moment in kept if row.sums != recounted(list(life.diaries.values()), units, moment)]


@pytest.mark.parametrize("seed", range(6))
def test_what_is_kept_is_what_a_naive_recount_finds(world, seed):
    life = Life(world, seed)
    seen = 0
    for _deed in range(DEEDS):
        life.live()
        assert wrong(life) == []
        for _one in range(3):
            moment = some_moment(life)
            sums = count(moment)
            assert sums == recounted(list(life.diaries.values()), Unit.objects.in_bulk(), moment), moment
            assert keep(moment, at=life.at).sums == sums
        seen = max(seen, Tally.objects.count())
    assert seen > 10


def without_the_listener() -> None:
    event_recorded.disconnect(dispatch_uid="workflows.dashboard.staleness")


def without_the_trigger() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")


@pytest.mark.parametrize("taken_away", [without_the_listener, without_the_trigger])
def test_without_either_guard_the_same_life_leaves_wrong_sums(world, taken_away):
    """The red controls of the test above."""
    taken_away()
    try:
        life, seen = Life(world, 1), set()
        for _deed in range(DEEDS):
            life.live()
            seen |= set(wrong(life))
            for _one in range(3):
                keep(some_moment(life), at=life.at)
        assert len(seen) > 5
    finally:
        staleness.listen()


def test_a_change_leaves_the_days_before_it_and_the_other_institutions(world):
    life = Life(world, 3)
    while len(life.diaries) < 3:
        life.live()
    today = life.at.date()
    for unit, day in ((world.poly, today), (world.poly, life.day().replace(year=2024)), (world.other, today)):
        keep(Moment(unit, day, day), at=life.at)
    world.account("https://x.com/newcomer", standing=Standing.AFFILIATED)
    assert Tally.objects.count() == 3, "an account that enters in November 2026 changes nothing before"
    world.at = life.at
    world.account("https://x.com/another", standing=Standing.AFFILIATED)
    assert sorted((row.unit.slug, row.as_of.year) for row in Tally.objects.select_related("unit")) == [
        ("other", today.year),
        ("poly", 2024),
    ]


def test_a_deed_undone_leaves_what_is_kept(world):
    """A savepoint that is rolled back takes the throwing away with it, and the next deed throws away again."""
    life = Life(world, 4)
    while len(life.diaries) < 3:
        life.live()
    day = life.at.date()
    keep(Moment(world.poly, day, day), at=life.at)
    world.at = life.at
    try:
        with transaction.atomic():
            world.account("https://x.com/undone")
            assert not Tally.objects.exists()
            raise LookupError
    except LookupError:
        assert Tally.objects.exists()
    world.account("https://x.com/done")
    assert not Tally.objects.exists()


def test_a_figure_that_the_register_reads_itself_throws_away_too(world):
    """The nightly round leaves no event; its rows speak for themselves."""
    account = world.account("https://x.com/nightly")
    day = world.at.date()
    for unit, as_of in ((world.poly, day), (world.poly, day - timedelta(days=1)), (world.other, day)):
        keep(Moment(unit, as_of, as_of), at=world.at)
    measure(account, Figure(day, 12, "https://x.com/", method=Method.API), actor=None, at=world.at)
    assert sorted((row.unit.slug, (day - row.as_of).days) for row in Tally.objects.select_related("unit")) == [
        ("other", 0),
        ("poly", 1),
    ]


def test_what_is_told_late_throws_every_day_away(world):
    """It changes what the later ones changed from, so the days before it as well."""
    account = world.account("https://x.com/late", standing=Standing.AFFILIATED)
    day = world.at.date()
    said = {"actor": world.manager, "reason": "Vu"}
    change_standing(account, standing=Standing.STUDENT, at=world.at + timedelta(hours=9), **said)
    keep(Moment(world.poly, day - timedelta(days=30), day - timedelta(days=30)), at=world.at)
    change_standing(account, standing=Standing.IMPOSTOR, at=world.at + timedelta(hours=2), **said)
    assert not Tally.objects.exists()
