"""Measures an import on a real list of accounts, and leaves the database as it was.

    python bench/imports.py FILE [--show N]

Enters the list into an institution made for it, twice, in a transaction that is rolled back. Prints the counts and the
seconds of each run, what was refused and what was noted. The database is DATABASE_URL's, migrated.
"""

# ruff: noqa: E402  Django must know its settings before the models are imported

import argparse
import os
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carrefour.settings.dev")

import django

django.setup()

from django.db import transaction

from registry.language import Pair
from registry.organisation import actions as organisation
from registry.organisation.models import Role, Unit, User
from registry.transfer.importing import carry_out
from registry.transfer.planning import Outcome
from registry.transfer.reading import tables_of
from registry.transfer.report import report_of

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def ground() -> tuple[Unit, User]:
    """An institution without accounts, and who manages them."""
    institution = organisation.found_institution(slug="bench", name=Pair("Banc d’essai", "Bench"), at=NOW)
    person = organisation.appoint_first_administrator(institution, email="bench@example.org", full_name="Bench", at=NOW)
    organisation.grant(person, institution, Role.MANAGER, actor=person, at=NOW)
    return institution, person


def run(data: bytes, institution: Unit, person: User) -> dict:
    """One import from the bytes to the written rows; the report, printed counts and seconds apart."""
    start = time.perf_counter()
    done = carry_out(tables_of(data), institution=institution, unit=None, actor=person, at=NOW, sha256="")
    spent = time.perf_counter() - start
    counts = done.plan.counts
    words = "  ".join(f"{name} {number}" for name, number in counts.items())
    refused = counts["refused"] / max(counts["rows"], 1)
    print(f"{words}  ({refused:.1%} refused)  {spent:.2f} s")
    return report_of(done.plan, done.layouts, done.names)


def main() -> None:
    """Two runs, then the columns, the notes and the refusals."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", type=int, default=200, help="how many refusals to print")
    options = parser.parse_args()
    data = options.file.read_bytes()
    with transaction.atomic():
        institution, person = ground()
        report = run(data, institution, person)
        run(data, institution, person)
        transaction.set_rollback(True)
    for table in report["tables"]:
        print(
            table["name"] or "columns",
            {read["column"]: read["en"] for read in table["read"]},
            "unread",
            table["unread"],
        )
    print("notes", dict(Counter(code for line in report["lines"] for code, _fr, _en in line["notes"])))
    refused = [line for line in report["lines"] if line["outcome"] == Outcome.REFUSED]
    print("reasons", dict(Counter(line["code"] for line in refused)))
    for line in refused[: options.show]:
        print(f"{line['sheet']}:{line['line']}  {line['code']:18} {line['value']!r}")


if __name__ == "__main__":
    main()
