"""Measures the presence with 10,000 accounts × 156 weeks against the same pages with 100 accounts × 156 weeks.

    bin/setup -m carrefour.embedded.throwaway bench/presence.py [--accounts 100 10000] [--weeks 156] [--rounds 40]

Two databases of one PostgreSQL, each behind a gunicorn of its own with the production settings; a leader asks them in turn
for the same pages. Prints the queries of a page, the median milliseconds and their ratio: the picture whose sums are kept,
the page of an account and its figures, the lists; then what a day costs that nobody has asked for yet.
"""

# ruff: noqa: E402  Django must know its settings before the models are imported

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carrefour.settings.test")

import django

django.setup()

from desk import Desk, copied, measured
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from verify import address, environment, served

from registry.accounts.bulk import Newcomer, register_many
from registry.accounts.models import Account, Proof
from registry.accounts.status import ProofKind, Standing
from registry.audit import signals
from registry.language import Pair
from registry.organisation import actions as organisation
from registry.organisation.models import Unit, UnitKind
from registry.platforms.canonical import canonicalise
from tests.world import AT, World, build
from workflows.dashboard.actions import keep
from workflows.dashboard.as_of import Moment
from workflows.dashboard.counting import count
from workflows.dashboard.moments import of_the_picture, usual

HOME = "/presence/"
QUERIES, RATIO = 12, 1.5
UNITS = 40
# What loads the figures: the bench of loading times it beside a COPY of the same rows.
FIGURES = """
INSERT INTO registry_followercount
    (account_id, day, metric, value, is_exact, method, source, entered_by_id, entered_at, replaced_because)
SELECT a.id, %(last)s::date - 7 * week, 'followers', 1000 + (a.id * 37 %% 9000) + 3 * (%(weeks)s - week), true, 'file',
    'bench', %(person)s, now(), ''
FROM registry_account a CROSS JOIN generate_series(0, %(weeks)s - 1) AS week WHERE a.id > %(beyond)s
"""


def ground() -> tuple[World, list[Unit]]:
    """The cast, and the units whose accounts are counted."""
    world = build()
    units = [
        organisation.create_unit(
            world.poly,
            slug=f"unit-{number}",
            kind=UnitKind.DEPARTMENT,
            name=Pair(f"Département {number}", ""),
            actor=world.admin,
            at=AT,
        )
        for number in range(UNITS)
    ]
    return world, units


def fill(size: int, weeks: int, world: World, units: list[Unit]) -> None:
    """Accounts up to the size, nine of ten official, each with a figure a week."""
    signals.event_recorded.receivers, kept = [], signals.event_recorded.receivers
    entered = timezone.now() - timedelta(days=7 * weeks)
    beyond = Account.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    for start in range(Account.objects.count(), size, 5000):
        numbers = range(start, min(start + 5000, size))
        newcomers = [
            Newcomer(canonicalise(address(n)), units[n % UNITS], Pair(f"Compte {n}", ""), ("fr", "en")[: 1 + n % 2])
            for n in numbers
        ]
        accounts = register_many(newcomers, actor=world.manager, at=entered)
        said = {"kind": ProofKind.OFFICIAL_LINK, "evidence": "https://example.org/", "recorded_by": world.manager}
        Proof.objects.bulk_create(Proof(account=account, recorded_at=entered, **said) for account in accounts)
        official = [account.pk for account in accounts if account.pk % 10]
        Account.objects.filter(pk__in=official).update(standing=Standing.OFFICIAL)
    signals.event_recorded.receivers = kept
    with connection.cursor() as cursor:
        words = {
            "last": timezone.localdate() - timedelta(days=2),
            "weeks": weeks,
            "person": world.manager.pk,
            "beyond": beyond,
        }
        cursor.execute(FIGURES, words)
        cursor.execute("VACUUM ANALYZE")


def cookie(world: World) -> str:
    """The leader, signed in at the servers."""
    with override_settings(SECRET_KEY=environment()["SECRET_KEY"]):
        client = Client()
        client.force_login(world.leader)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def queries(world: World, path: str) -> int:
    """How many statements the page makes, counted in this process on the present database."""
    client = Client()
    client.force_login(world.leader)
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200, path
    return len(caught)


def pages_of() -> dict[str, str]:
    """The pages by what they are called, on the present database."""
    slug = Account.objects.order_by("pk").values_list("slug", flat=True).first()
    return {
        "presence, kept": HOME,
        "a month": f"{HOME}?period=30",
        "one unit": f"{HOME}?scope=unit-7",
        "an account": f"/accounts/{slug}/",
        "its figures": f"/accounts/{slug}/figures/",
        "list of accounts": f"{HOME}accounts/",
        "old ones": f"{HOME}accounts/?figure=old&counts=yes",
    }


def kept(world: World) -> None:
    """What the schedule keeps, and the unit that is asked about."""
    now = timezone.now()
    unit = Unit.objects.get(slug="unit-7")
    today = timezone.localdate()
    for moment in (*usual(today), *of_the_picture(Moment(unit, today, today - timedelta(days=365)))):
        keep(moment, at=now)


def cold(weeks: int) -> None:
    """What a moment costs that nobody has asked for yet, on the present database; the median of five days."""
    root = Unit.objects.get(slug="poly")
    whole, alone = [], []
    for number in range(5):
        day = timezone.localdate() - timedelta(days=100 + number)
        moment = Moment(root, day, day - timedelta(days=365))
        start = time.perf_counter()
        count(moment)
        alone.append(time.perf_counter() - start)
        start = time.perf_counter()
        for one in of_the_picture(moment):
            count(one)
        whole.append(time.perf_counter() - start)
    size = Account.objects.count()
    print(
        f"   cold, {size:>6,} accounts × {weeks} weeks: a day compared with another {statistics.median(alone) * 1000:,.0f} ms, "
        f"with the {len(of_the_picture(moment))} days of its curve {statistics.median(whole) * 1000:,.0f} ms"
    )


def main() -> None:
    """Both sizes, page by page, against the promise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--accounts", type=int, nargs=2, default=[100, 10_000])
    parser.add_argument("--weeks", type=int, default=156)
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    os.environ["STATIC_ROOT"] = statics = tempfile.mkdtemp(prefix="carrefour-presence-")
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
    subprocess.run(collect, cwd=ROOT, env=environment(), check=True)  # noqa: S603  ourselves
    world, units = ground()
    session = cookie(world)
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, statics, ignore_errors=True)
        desks, pages, counted = [], [], {}
        for size in options.accounts:
            copied(f"presence_{size}_{os.getpid()}")
            start = time.perf_counter()
            fill(size, options.weeks, world, units)
            print(f"{size:>7,} accounts × {options.weeks} weeks in {time.perf_counter() - start:.0f} s")
            cold(options.weeks)
            kept(world)
            pages.append(pages_of())
            counted = {name: queries(world, path) for name, path in pages[-1].items()}
            desks.append(Desk(stack.enter_context(served()), session))
        for name in pages[0]:
            paths = [each[name] for each in pages]
            for desk, path in zip(desks * 3, paths * 3, strict=True):
                desk.read(path)
            few, many = measured(desks, paths, options.rounds)
            promised = name.startswith(("presence", "a month", "one unit"))
            missed = promised and (many / few > RATIO or counted[name] > QUERIES)
            print(
                f"{name:>18} {counted[name]:>3} queries {few:7.1f} ms {many:7.1f} ms  {many / few:.2f}x"
                f"{'   MISSED' if missed else ''}"
            )
    print(f"promised of the presence: {QUERIES} queries, {RATIO}x")


if __name__ == "__main__":
    main()
