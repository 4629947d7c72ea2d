"""Each service's command, step by step, on a real PostgreSQL and a real Redis: from an empty database to a mail that arrives."""

import os
import re
import signal
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from tests.deployment.processes import Process, Redis, children, database_url, until
from tests.deployment.trial import Trial, image, prepared, redis_of_the_compose_file

pytestmark = pytest.mark.redis

FOUND = [
    *("python", "manage.py", "found_register", "--name-fr", "École d’essai", "--slug", "essai"),
    *("--admin-name", "Ada Essai", "--admin-email", "ada@example.org"),
]
# A page would do the same; what is tried here is what happens after it.
INVITE = """
from django.utils import timezone
from registry.organisation.actions import invite
from registry.organisation.models import Role, Unit, User
invite(email="bob@example.org", full_name="Bob Essai", unit=Unit.objects.get(slug="essai"), role=Role.MEMBER,
       actor=User.objects.get(email="ada@example.org"), at=timezone.now())
"""
LIMIT = "8"
STYLE = re.compile(r'href="(/static/[^"]+\.css)"')


@pytest.fixture
def database() -> Iterator[tuple[str, str, str]]:
    """A new database with its owner, as the image of PostgreSQL makes them; (database, owner, product's role)."""
    key = uuid.uuid4().hex[:8]
    name, owner, product = f"deployed_{key}", f"owner_{key}", f"product_{key}"
    with psycopg.connect(database_url("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {owner} SUPERUSER LOGIN PASSWORD 'ownersecret'")
        connection.execute(f"CREATE DATABASE {name} OWNER {owner}")
        yield name, f"{owner}:ownersecret", f"{product}:productsecret"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
        connection.execute(f"DROP ROLE IF EXISTS {owner}, {product}")


@pytest.fixture
def broker(tmp_path) -> Iterator[Redis]:
    with redis_of_the_compose_file(tmp_path) as running:
        yield running


@pytest.fixture
def trial(tmp_path, broker, database) -> Trial:
    """The image's files, before any service runs."""
    name, owner, product = database
    return prepared(
        tmp_path,
        broker,
        name,
        owner=owner,
        product=product,
        home=image(tmp_path),
        RELAY_SECONDS="1",
        PULSE_LIMIT_SECONDS=LIMIT,
    )


def test_from_an_empty_database_to_a_mail_that_arrives(trial, database):
    release_runs_twice(trial)
    the_product_cannot_rewrite_the_journal(trial)
    with ExitStack() as stack:
        web = trial.serve(stack)
        pages_and_static_files(trial)
        assert trial.health() == (200, {"database": "ok", "broker": "ok", "oldest_undelivered_mail_seconds": None})
        done = trial.run("web", FOUND)
        assert done.returncode == 0, done.stderr
        done = trial.run("web", ["python", "manage.py", "shell", "--no-imports", "-c", INVITE])
        assert done.returncode == 0, done.stderr
        worker, beat = (trial.started(stack, name) for name in ("worker", "beat"))
        until(lambda: "bob@example.org" in mails(trial), f"the mail\n{worker.words}\n{beat.words}")
        for name in ("web", "worker", "beat"):
            probed = trial.probe(name)
            assert probed.returncode == 0, (name, probed.stderr)
        assert trial.health()[1]["oldest_undelivered_mail_seconds"] is None
        what_hangs_is_started_again(trial, worker)
        assert [process.end() for process in (beat, worker, web)] == [0, 0, 0]
    assert trial.probe("web").returncode == 1
    for name in ("web", "worker", "beat"):
        words = (trial.folder / f"{name}.log").read_text()
        assert "Traceback" not in words, words
        assert "example.org" not in words, words


def release_runs_twice(trial: Trial) -> None:
    for _time in range(2):
        done = trial.run("release")
        assert done.returncode == 0, done.stderr
    assert "No migrations to apply" in done.stdout


def the_product_cannot_rewrite_the_journal(trial: Trial) -> None:
    attempts = (
        "UPDATE registry_event SET verb = 'x'",
        "DELETE FROM registry_event",
        "TRUNCATE registry_event CASCADE",
        "ALTER TABLE registry_event DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DROP TABLE registry_event",
        "CREATE TABLE own (n integer)",
    )
    with psycopg.connect(trial.addresses["DATABASE_URL"], autocommit=True) as connection:
        for attempt in attempts:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(attempt)
        assert connection.execute("SELECT count(*) FROM registry_event").fetchone() == (0,)


def pages_and_static_files(trial: Trial) -> None:
    visitor = trial.visitor()
    status, headers, text, _seconds = visitor.get("/")
    assert status == 200
    assert headers["Strict-Transport-Security"]
    styles = STYLE.findall(text)
    assert styles
    for style in styles:
        status, headers, text, _seconds = visitor.get(style)
        assert (status, headers["Content-Type"]) == (200, 'text/css; charset="utf-8"')
        assert "immutable" in headers["Cache-Control"]
        assert text.strip()
    visitor.host = "elsewhere.example"
    assert visitor.get("/")[0] == 400


def mails(trial: Trial) -> str:
    return "\n".join(file.read_text() for file in Path(trial.folder, "mail").iterdir())


def what_hangs_is_started_again(trial: Trial, worker: Process) -> None:
    """Without a sign of life the health check fails, and the supervisor starts another worker."""
    (hung,) = children(worker.child.pid)
    os.kill(hung, signal.SIGSTOP)
    until(lambda: children(worker.child.pid) not in ([], [hung]), "another worker")
    assert f"gave no sign for {float(LIMIT)} s" in worker.words
    assert trial.probe("worker").returncode == 1
    until(lambda: trial.probe("worker").returncode == 0, "its sign of life")
