"""Measures the verify API against an empty view of this project: same server, same middleware, same run.

    bin/setup -m carrefour.embedded.throwaway bench/verify.py [--accounts 1000 100000] [--seconds 4] [--rounds 5]

For each size of the register: fills the throw-away database, starts gunicorn with the production settings and the worker
class of the image, and asks in turn the empty view, accounts that the register has, and names that it has not. Prints
requests a second (the median of the rounds), the ratios, and the plan of the statement.
"""

# ruff: noqa: E402  Django must know its settings before the models are imported

import argparse
import http.client
import os
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carrefour.settings.test")

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction

from registry.accounts.bulk import Newcomer, register_many
from registry.accounts.models import Account, Proof
from registry.accounts.status import ProofKind, Standing
from registry.audit import signals
from registry.directory import lookup
from registry.language import Pair
from registry.organisation import actions as organisation
from registry.organisation.models import Role, Unit, User
from registry.platforms.canonical import canonicalise
from registry.platforms.likeness import traces

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HOST = "carrefour.example.org"
CLIENTS = 4
PROMISED, STEADY = 0.60, 0.10
SYLLABLES = (
    *("po", "ly", "hec", "ni", "que", "mon", "tre", "al", "ge", "nie", "bi", "blio", "eau", "lab", "in", "fo", "sci"),
    *("en", "ce", "math", "phy", "chi", "mie", "arc", "doc", "cam", "pus"),
)
HOSTS = ("x.com", "www.facebook.com", "www.instagram.com", "www.youtube.com/@", "www.tiktok.com/@", "github.com")


def address(number: int) -> str:
    """The address of a number: another for each, in names such as people give."""
    rng = random.Random(number)
    name = "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 4)))
    host = rng.choice(HOSTS)
    return f"{host}{'' if host.endswith('@') else '/'}{name}{number:x}"


def ground() -> tuple[Unit, User]:
    """An institution, and who manages its accounts."""
    institution = organisation.found_institution(slug="bench", name=Pair("Banc d’essai", "Bench"), at=NOW)
    person = organisation.appoint_first_administrator(institution, email="bench@example.org", full_name="Bench", at=NOW)
    organisation.grant(person, institution, Role.MANAGER, actor=person, at=NOW)
    return institution, person


def fill(size: int, institution: Unit, person: User) -> None:
    """Enter accounts up to the size, each official by a proof."""
    signals.event_recorded.receivers, kept = [], signals.event_recorded.receivers
    for start in range(Account.objects.count(), size, 5000):
        numbers = range(start, min(start + 5000, size))
        newcomers = [Newcomer(canonicalise(address(n)), institution, Pair(f"Compte {n}", "")) for n in numbers]
        with transaction.atomic():
            accounts = register_many(newcomers, actor=person, at=NOW)
            proofs = {"kind": ProofKind.OFFICIAL_LINK, "evidence": "https://example.org/", "recorded_by": person}
            Proof.objects.bulk_create(Proof(account=a, recorded_at=NOW, **proofs) for a in accounts)
            Account.objects.filter(pk__in=[a.pk for a in accounts]).update(standing=Standing.OFFICIAL)
    signals.event_recorded.receivers = kept
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def environment() -> dict[str, str]:
    """The production settings on the same database; the callers' pace is counted, without an end to it."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "carrefour.settings.production",
        "SECRET_KEY": "k" * 60,
        "ALLOWED_HOSTS": HOST,
        "EMAIL_URL": "dummymail://",
        "MAIL_FROM": "bench@example.org",
        "SITE_URL": f"https://{HOST}",
        "VERIFY_PER_MINUTE": "100000000",
        "LOG_LEVEL": "ERROR",
        "PYTHONPATH": str(ROOT / "bench"),
    }


@contextmanager
def served() -> Iterator[int]:
    """The port of a gunicorn worker."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "served:application", f"--bind=127.0.0.1:{port}", "--workers=1"]
    command += ["--worker-class=gthread", f"--threads={CLIENTS}", "--keep-alive=60", "--log-level=error"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment())  # noqa: S603  ourselves
    try:
        for _attempt in range(150):
            time.sleep(0.2)
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                continue
        yield port
    finally:
        server.terminate()
        server.wait(20)


def rate(port: int, path_of: Callable[[int], str], seconds: float, status: int = 200) -> float:
    """Requests a second of `CLIENTS` callers who each keep one connection."""
    counts = [0] * CLIENTS
    end = time.perf_counter() + seconds

    def call(who: int) -> None:
        caller = http.client.HTTPConnection("127.0.0.1", port)
        headers = {"Host": HOST, "X-Forwarded-Proto": "https"}
        number = who
        while time.perf_counter() < end:
            caller.request("GET", path_of(number), headers=headers)
            answer = caller.getresponse()
            answer.read()
            assert answer.status == status, answer.status
            counts[who] += 1
            number += CLIENTS
        caller.close()

    start = time.perf_counter()
    threads = [threading.Thread(target=call, args=(who,)) for who in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - start)


def asked(text: str) -> str:
    """The path of a question."""
    return f"/api/verify/?address={quote(text)}"


def plans() -> None:
    """How the database answers the one statement: for an account that it has, and for a name that it has not."""
    sql = lookup.ONE
    for number in range(5, 0, -1):
        sql = sql.replace(f"${number}", f"%(p{number})s")
    for text in (address(7), "x.com/polyhecnique"):
        known = canonicalise(text)
        some = f"{{{','.join(map(str, traces(known.handle)))}}}"
        words = {"p1": known.platform, "p2": known.key, "p3": "{}", "p4": some, "p5": known.key}
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) {sql}", words)
            print("\n".join(f"    {line}" for (line,) in cursor.fetchall() if "Scan" in line))


def measured(port: int, size: int, seconds: float, rounds: int) -> dict[str, float]:
    """The three rates, in turn within each round so that whatever else the machine does weighs on all."""
    kinds = {
        "empty": lambda number: "/empty/",
        "known": lambda number: asked(address(number * 7919 % size)),
        "unknown": lambda number: asked(address(10_000_000 + number)),
    }
    told = {name: [] for name in kinds}
    for path_of in kinds.values():
        rate(port, path_of, 0.5)
    for _round in range(rounds):
        for name, path_of in kinds.items():
            told[name].append(rate(port, path_of, seconds))
    return {name: statistics.median(values) for name, values in told.items()}


def main() -> None:
    """Each size in turn, then both against the promise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--accounts", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    subprocess.run([sys.executable, "manage.py", "createcachetable"], cwd=ROOT, env=environment(), check=True)
    institution, person = ground()
    shares = {}
    for size in options.accounts:
        fill(size, institution, person)
        with served() as port:
            rates = measured(port, size, options.seconds, options.rounds)
        print(f"{size:>7,} accounts", "  ".join(f"{name} {value:,.0f}/s" for name, value in rates.items()))
        for kind in ("known", "unknown"):
            shares.setdefault(kind, []).append(rates[kind] / rates["empty"])
            print(f"    {kind} {shares[kind][-1]:.1%} of the empty view")
        plans()
    for kind, found in shares.items():
        low, high = min(found), max(found)
        said = "" if low >= PROMISED and high / low - 1 <= STEADY else "   MISSED"
        apart = f"apart {high / low - 1:.1%} (promised {STEADY:.0%})"
        print(f"{kind:>8} least {low:.1%} (promised {PROMISED:.0%}), {apart}{said}")


if __name__ == "__main__":
    main()
