"""The one statement of a *what if* against a recount of the register's rows, account by account."""

import random
from datetime import date, timedelta

import pytest

from registry.accounts.models import Account
from registry.accounts.status import ENDED, Standing, Status
from registry.followers.models import FollowerCount
from registry.followers.states import AUDIENCE_FIRST, Metric
from tests.workflows.exits.asking_if import DAY, count, question
from tests.workflows.exits.pages import stance
from workflows.exits.impact import of_one, together
from workflows.exits.impact_queries import KEPT, PER_PAGE, ask, asked_on, peers
from workflows.exits.states import Kind, State, Treatment

PLACES = ("poly", "hydro", "library", "lab", "abroad")


def a_register(world, seed, size=60):
    """Accounts of every standing and status in five units, with figures of several days and series."""
    chance = random.Random(seed)
    for number in range(size):
        platform = chance.choice(["x.com", "instagram.com", "t.me"])
        standing = chance.choice([Standing.UNCONFIRMED, Standing.AFFILIATED, Standing.STUDENT, Standing.UNOFFICIAL])
        account = world.account(f"https://{platform}/acct{number}x", unit=chance.choice(PLACES), standing=standing)
        Account.objects.filter(pk=account.pk).update(
            status=chance.choice([*Status, Status.ACTIVE, Status.ACTIVE]),
            languages=chance.sample(["fr", "en", "es"], chance.randrange(3)),
            audiences=chance.sample(["students", "press", "donors"], chance.randrange(3)),
            rhythm=chance.choice(["", "", "Alerte de crue"]),
        )
        for _figure in range(chance.randrange(4)):
            FollowerCount.objects.get_or_create(
                account=account,
                metric=chance.choice([Metric.FOLLOWERS, Metric.LIKES]),
                day=DAY - timedelta(days=chance.randrange(-5, 200)),
                defaults={
                    "value": chance.randrange(10_000),
                    "is_exact": chance.random() < 0.7,
                    "source": "profil",
                    "entered_by": world.manager,
                    "entered_at": world.at,
                },
            )


def last_figure(account):
    for metric in AUDIENCE_FIRST:
        rows = FollowerCount.objects.filter(account=account, metric=metric, day__lte=DAY).order_by("-day")
        if rows:
            return rows[0]
    return None


def sum_of(accounts):
    def one(account):
        last = last_figure(account)
        return of_one(last.value, last.day, DAY, is_exact=last.is_exact) if last else of_one(None, None, DAY)

    return together(map(one, accounts))


def by(accounts, keys):
    """Sums by each of the keys of an account."""
    found = {}
    for account in accounts:
        for key in keys(account):
            found.setdefault(key, []).append(account)
    return {key: sum_of(rows) for key, rows in found.items()}


def recounted(asked):
    """Everything that the statement says, the long way."""
    ours = Account.objects.filter(unit__path__startswith=asked.institution.path).select_related("unit", "platform")
    ours = [row for row in ours if row.standing not in (Standing.UNOFFICIAL, Standing.IMPOSTOR)]
    chosen = [row for row in ours if any(row.unit.path.startswith(unit.path) for unit in asked.tops)]
    there = [row for row in chosen if row.platform_id == asked.platform.pk]
    touched = [row for row in there if row.status not in ENDED]
    silent = [row for row in touched if row.status == Status.ACTIVE]
    others = [row for row in ours if row.status == Status.ACTIVE and row not in there]
    kept = {
        "units": (lambda row: [str(row.unit_id)]),
        "audiences": (lambda row: row.audiences),
        "languages": (lambda row: row.languages),
    }
    alone = {}
    for what, keys in kept.items():
        elsewhere = {key for row in others for key in keys(row)}
        alone[what] = {key: sum_ for key, sum_ in by(silent, keys).items() if key not in elsewhere}
    return {
        "touched": sum_of(touched),
        "ended": len(there) - len(touched),
        "statuses": by(touched, lambda row: [row.status]),
        "emergency": sum_of([row for row in touched if row.rhythm]),
        "elsewhere": by(others, lambda row: [row.platform.slug]),
        "here": by([row for row in others if row in chosen], lambda row: [row.platform.slug]),
        "alone": alone,
        "unsaid": {
            "audiences": sum(1 for row in silent if not row.audiences),
            "languages": sum(1 for row in silent if not row.languages),
        },
    }


