"""Brings files made like real ones to an empty register, many seeds in each layout, and says what became of their figures.

    bin/setup -m carrefour.embedded.throwaway bench/figure_files.py [--seeds 30]

Each file has 294 accounts and 20 irregular days, gaps, accounts renamed since, one day dated a year wrong, two days on which
many lose a fifth, blank cells and cells that are no numbers. Prints for each layout how many seeds have every figure kept
or named, the wrong year asked as a whole with the year that fits, both falls asked as a whole, and whole days asked without
need; then the figures kept, asked one by one and refused. The database stays empty.
"""

# ruff: noqa: E402  Django must know its settings before the slices are imported

import argparse
import os
import random
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carrefour.settings.test")

import django

django.setup()

from registry.followers.states import Doubt
from registry.platforms.canonical import canonicalise
from registry.transfer import limits
from registry.transfer.counts.days import Order
from registry.transfer.counts.importing import found_in
from registry.transfer.counts.known import Accounts, Figures, Held, Named
from registry.transfer.counts.planning import Plan, resolve, sort_out
from registry.transfer.reading import tables_of
from tests.registry.transfer.counts.seeded import ACCOUNTS, Made, address, csv_of, long_rows, made, wide_rows, xlsx_of

TODAY = date(2026, 11, 20)


def by_account(file: Made) -> list[list[str]]:
    """The rows of a long file, each account's together."""
    head, *rows = long_rows(file)
    return [head, *sorted(rows, key=lambda row: row[1])]


def shuffled(file: Made) -> list[list[str]]:
    """The rows of a long file in no order."""
    head, *rows = long_rows(file)
    random.Random(6).shuffle(rows)
    return [head, *rows]


LAYOUTS = {
    "CSV, a row per figure, by day": lambda file: csv_of(long_rows(file)),
    "CSV, a row per figure, by account": lambda file: csv_of(by_account(file)),
    "CSV, a row per figure, in no order": lambda file: csv_of(shuffled(file)),
    "CSV, a column per day": lambda file: csv_of(wide_rows(file), delimiter=","),
    "XLSX, a column per day": xlsx_of,
}


def register() -> Accounts:
    """Every account of the file, by the names that it has and had."""
    found = Accounts()
    for number in range(ACCOUNTS):
        for read in (canonicalise(address(number, written=written)) for written in (False, True)):
            found.by_key[read.platform, read.key] = Named(now=Held(number + 1), taken=True)
    return found


def brought(data: bytes, accounts: Accounts) -> Plan:
    """The plan of a file."""
    found = found_in(tables_of(data, limits.FIGURES), Order.UNTOLD)
    figures, plan = resolve(found, accounts, TODAY)
    return sort_out(figures, Figures(), plan, found, TODAY)


def judged(file: Made, plan: Plan, tally: Counter) -> None:
    """Add what became of one file."""
    wrong = {(one.cell.run.day, one.year) for one in plan.asked if one.suspicion.doubt == Doubt.FILE_DATE}
    fell = {one.cell.run.day for one in plan.asked if one.suspicion.doubt == Doubt.FILE_FELL}
    slip = file.days[file.slip]
    falls = {file.days[column] for column in file.falling}
    counts = plan.counts
    tally["whole"] += counts["points"] == len(file.values) and counts["refused"] == file.unreadable()
    # The wrong date may be the right one of another column.
    kept = file.days.count(slip) == 1 and any(cell.run.day == slip for _held, cell in plan.kept)
    tally["year"] += (slip, slip.year + 1) in wrong and not kept
    tally["falls"] += falls <= fell
    tally["needless"] += len({day for day, _year in wrong} - {slip}) + len(fell - falls)
    tally["alone"] += sum(not one.snapshot for one in plan.asked)
    tally.update({name: counts[name] for name in ("points", "kept", "questioned", "refused")})


def main() -> None:
    """A line per layout."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=30)
    seeds = parser.parse_args().seeds
    accounts = register()
    for name, write in LAYOUTS.items():
        tally, start = Counter(), time.perf_counter()
        for seed in range(seeds):
            file = made(seed)
            judged(file, brought(write(file), accounts), tally)
        print(f"{name}: {seeds} seeds, {time.perf_counter() - start:.1f} s")
        print(f"   every figure kept or named {tally['whole']}, the wrong year as a whole {tally['year']},", end=" ")
        print(f"both falls as a whole {tally['falls']}; whole days asked without need {tally['needless']}")
        print(f"   figures {tally['points']:,}: kept {tally['kept']:,}, asked {tally['questioned']:,}", end=" ")
        print(f"(one by one {tally['alone']:,}), refused {tally['refused']:,}")


if __name__ == "__main__":
    main()
