"""Measures a decision that covers 5,000 accounts: taken, announced, and above all brought into force.

    bin/setup -m carrefour.embedded.throwaway bench/apply.py [--accounts 5000]

Prints, for each move, its seconds, queries, events and tasks; the promise is one transaction with one event per account, within
ten seconds, when it comes into force.
"""

# ruff: noqa: E402  Django must know its settings before the models are imported

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carrefour.settings.test")

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from bench.whatif import PLATFORMS, grow
from registry.accounts.models import Account
from registry.audit.models import Event
from registry.audit.verbs import Verb
from tests.world import World, build
from workflows.exits.models import ExitDecision, RunbookTask
from workflows.exits.moves import perform
from workflows.exits.states import HandleFate, State

SECONDS = 10
MOVES = [("decide", "leader"), ("announce", "manager"), ("bring_into_force", "manager")]


class Count:
    """Counts statements; keeping them, as Django's own capture does, would be measured too."""

    def __init__(self) -> None:
        self.statements = 0

    def __call__(self, execute: Callable, *arguments: object) -> object:
        """As a wrapper of `connection.execute_wrapper`."""
        self.statements += 1
        return execute(*arguments)


def move(decision: ExitDecision, name: str, world: World, who: str) -> tuple[ExitDecision, float, float, int]:
    """Make one move as a page does; its seconds, those of this processor in it, and its queries."""
    count = Count()
    with connection.execute_wrapper(count):
        start, busy = time.perf_counter(), time.process_time()
        decision = perform(decision, name, actor=world.people[who], at=timezone.now(), seen=decision.version)
        return decision, time.perf_counter() - start, time.process_time() - busy, count.statements


def main() -> None:
    """Grow the register, then make the three moves."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--accounts", type=int, default=5000)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    world = build()
    # Half of what `grow` makes is on the platform that the decision is about.
    grow(world, options.accounts * len(PLATFORMS) // PLATFORMS.count("x"))
    effect = timezone.localdate().isoformat()
    decision = world.exit(State.PROPOSED, handle_fate=HandleFate.KEPT, effective_on=effect)
    covered = decision.lines.filter(covered=True).count()
    print(f"{Account.objects.count()} accounts, {covered} covered")
    for name, who in MOVES:
        events = Event.objects.count()
        decision, seconds, busy, queries = move(decision, name, world, who)
        told, tasks = Event.objects.count() - events, RunbookTask.objects.count()
        print(f"{name:>17} {seconds:7.2f} s ({busy:5.2f} s here) {queries:6} queries {told:6} events {tasks:6} tasks")
    per_account = Event.objects.filter(verb=Verb.ACCOUNT_STATUS, facts__decision=decision.get_absolute_url()).count()
    kept = seconds <= SECONDS and per_account == covered
    print(f"promised: in force within {SECONDS} s, one event per account{'' if kept else '   MISSED'}")


if __name__ == "__main__":
    main()
