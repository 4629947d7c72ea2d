"""Measures *what if we left?* on 100,000 accounts in 2,000 units against 1,000 accounts in 20, per account touched.

    bin/setup -m carrefour.embedded.throwaway bench/whatif.py [--accounts 1000 100000] [--rounds 5]

One database, grown from the first size to the second; half of the accounts are on the platform that is asked about, the others
on two more, each with three figures. Prints the queries and milliseconds of the statement and of the whole page, per thousand
accounts touched, and the ratio.
"""

# ruff: noqa: E402  Django must know its settings before the models are imported

import argparse
import os
import statistics
import sys
import time
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carrefour.settings.test")

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from registry.accounts.models import Account
from registry.accounts.status import Standing, Status
from registry.followers.models import FollowerCount
from registry.organisation.models import Unit, UnitKind
from registry.platforms.models import Platform
from tests.world import World, build
from workflows.exits.impact_queries import Question, ask

PAGE = "/exits/what-if/?platform=x&kind=suspend"
QUERIES, RATIO = 10, 1.5
PER_UNIT, FIGURES = 50, 3
PLATFORMS = ("x", "instagram", "x", "linkedin")


def grow(world: World, size: int) -> None:
    """Add accounts until there are so many, fifty to a unit, each with its figures."""
    first = Account.objects.count()
    places = units(world, (size + PER_UNIT - 1) // PER_UNIT)
    platforms = {row.slug: row for row in Platform.objects.filter(slug__in=PLATFORMS)}
    accounts = Account.objects.bulk_create(
        [account(number, places[number // PER_UNIT], platforms) for number in range(first, size)], batch_size=2000
    )
    today = timezone.localdate()
    FollowerCount.objects.bulk_create(
        (
            FollowerCount(
                account=row,
                day=today - timedelta(days=30 * figure + row.pk % 29),
                value=row.pk * 7 % 5000,
                source="profil",
                entered_by=world.manager,
                entered_at=world.at,
            )
            for row in accounts
            for figure in range(FIGURES)
        ),
        batch_size=5000,
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def units(world: World, count: int) -> list[Unit]:
    """So many departments of the institution."""
    known = Unit.objects.filter(slug__startswith="many-").count()
    for number in range(known, count):
        words = {"kind": UnitKind.DEPARTMENT, "parent": world.poly, "sort_key": f"many {number:05}"}
        unit = Unit.objects.create(slug=f"many-{number}", path=f"new-{number}", name_fr=f"Unité {number}", **words)
        unit.path = f"{world.poly.path}{unit.pk}/"
        unit.save(update_fields=["path"])
    return list(Unit.objects.filter(slug__startswith="many-").order_by("pk"))


def account(number: int, unit: Unit, platforms: dict[str, Platform]) -> Account:
    """One account; its platform, languages and audiences by its number."""
    name = f"many{number}"
    return Account(
        slug=name,
        platform=platforms[PLATFORMS[number % len(PLATFORMS)]],
        handle=name,
        key=name,
        address=f"https://example.org/{name}",
        display=name,
        kind="profile",
        unit=unit,
        title_fr=f"Compte {number}",
        sort_key=f"compte {number:07}",
        languages=["fr", "en"][: number % 3],
        audiences=["students", "press"][: number % 3],
        standing=Standing.AFFILIATED,
        status=Status.ACTIVE if number % 5 else Status.DORMANT,
    )


def median(act, rounds: int) -> float:
    """Milliseconds; the first time is not counted."""
    told = []
    for _round in range(rounds + 1):
        start = time.perf_counter()
        act()
        told.append((time.perf_counter() - start) * 1000)
    return statistics.median(told[1:])


def measured(world: World, size: int, rounds: int) -> dict[str, float]:
    """The statement alone and the whole page: milliseconds per thousand accounts touched."""
    grow(world, size)
    client = Client()
    client.force_login(world.leader)
    question = Question(world.poly, world.platform("x"), "suspend")
    touched = ask(question, day=timezone.localdate()).impact.touched.accounts
    client.get(PAGE)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(PAGE).status_code == 200
    acts = {
        "statement": lambda: ask(question, day=timezone.localdate()),
        "page": lambda: client.get(PAGE),
    }
    print(f"{size} accounts in {Unit.objects.count()} units, {touched} touched, {len(caught)} queries")
    found = {}
    for name, act in acts.items():
        whole = median(act, rounds)
        found[name] = whole / touched * 1000
        print(f"{name:>12} {whole:9.1f} ms {found[name]:8.2f} ms per 1,000 touched")
    if len(caught) > QUERIES:
        print("   MISSED: queries")
    return found


def main() -> None:
    """Both sizes, and the ratio against the promise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--accounts", type=int, nargs=2, default=[1000, 100_000], dest="sizes")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    world = build()
    few, many = (measured(world, size, options.rounds) for size in options.sizes)
    for name, before in few.items():
        ratio = many[name] / before
        print(f"{name:>12} {ratio:.2f}x{'' if ratio <= RATIO else '   MISSED'}")
    print(f"promised: {QUERIES} queries, {RATIO}x per account touched")


if __name__ == "__main__":
    main()
