"""Two imports at once: each account enters once, and both people get an answer."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from registry.accounts.models import Account
from registry.accounts.status import Standing
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.organisation.models import Unit
from registry.transfer import actions, importing
from registry.transfer.importing import carry_out
from registry.transfer.models import ImportFile, State
from registry.transfer.reading import Table

NAMES = [f"racer{n:02}" for n in range(40)]
TABLES = [Table("", [(n, [f"https://x.com/{name}"]) for n, name in enumerate(NAMES, 1)])]
BACKWARDS = [Table("", TABLES[0].rows[::-1])]

pytestmark = pytest.mark.race


def at_once(*jobs) -> list:
    barrier = Barrier(len(jobs))

    def run(job):
        try:
            barrier.wait()
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result() for future in [pool.submit(run, job) for job in jobs]]


def importing_as(world, person: str, institution: str, tables: list[Table]):
    where = {"institution": world.units[institution], "unit": None, "actor": world.people[person]}
    return lambda: carry_out(tables, at=world.at, sha256="0" * 64, **where)


@pytest.mark.parametrize(("person", "institution"), [("manager2", "poly"), ("other_manager", "other")])
def test_two_imports_of_the_same_accounts_enter_each_once(committed_world, person, institution):
    world = committed_world
    done = at_once(importing_as(world, "manager", "poly", TABLES), importing_as(world, person, institution, BACKWARDS))
    outcomes = sorted((plan.plan.counts["create"], plan.plan.counts["same"]) for plan in done)
    assert outcomes == [(0, 40), (40, 0)]
    assert Account.objects.count() == 40
    assert Event.objects.filter(verb=Verb.ACCOUNT_REGISTERED).count() == 40
    assert Unit.objects.filter(slug="poly-to-be-assigned").count() <= 1


def wait_for_a_lock() -> None:
    """Until somebody waits for what this transaction holds."""
    with connection.cursor() as cursor:
        for _attempt in range(500):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)
    raise AssertionError("nobody waits")


def import_while_another_enters_one(world):
    """The import has made its plan and waits on an account that somebody else is entering; then that one commits."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            world.account(f"https://x.com/{NAMES[0]}", standing=Standing.UNCONFIRMED)
            future = pool.submit(at_once, importing_as(world, "manager", "poly", TABLES))
            wait_for_a_lock()
        (done,) = future.result()
    return done.plan.counts


def test_an_account_entered_since_the_plan_is_planned_again(committed_world):
    counts = import_while_another_enters_one(committed_world)
    assert (counts["create"], counts["same"]) == (39, 1)
    assert Account.objects.count() == 40


def test_the_control_without_a_second_plan_the_import_fails(committed_world, monkeypatch):
    monkeypatch.setattr(importing, "ATTEMPTS", 1)
    with pytest.raises(IntegrityError):
        import_while_another_enters_one(committed_world)
    assert Account.objects.count() == 1


def test_one_file_applied_by_four_clicks_is_applied_once(committed_world):
    world = committed_world
    brought = {"name": "liste.csv", "sha256": "0" * 64, "institution": world.poly, "unit": None}
    kept = actions.receive(TABLES, actor=world.manager, at=world.at, **brought)
    job = lambda: actions.apply(kept, actor=world.manager, at=world.at)  # noqa: E731
    assert [each.state for each in at_once(job, job, job, job)] == [State.APPLIED] * 4
    assert Event.objects.filter(verb=Verb.IMPORT_APPLIED).count() == 1
    assert ImportFile.objects.get().report["counts"]["create"] == Account.objects.count() == 40
