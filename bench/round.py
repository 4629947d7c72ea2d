"""A round of the collectors against a local server that errs and has limits, with workers killed in the midst.

    bin/setup -m carrefour.embedded.throwaway bench/round.py [--accounts 1000] [--errors 0.05] [--workers 3] [--kills 3]
                                                             [--calls 8 --window 3] [--torn lease|limit]

Fills the throw-away database with accounts of four platforms, begins the night twice, starts workers as processes of their own
and kills one after the other with SIGKILL while the server is being asked. The server draws errors (429 with Retry-After, 500,
503) and counts what it was asked. Prints how each account ended, what is double, and the largest number of calls that any window
held as the server saw them, beside the limit. ``--torn`` takes a protection away, to see what it is for.
"""

# ruff: noqa: E402  Django must know its settings before the models are imported

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carrefour.settings.test")

import django

django.setup()

from django.core.management import call_command
from django.db.models import Count
from django.test import override_settings
from django.utils import timezone

from registry.accounts.bulk import Newcomer, register_many
from registry.followers import collectors, rounds
from registry.followers.collectors.base import Limit
from registry.followers.models import Contact, FollowerCount, QuestionedCount, Reading, Round
from registry.followers.states import Outcome
from registry.language import Pair
from registry.platforms.canonical import canonicalise
from tests.registry.followers.platform_server import STORIES, most_in_a_window
from tests.world import World, build

ADDRESSES = {
    "mastodon": "https://mastodon.social/@{}",
    "github": "https://github.com/{}",
    "bluesky": "https://bsky.app/profile/{}.bsky.social",
    "peertube": "https://framatube.org/c/{}",
}
# One account in so many is gone, banned or locked for good: the server says so whatever chance draws.
HOPELESS = 50
LEASE = 5.0


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--accounts", type=int, default=1000)
    parser.add_argument("--errors", type=float, default=0.05)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--calls", type=int, default=8)
    parser.add_argument("--window", type=float, default=3.0)
    parser.add_argument("--torn", default="", choices=["", "lease", "limit"])
    return parser.parse_args()


def fill(world: World, size: int) -> None:
    """Accounts of the four platforms in turn; the name of a hopeless one begins with its story."""
    stories = [story for story in STORIES if story not in ("broken", "busy")]
    newcomers = []
    for number in range(size):
        slug = list(ADDRESSES)[number % len(ADDRESSES)]
        name = f"{stories[number // HOPELESS % len(stories)]}-{number}" if number % HOPELESS == 0 else f"unit-{number}"
        name = name.replace("-", ".") if slug in ("mastodon", "peertube") else name
        newcomers.append(
            Newcomer(canonicalise(ADDRESSES[slug].format(name)), world.hydro, Pair(f"Compte {number}", ""))
        )
    register_many(newcomers, actor=world.manager, at=timezone.now())


def begin(given: argparse.Namespace) -> None:
    """The night, begun twice, as short as the limits let it be."""
    for module in collectors.MODULES:
        module.LIMIT = Limit(given.calls, given.window)
    at = timezone.now()
    with override_settings(ROUND_HOURS=1 / 3600):
        for _time in range(2):
            rounds.begin(at.date(), at)


class Trial:
    """The server and the workers, each a process; all end with the trial."""

    def __init__(self, given: argparse.Namespace, stack: ExitStack) -> None:
        self.given, self.stack = given, stack
        words = ["tests.registry.followers.platform_server", "--errors", str(given.errors)]
        server = self._start(words, stdout=subprocess.PIPE)
        self.root = f"127.0.0.1:{int(server.stdout.readline())}"
        self.workers = [self.worker() for _worker in range(given.workers)]

    def _start(self, words: list[str], **pipes: object) -> subprocess.Popen:
        process = subprocess.Popen([sys.executable, "-m", *words], cwd=ROOT, text=True, **pipes)  # noqa: S603  ourselves
        self.stack.callback(process.wait)
        self.stack.callback(process.kill)
        return process

    def worker(self) -> subprocess.Popen:
        """One more worker."""
        given = self.given
        limits = [
            "--calls",
            str(given.calls),
            "--window",
            str(given.window),
            "--lease",
            str(LEASE),
            "--torn",
            given.torn,
        ]
        return self._start(["tests.registry.followers.worker", self.root, "--seconds", "3600", *limits])

    def calls(self) -> list[tuple[str, float, int]]:
        """What the server was asked so far."""
        with urlopen(f"http://{self.root}/told") as told:
            return [tuple(call) for call in json.load(told)["calls"]]

    def kill(self) -> None:
        """One of the workers dies at once, and another takes its place."""
        victim = self.workers.pop(random.randrange(len(self.workers)))
        victim.kill()
        victim.wait()
        self.workers.append(self.worker())


def run(given: argparse.Namespace, trial: Trial) -> float:
    """Until every reading has its outcome; the seconds that it took."""
    start, kills = time.monotonic(), 0
    total = Reading.objects.count()
    while left := Reading.objects.filter(outcome="").count():
        if kills < given.kills and total - left >= total * (kills + 1) // (given.kills + 1):
            trial.kill()
            kills += 1
            print(f"  worker killed -9 with {left} accounts to go")
        time.sleep(0.2)
    return time.monotonic() - start


def report(given: argparse.Namespace, calls: list[tuple[str, float, int]], seconds: float) -> bool:
    """Print the figures; whether all is as promised."""
    outcomes = Counter(Reading.objects.values_list("outcome", flat=True))
    measured = outcomes.pop(Outcome.MEASURED, 0)
    doubles = FollowerCount.with_replaced.values("account").annotate(rows=Count("pk")).filter(rows__gt=1).count()
    readings, questions = Reading.objects.count(), QuestionedCount.objects.count()
    answered = Counter(status for _platform, _at, status in calls)
    print(f"accounts {given.accounts}, readings {readings}, in {seconds:.0f} s")
    print(f"measured {measured}, with a reason {sum(outcomes.values())}: {dict(outcomes)}")
    print(f"figures {FollowerCount.with_replaced.count()}, doubles {doubles}, questioned {questions}")
    ended = Round.objects.exclude(ended_at=None).count()
    print(f"contacts {Contact.objects.count()}, rounds ended {ended} of {Round.objects.count()}")
    print(f"calls {len(calls)}: {dict(sorted(answered.items()))}")
    whole = True
    for slug in ADDRESSES:
        most = most_in_a_window(calls, slug, given.window)
        whole = whole and most <= given.calls
        print(f"  {slug}: at most {most} calls in {given.window} s, the limit is {given.calls}")
    return whole and not doubles and readings == given.accounts == measured + sum(outcomes.values())


def main() -> None:
    """Fill, begin, run, report."""
    given = arguments()
    call_command("migrate", verbosity=0)
    fill(build(), given.accounts)
    begin(given)
    with ExitStack() as stack:
        trial = Trial(given, stack)
        seconds = run(given, trial)
        time.sleep(1.5)  # a worker ends the round after its last reading
        calls = trial.calls()
    kept = report(given, calls, seconds)
    print("kept" if kept else "BROKEN")
    sys.exit(not kept)


if __name__ == "__main__":
    main()
