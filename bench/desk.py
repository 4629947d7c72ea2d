"""Measures the queue of the desk with 5,000 open requests against the same page with 50.

    bin/setup -m carrefour.embedded.throwaway bench/desk.py [--open 50 5000] [--rounds 60]

Two databases of one PostgreSQL, each behind a gunicorn of its own with the production settings; a manager asks them in
turn for the same page. Prints the queries of a page, the lines that each desk drew, the median milliseconds and two ratios,
for the queue as it opens, each order, filters and the last page: the plain one, and the one for as many lines. Fifty requests
fill no page under most filters, and a line drawn costs the same on both desks: what a line costs is measured on the small one
(its fullest page less its emptiest), and the small desk is charged for the lines that it did not draw.
"""

# ruff: noqa: E402  Django must know its settings before the models are imported

import argparse
import http.client
import os
import re
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

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from verify import HOST, environment, served

from registry.language import Pair
from registry.organisation import actions as organisation
from registry.organisation.models import Unit, UnitKind
from registry.platforms.models import Platform
from tests.world import AT, World, build
from workflows.requests.models import Contribution, PageRequest, Step, Verdict
from workflows.requests.states import State

QUEUE = "/requests/queue/"
QUERIES, RATIO = 10, 1.3
UNITS = 40
# What an open request may be at, in the proportions of a desk; two of ten have been decided before.
STATES = (
    *(State.ENDORSED, State.ENDORSED, State.ENDORSED, State.IN_REVIEW, State.IN_REVIEW, State.SUBMITTED),
    *(State.ADDRESS_GIVEN, State.RETURNED, State.APPROVED, State.WITH_LEADERSHIP),
)
PAGES = {
    "as it opens": "",
    "by priority": "?order=priority",
    "by unit": "?order=unit",
    "by platform": "?order=platform",
    "late": "?tab=late",
    "unassigned": "?tab=unassigned",
    "at the unit": "?tab=department",
    "one unit": "?unit=unit-2",
    "one platform": "?platform=instagram",
    "words": "?q=chantier",
    "last page": "?page=10000",
}
FULL, EMPTY = "", "?q=nothinghasthisname"
LINE = re.compile(rb"<tbody>.*</tbody>", re.DOTALL)


def ground() -> tuple[World, list[Unit], dict[str, PageRequest]]:
    """The cast, the units that ask, and a request that came to each state by the product's own moves."""
    world = build()
    units = [
        organisation.create_unit(
            world.poly,
            slug=f"unit-{n}",
            kind=UnitKind.DEPARTMENT,
            name=Pair(f"Département {n}", ""),
            actor=world.admin,
            at=AT,
        )
        for n in range(UNITS)
    ]
    return world, units, {state: world.request(state) for state in set(STATES)}


def fill(size: int, units: list[Unit], models: dict[str, PageRequest]) -> None:
    """Copies of the models, until so many are open."""
    platforms = list(Platform.objects.order_by("slug")[:20])
    today = timezone.localdate()
    numbers = range(PageRequest.objects.count(), size)
    copies, origins = [], []
    for number in numbers:
        origin = models[STATES[number % len(STATES)]]
        fields = {field.attname: getattr(origin, field.attname) for field in PageRequest._meta.concrete_fields[1:]}
        fields |= {
            "unit_id": units[number % len(units)].pk,
            "platform_id": platforms[number % len(platforms)].pk,
            "title": f"Chantier {number}" if number % 3 else f"Rivière {number}",
            "due_on": today + timedelta(days=number % 40 - 12),
            "priority": 1 + number % 3,
            "key": f"desk{number}" if origin.key else "",
        }
        copies.append(PageRequest(**fields))
        origins.append(origin.pk)
    made = PageRequest.objects.bulk_create(copies, batch_size=1000)
    for model in (Contribution, Step, Verdict):
        _copy_rows(model, zip(origins, made, strict=True))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _copy_rows(model: type, pairs) -> None:
    of = {}
    for row in model.objects.order_by("pk"):
        of.setdefault(row.page_request_id, []).append(row)
    names = [field.attname for field in model._meta.concrete_fields[1:] if field.attname != "page_request_id"]
    model.objects.bulk_create(
        (
            model(page_request=asked, **{name: getattr(row, name) for name in names})
            for origin, asked in pairs
            for row in of.get(origin, [])
        ),
        batch_size=2000,
    )


