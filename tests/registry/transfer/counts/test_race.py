"""Files of figures and people at once: each figure is written once, and what stands already is asked about."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.followers.actions import Figure, measure
from registry.followers.models import CountFile, FollowerCount, QuestionedCount
from registry.followers.states import Doubt
from registry.transfer.counts import actions, importing
from registry.transfer.models import ImportFile
from registry.transfer.reading import Table
from tests.registry.transfer.test_race import at_once, wait_for_a_lock

pytestmark = pytest.mark.race

MANY = 30
DAY = date(2024, 1, 15)


def waiting(world, person: str = "manager", rows: int = MANY) -> ImportFile:
    """A file of one figure for each of many accounts."""
    body = [[f"https://x.com/racer{number:02}", DAY.isoformat(), str(100 + number)] for number in range(rows)]
    table = Table("", list(enumerate([["Adresse", "Jour", "Nombre"], *body], 1)))
    words = {"name": "releves.csv", "sha256": "0" * 64, "institution": world.poly, "dates": ""}
    return actions.receive([table], actor=world.people[person], at=timezone.now(), **words)


def applying(file: ImportFile):
    return lambda: actions.apply(file, actor=file.owner, at=timezone.now())


def accounts(world) -> list:
    return [world.account(f"https://x.com/racer{number:02}") for number in range(MANY)]


def test_one_file_applied_by_four_clicks_is_applied_once(committed_world):
    accounts(committed_world)
    at_once(*[applying(waiting(committed_world))] * 4)
    assert (FollowerCount.objects.count(), CountFile.objects.count()) == (MANY, 1)
    assert Event.objects.filter(verb=Verb.FOLLOWERS_FILE).count() == 1


def test_the_same_figures_in_two_files_at_once_are_written_once(committed_world):
    accounts(committed_world)
    done = at_once(applying(waiting(committed_world)), applying(waiting(committed_world, "manager2")))
    assert sorted(file.report["counts"]["same"] for file in done) == [0, MANY]
    assert (FollowerCount.objects.count(), QuestionedCount.objects.count()) == (MANY, 0)


def apply_while_somebody_counts(world) -> None:
    """The file is applied while a person has entered another figure of that day and not committed yet."""
    account = accounts(world)[7]
    file = waiting(world)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            measure(account, Figure(DAY, 5_000, "Page"), actor=world.manager, at=timezone.now())
            future = pool.submit(at_once, applying(file))
            wait_for_a_lock()
        future.result()


def test_a_file_waits_for_who_counts_one_of_its_accounts(committed_world):
    apply_while_somebody_counts(committed_world)
    question = QuestionedCount.objects.get()
    assert (question.doubt, question.value, question.facts["beside"]) == (Doubt.OTHER_FIGURE, 107, 5_000)
    assert FollowerCount.objects.count() == MANY


def test_the_control_without_holding_the_accounts_the_file_fails(committed_world, monkeypatch):
    monkeypatch.setattr(importing, "hold", lambda numbers: None)
    with pytest.raises(IntegrityError, match="one_count_per_day"):
        apply_while_somebody_counts(committed_world)
    assert FollowerCount.objects.count() == 1
