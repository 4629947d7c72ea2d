"""A list whose numbers a picture keeps says them from there, and says what counting its rows would say."""

from datetime import timedelta

import pytest
from django.utils import timezone

from registry.accounts.status import Standing, Status
from registry.followers.models import FollowerCount
from workflows.dashboard.actions import keep
from workflows.dashboard.as_of import Moment
from workflows.dashboard.counting import Sum
from workflows.dashboard.list_sums import CUTS, PARTS, cell, part
from workflows.dashboard.listing import Rows
from workflows.dashboard.models import Tally

AGES = {"fresh": (3, 400), "old": (120, 500), "new": (3,), "silent": (200, 600), "once": (120,), "never": ()}
VALUES = {
    "counts": "yes",
    "platform": "x",
    "language": "fr",
    "standing": "unconfirmed",
    "status": "active",
    "stewards": "none",
}


@pytest.fixture
def register(world) -> Moment:
    """Accounts read lately or long ago, before the period or not, three of them in two branches; then one of no reach."""
    today = timezone.localdate()
    units = ["poly", "hydro", "lab"]
    for number, (name, ages) in enumerate(AGES.items()):
        account = world.account(f"https://x.com/{name}", unit=units[number % 3], languages=["fr", "en"][: number % 3])
        figures = [
            FollowerCount(account=account, day=today - timedelta(age), value=100 + 7 * age, entered_by=world.manager)
            for age in ages
        ]
        for figure in figures:
            figure.source, figure.entered_at = "Page", world.at
        FollowerCount.objects.bulk_create(figures)
    world.account("https://x.com/asleep", status=Status.DORMANT)
    world.account("https://x.com/fake", standing=Standing.IMPOSTOR)
    return Moment(world.poly, today, today - timedelta(days=365))


def asked(names, figure: str, both: bool) -> dict[str, object]:
    on = {name: VALUES.get(name, True) for name in names}
    return on | ({"figure": figure} if figure else {}) | ({"both": True} if both else {})


def test_what_is_kept_is_what_the_rows_say(register):
    kept = keep(register, at=timezone.now()).sums
    top = register.unit
    lists = [(asked(names, *cut), None) for names in CUTS for cut in PARTS]
    lists += [({"counts": "yes", "unit": unit.slug}, unit) for unit in (top, *top.children.all())]
    lists += [({"counts": "yes", "unit": top.slug, "direct": True}, top)]
    nothing = 0
    for filters, unit in lists:
        rows = Rows(register, filters, unit)
        known = part(kept, cell(filters, top, unit), filters)
        assert known == rows.counted(), filters
        assert rows.sums == known
        nothing += known == Sum()
    assert nothing < len(lists) / 2
    assert part(kept, ("reach", ""), {}).old_both


def test_the_page_reads_what_is_kept(register, as_):
    tally = keep(register, at=timezone.now())
    Tally.objects.filter(pk=tally.pk).update(sums={"register": {"": [8, 5, 3, 777, 0, 0, 0, 0, 0, 0, 0]}})
    url = f"/presence/accounts/?as_of={register.as_of}&since={register.since}"
    assert as_("leader").get(url).context["sums"].followers == 777
    assert as_("leader").get(f"{url}&status=active&standing=official").context["sums"].followers not in (0, 777)


def test_sums_kept_before_they_told_old_figures_apart_are_counted_again(register):
    tally = keep(register, at=timezone.now())
    short = {dimension: {key: row[:7] for key, row in cut.items()} for dimension, cut in tally.sums.items()}
    Tally.objects.filter(pk=tally.pk).update(sums=short)
    rows = Rows(register, {"figure": "old"})
    assert rows.sums == rows.counted() != Sum()


@pytest.mark.parametrize(
    "filters",
    [
        {"counts": "yes", "stewards": "few"},
        {"platform": "x"},
        {"counts": "yes", "direct": True},
        {"counts": "yes", "platform": "x", "language": "fr"},
    ],
)
def test_no_picture_has_these(world, filters):
    assert cell(filters, world.poly, None) is None


def test_two_parts_at_once_are_counted(world):
    assert part({}, ("register", ""), {"figure": "old", "both": True}) is None
    assert part({}, ("register", ""), {}) == Sum()