@pytest.mark.parametrize(("seed", "units"), [(1, ()), (2, ("hydro",)), (3, ("lab", "library")), (4, ("hydro", "lab"))])
def test_every_sum_is_that_of_a_recount(world, seed, units):
    a_register(world, seed)
    asked = question(world, *units)
    impact = ask(asked, day=DAY).impact
    assert impact.touched.accounts
    assert {name: getattr(impact, name) for name in recounted(asked)} == recounted(asked)


def test_the_accounts_come_page_by_page_the_most_followed_first(world):
    accounts = [world.account(f"https://x.com/many{n}x", standing=Standing.AFFILIATED) for n in range(PER_PAGE + 5)]
    for number, account in enumerate(accounts[:-1]):
        count(world, account, number)
    pages = [ask(question(world), day=DAY, offset=offset).lines for offset in (0, PER_PAGE, 10 * PER_PAGE)]
    assert [line.account for line in pages[0]] == [row.pk for row in accounts[-2:3:-1]]
    assert [line.account for line in pages[1]] == [row.pk for row in [*accounts[3::-1], accounts[-1]]]
    assert pages[2] == pages[1]
    assert (pages[1][0].sum.followers, pages[1][0].sum.last, pages[1][0].metric) == (3, "2026-11-20", "followers")
    assert (pages[1][-1].sum.counted, pages[1][-1].metric) == (0, "")


def test_another_institution_is_not_counted(world):
    count(world, world.account("https://x.com/here_ex"), 10)
    count(
        world,
        world.account("https://x.com/abroad_ex", unit="abroad", standing=Standing.AFFILIATED),
        1000,
        who="other_manager",
    )
    count(
        world,
        world.account("https://instagram.com/abroad_ex", unit="abroad", standing=Standing.AFFILIATED),
        1000,
        who="other_manager",
    )
    impact = ask(question(world), day=DAY).impact
    assert (impact.touched.accounts, impact.touched.followers, impact.elsewhere) == (1, 10, {})


def test_an_account_kept_for_emergencies_by_a_decision_is_one(world):
    plain, kept = world.account("https://x.com/plain_ex"), world.account("https://x.com/kept_ex")
    decision = world.exit(State.DRAFT, kind=Kind.EMERGENCY_ONLY)
    decision.lines.filter(account=plain).update(treatment=Treatment.UNCHANGED)
    assert ask(question(world), day=DAY).impact.emergency.accounts == 0
    type(decision).objects.filter(pk=decision.pk).update(state=State.IN_FORCE)
    assert ask(question(world), day=DAY).impact.emergency.accounts == 1
    Account.objects.filter(pk=plain.pk).update(title_fr="Campus d’urgence")
    Account.objects.filter(pk=kept.pk).update(title_fr="Resurgences")
    assert ask(question(world), day=DAY).impact.emergency.accounts == 2


def test_requests_under_way_on_that_platform_in_those_units(world):
    for state in ("draft", "submitted", "in_review", "refused"):
        world.request(state, platform="x", title=state, wanted_handle=f"{state}.example")
    world.request("submitted", title="ailleurs")
    assert ask(question(world), day=DAY).requests == {"open": 2}
    assert ask(question(world, "hydro"), day=DAY).requests == {"open": 2}
    assert ask(question(world, "library"), day=DAY).requests == {}


def test_what_others_did_is_told_with_its_day(world):
    stance(world, "first", "left")
    stance(world, "second", "staying")
    world.exit(State.IN_FORCE)
    assert [(row.institution.slug, row.position, row.as_of) for row in peers(question(world))] == [
        ("first", "left", "2025-01"),
        ("second", "staying", "2025-01"),
    ]


def test_one_query_whatever_the_number(world, django_assert_num_queries):
    a_register(world, 7, size=20)
    some, everywhere = question(world, "hydro", "library"), question(world)
    with django_assert_num_queries(1):
        ask(some, day=DAY)
    with django_assert_num_queries(3):
        asked_on(everywhere)


def test_the_json_names_nobody(world):
    a_register(world, 5, size=20)
    told = str(asked_on(question(world)))
    people = [word for person in world.people.values() for word in (person.full_name, person.email)]
    assert [word for word in people if word in told] == []
    assert [row.display for row in Account.objects.all() if row.display in told] == []


def test_no_more_accounts_are_kept_than_said(world):
    assert KEPT == 1000
    assert ask(question(world), day=date(2026, 1, 1), size=KEPT).lines == []
