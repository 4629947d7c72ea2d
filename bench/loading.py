"""Measures how fast a file of figures is brought in, beside a raw COPY of the same rows into the same table.

    bin/setup -m carrefour.embedded.throwaway bench/loading.py [--accounts 10000] [--weeks 156]

Both have every index and constraint in place. The file goes the whole way from its cells: read, found in the register,
held, reviewed day by day, written, and said in the journal. Prints rows, seconds and rows a second of each, what each step
took, and the ratio.
"""

# ruff: noqa: E402  Django must know its settings before the models are imported

import argparse
import os
import random
import sys
import time
from datetime import date, timedelta
from math import exp
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carrefour.settings.test")

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction

from registry.accounts.bulk import Newcomer, register_many
from registry.accounts.models import Account
from registry.followers.models import FollowerCount, QuestionedCount
from registry.language import Pair
from registry.platforms.canonical import canonicalise
from registry.transfer.counts.actions import write
from registry.transfer.counts.days import Order
from registry.transfer.counts.importing import planned
from registry.transfer.models import Content, ImportFile
from registry.transfer.reading import Table
from tests.world import AT, World, build

RATIO = 0.2
FIRST = date(2023, 11, 20)
COLUMNS = "account_id, day, metric, value, is_exact, method, source, entered_by_id, entered_at, replaced_because"


def address(number: int) -> str:
    """An account's."""
    return f"https://www.instagram.com/bench.{number}/"


def accounts_of(world: World, count: int) -> None:
    """Accounts as an import enters them."""
    readings = [canonicalise(address(number)) for number in range(count)]
    new = [Newcomer(reading=one, unit=world.hydro, title=Pair(one.handle, ""), languages=()) for one in readings]
    register_many(new, actor=world.manager, at=AT)


def table_of(count: int, weeks: int) -> Table:
    """A row per account and a column per week: each grows at its own pace and strays from it."""
    chance = random.Random(6)
    rows = [["Adresse", *((FIRST + timedelta(weeks=week)).isoformat() for week in range(weeks))]]
    for number in range(count):
        size, growth, noise = exp(chance.gauss(7, 2)), chance.gauss(0.2, 0.2), abs(chance.gauss(0, 0.004))
        figures = (size * exp(growth * week / 52 + chance.gauss(0, noise)) for week in range(weeks))
        rows.append([address(number), *(str(round(figure)) for figure in figures)])
    return Table("", list(enumerate(rows, 1)))


@transaction.atomic
def by_file(world: World, table: Table) -> tuple[int, float, float]:
    """The file's way; figures written, seconds of the judgement, seconds of the writing up to the commit's checks."""
    file = ImportFile.objects.create(
        owner=world.manager, institution=world.poly, uploaded_at=AT, name="bench.csv", content=Content.FIGURES
    )
    start = time.perf_counter()
    words = {"order": Order.UNTOLD, "institution": world.poly, "actor": world.manager, "today": AT.date()}
    done = planned([table], holding=True, **words)
    judged = time.perf_counter()
    write(done, file, actor=world.manager, at=AT)
    with connection.cursor() as cursor:
        # What waits for the commit is checked now, so that it is measured.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    end = time.perf_counter()
    print("   counts", done.plan.counts)
    return len(done.plan.kept), judged - start, end - judged


@transaction.atomic
def raw(world: World, table: Table) -> tuple[int, float]:
    """The same rows sent as text to COPY, nothing asked."""
    numbers = dict(Account.objects.values_list("address", "pk"))
    days = table.rows[0][1][1:]
    end = f"followers\t%s\tt\tfile\tbench.csv\t{world.manager.pk}\t{AT.isoformat()}\t\n"
    lots = []
    for _line, (where, *figures) in table.rows[1:]:
        number = numbers[canonicalise(where).address]
        lots.append("".join(f"{number}\t{day}\t{end % figure}" for day, figure in zip(days, figures, strict=True)))
    start = time.perf_counter()
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {FollowerCount._meta.db_table} ({COLUMNS}) FROM STDIN") as copy:
            for lot in lots:
                copy.write(lot)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return len(days) * len(lots), time.perf_counter() - start


def empty() -> None:
    """No figure is left, and the table is as small as it was."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {FollowerCount._meta.db_table}, {QuestionedCount._meta.db_table} CASCADE")


def main() -> None:
    """The raw COPY, the file, and the raw COPY again; exits with 1 below the promised ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--accounts", type=int, default=10_000)
    parser.add_argument("--weeks", type=int, default=156)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    world = build()
    accounts_of(world, options.accounts)
    table = table_of(options.accounts, options.weeks)
    speeds = []
    for _time in range(2):
        empty()
        rows, spent = raw(world, table)
        speeds.append(rows / spent)
        print(f"raw COPY   {rows:>9,} rows {spent:7.1f} s {rows / spent:>9,.0f} rows/s")
        if len(speeds) == 1:
            empty()
            kept, judged, written = by_file(world, table)
            speed = kept / (judged + written)
            print(f"a file     {kept:>9,} rows {judged + written:7.1f} s {speed:>9,.0f} rows/s", end="")
            print(f"   ({judged:.1f} s read and judged, {written:.1f} s written)")
    ratio = speed / max(speeds)
    print(f"ratio to the faster raw COPY {ratio:.0%} (at least {RATIO:.0%} promised)")
    sys.exit(ratio < RATIO)


if __name__ == "__main__":
    main()