def database(name: str) -> None:
    """Work on another database of the same PostgreSQL from here on; a server that starts then has it too."""
    connection.close()
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = name
    os.environ["DATABASE_URL"] = os.environ["DATABASE_URL"].replace(f"/{before}?", f"/{name}?")


def copied(name: str) -> None:
    """A copy of the present database under another name, which becomes the present one."""
    present = connection.settings_dict["NAME"]
    database("postgres")
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {present}")
    database(name)


def cookie(world: World) -> str:
    """The manager, signed in at the servers."""
    with override_settings(SECRET_KEY=environment()["SECRET_KEY"]):
        client = Client()
        client.force_login(world.manager)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


class Desk:
    """One manager's window on one of the servers."""

    def __init__(self, port: int, session: str) -> None:
        self.caller = http.client.HTTPConnection("127.0.0.1", port)
        self.body = b""
        self.headers = {"Host": HOST, "X-Forwarded-Proto": "https", "Cookie": f"sessionid={session}"}

    def read(self, path: str) -> float:
        """Milliseconds until the page is there; a connection that the server let go of meanwhile is made anew, and timed anew."""
        try:
            return self._read(path)
        except (http.client.RemoteDisconnected, ConnectionError):
            self.caller.close()
            return self._read(path)

    def _read(self, path: str) -> float:
        start = time.perf_counter()
        self.caller.request("GET", path, headers=self.headers)
        answer = self.caller.getresponse()
        body = answer.read()
        assert answer.status == 200, (path, answer.status, body[:200])
        self.body = body
        return (time.perf_counter() - start) * 1000

    def lines(self) -> int:
        """How many requests the last page drew."""
        table = LINE.search(self.body)
        return table[0].count(b"<tr>") if table else 0


def queries(world: World, path: str) -> int:
    """How many statements the page makes, counted in this process on the present database."""
    client = Client()
    client.force_login(world.manager)
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def measured(desks: list[Desk], paths: list[str], rounds: int) -> list[float]:
    """The median of each desk at its path, asked in turn so that whatever else the machine does weighs on all."""
    told: list[list[float]] = [[] for _desk in desks]
    for _round in range(rounds):
        for desk, path, times in zip(desks, paths, told, strict=True):
            times.append(desk.read(path))
    return [statistics.median(times) for times in told]


def cost_of_a_line(desk: Desk, rounds: int) -> float:
    """Milliseconds that a desk takes for one more line."""
    paths = [QUEUE + FULL, QUEUE + EMPTY]
    drawn = [(desk.read(path), desk.lines())[1] for path in paths]
    full, empty = measured([desk, desk], paths, rounds)
    return max(full - empty, 0.0) / (drawn[0] - drawn[1])


def main() -> None:
    """Both sizes, page by page, against the promise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--open", type=int, nargs=2, default=[50, 5000], dest="sizes")
    parser.add_argument("--rounds", type=int, default=60)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    os.environ["STATIC_ROOT"] = statics = tempfile.mkdtemp(prefix="carrefour-desk-")
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
    subprocess.run(collect, cwd=ROOT, env=environment(), check=True)  # noqa: S603  ourselves
    world, units, models = ground()
    session = cookie(world)
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, statics, ignore_errors=True)
        desks = []
        for size in options.sizes:
            copied(f"desk_{size}")
            fill(size, units, models)
            desks.append(Desk(stack.enter_context(served()), session))
        for desk in desks * 5:
            desk.read(QUEUE)
            desk.read(QUEUE + EMPTY)
        line = cost_of_a_line(desks[0], options.rounds)
        print(f"a line costs {line:.2f} ms")
        for name, query in PAGES.items():
            path = QUEUE + query
            counted = queries(world, path)
            for desk in desks * 5:
                desk.read(path)
            few, many = measured(desks, [path] * 2, options.rounds)
            drawn = [desk.lines() for desk in desks]
            alike = many / (few + line * (drawn[1] - drawn[0]))
            missed = "" if alike <= RATIO and counted <= QUERIES else "   MISSED"
            print(
                f"{name:>14} {counted:>3} queries {drawn[0]:>3} and {drawn[1]:>3} lines {few:7.1f} ms {many:7.1f} ms  "
                f"{many / few:.2f}x, for as many lines {alike:.2f}x{missed}"
            )
    print(f"promised: {QUERIES} queries, {RATIO}x")


if __name__ == "__main__":
    main()
