"""The tasks of a decision as they are drawn: when, for whom, on which day; once each, moved with the day of effect."""

from datetime import UTC, date, datetime

import pytest

from registry.accounts.actions import change_status
from registry.accounts.status import Status
from tests.workflows.exits.pages import on_to
from tests.workflows.exits.running import EFFECT, account_of, carried, task_of
from workflows.exits.actions import bring_into_force, edit
from workflows.exits.carrying import do_task, drop_task
from workflows.exits.correcting import correct_text
from workflows.exits.models import ExitDecision, RunbookTask
from workflows.exits.states import HandleFate, Kind, State, Step, Treatment

DAYS = {
    (None, Step.ANNOUNCE, 0): date(2026, 12, 14),
    (None, Step.RECALL, 0): date(2026, 12, 28),
    (None, Step.RECALL, 1): date(2027, 1, 9),
    (None, Step.LOOK_BACK, 0): date(2027, 7, 10),
    ("hydro_ex", Step.PIN_LAST_POST, 0): date(2027, 1, 11),
    ("hydro_ex", Step.CHANGE_BIO, 0): date(2027, 1, 11),
    ("hydro_ex", Step.STOP_SCHEDULED, 0): date(2027, 1, 11),
    ("hydro_ex", Step.REVOKE_APPS, 0): date(2027, 1, 11),
    ("hydro_ex", Step.EXPORT_ARCHIVE, 0): date(2027, 1, 18),
    ("hydro_ex", Step.KEEP_ALIVE, 0): date(2027, 2, 3),
}


def days_of(decision) -> dict:
    rows = decision.tasks.select_related("account")
    return {(row.account and row.account.title_fr, row.step, row.occurrence): row.due_on for row in rows}


@pytest.fixture
def account(world):
    return account_of(world)


def test_every_task_on_its_day_with_its_owner(world, account):
    decision = carried(world)
    assert days_of(decision) == DAYS
    owners = {bool(row.account): row.owner.full_name for row in decision.tasks.all()}
    assert owners == {True: world.steward.full_name, False: world.manager.full_name}


def test_they_are_drawn_with_the_decision_and_found_by_nobody_before(world, account):
    assert not carried(world, State.PROPOSED).tasks.exists()
    decided = carried(world, State.DECIDED)
    assert days_of(decided) == DAYS
    assert {row.owner for row in decided.tasks.filter(account=None)} == {None}


@pytest.mark.parametrize("effect", ["", "2027", "2027-01"])
def test_no_day_is_invented_of_a_month_or_a_year(world, account, effect):
    assert not carried(world, effective_on=effect).tasks.exists()


def test_the_exact_day_draws_them_however_it_comes_to_be_known(world, account):
    decision = carried(world, State.DECIDED, effective_on="2027-01")
    words = {"reason_fr": "Le jour est fixé.", "reason_en": "The day is set."}
    correct_text(
        decision,
        actor=world.manager,
        at=world.tick(),
        seen=decision.version,
        field="effective_on",
        after=EFFECT,
        **words,
    )
    assert days_of(decision) == DAYS
    decision = ExitDecision.objects.get(pk=decision.pk)
    words = {"field": "effective_on", "after": "2027-01", "reason_fr": "Doute.", "reason_en": "Doubt."}
    correct_text(decision, actor=world.manager, at=world.tick(), seen=decision.version, **words)
    assert days_of(decision) == DAYS  # what is no longer known exactly takes nothing away


def test_what_comes_into_force_today_is_due_at_once_and_recalls_nothing(world, account):
    decision = carried(world, State.IN_FORCE, effective_on="")
    today = date(2026, 11, 20)
    assert {row.due_on for row in decision.tasks.exclude(step__in=["keep_alive", "look_back", "export_archive"])} == {
        today
    }
    assert not decision.tasks.filter(step=Step.RECALL).exists()
    assert min(row.due_on for row in decision.tasks.all()) == today


def test_open_tasks_move_with_the_day_and_say_it_and_done_ones_stay(world, account):
    decision = carried(world)
    before = task_of(decision, Step.CHANGE_BIO, account)
    assert "11 janvier 2027" in before.text_fr
    assert "11 January 2027" in before.text_en
    do_task(
        task_of(decision, Step.PIN_LAST_POST, account), actor=world.steward, at=world.tick(), evidence="https://x.com/1"
    )
    drop_task(task_of(decision, Step.STOP_SCHEDULED, account), actor=world.steward, at=world.tick(), reason="Aucune.")
    RunbookTask.objects.filter(pk=before.pk).update(escalated_at=world.at)
    late = datetime(2027, 1, 20, 15, tzinfo=UTC)
    bring_into_force(decision, actor=world.manager, at=late, seen=decision.version, effective_on="2027-01-15")
    after = days_of(decision)
    assert after == DAYS | {
        (None, Step.LOOK_BACK, 0): date(2027, 7, 14),
        ("hydro_ex", Step.EXPORT_ARCHIVE, 0): date(2027, 1, 22),
        ("hydro_ex", Step.KEEP_ALIVE, 0): date(2027, 2, 7),
    }  # what was late stays late, whatever the new day
    assert decision.tasks.count() == len(DAYS)
    assert decision.tasks.exclude(done_at=None).count() == decision.tasks.exclude(dropped_at=None).count() == 1


def test_a_day_put_off_moves_the_text_and_forgets_the_lateness(world, account):
    decision = carried(world, State.DECIDED)
    RunbookTask.objects.filter(decision=decision).update(escalated_at=world.at)
    words = {"field": "effective_on", "after": "2027-02-01", "reason_fr": "Report.", "reason_en": "Put off."}
    correct_text(decision, actor=world.manager, at=world.tick(), seen=decision.version, **words)
    bio = task_of(decision, Step.CHANGE_BIO, account)
    assert (bio.due_on, bio.escalated_at) == (date(2027, 2, 1), None)
    assert "1er février 2027" in bio.text_fr


def test_each_line_by_its_own_treatment_and_name(world):
    kept, deleted, same, lost = (account_of(world, name) for name in ("kept", "deleted", "same", "lost"))
    spared = account_of(world, "spared")
    change_status(lost, status=Status.LOST, actor=world.manager, at=world.tick(), reason="Perdu.")
    decision = carried(world, State.DRAFT, handle_fate=HandleFate.GIVEN_UP)
    lines = [
        {"account": kept, "treatment": Treatment.SUSPENDED, "handle_fate": HandleFate.KEPT},
        {"account": deleted, "treatment": Treatment.DELETED, "handle_fate": HandleFate.KEPT},
        {"account": same, "treatment": Treatment.UNCHANGED},
        {"account": lost, "treatment": Treatment.SUSPENDED, "handle_fate": HandleFate.KEPT},
        {"account": spared, "treatment": Treatment.SUSPENDED, "covered": False},
        {"account": None, "label_fr": "Trois autres", "treatment": Treatment.SUSPENDED},
    ]
    decision = edit(decision, actor=world.manager, at=world.tick(), seen=decision.version, lines=lines)
    decision = on_to(world, decision, State.ANNOUNCED)
    found = {}
    for row in decision.tasks.exclude(account=None).select_related("account"):
        found.setdefault(row.account.title_fr, set()).add(row.step)
    silent = {Step.PIN_LAST_POST, Step.CHANGE_BIO, Step.STOP_SCHEDULED, Step.REVOKE_APPS, Step.EXPORT_ARCHIVE}
    assert found == {
        "kept": silent | {Step.KEEP_ALIVE},
        "deleted": {Step.STOP_SCHEDULED, Step.REVOKE_APPS, Step.EXPORT_ARCHIVE},
    }
    assert task_of(decision, Step.EXPORT_ARCHIVE, deleted).due_on == date(2027, 1, 4)


@pytest.mark.parametrize("kind", [Kind.STAY, Kind.RESTRICT, Kind.ADOPT])
def test_whoever_stays_only_looks_back(world, account, kind):
    assert [row.step for row in carried(world, kind=kind).tasks.all()] == [Step.LOOK_BACK]


def test_the_texts_name_the_channels_and_the_page(world, account):
    decision = carried(world, State.DRAFT)
    channels = [
        {"label_fr": "Bluesky", "label_en": "Bluesky", "address": "https://bsky.app/profile/ex.example"},
        {"label_fr": "Infolettre", "label_en": "Newsletter", "address": ""},
    ]
    decision = edit(decision, actor=world.manager, at=world.tick(), seen=decision.version, channels=channels)
    decision = on_to(world, decision, State.ANNOUNCED)
    announce, bio = task_of(decision, Step.ANNOUNCE), task_of(decision, Step.CHANGE_BIO, account)
    assert "Bluesky (https://bsky.app/profile/ex.example), Infolettre." in announce.text_fr
    assert "Newsletter." in announce.text_en
    assert decision.get_absolute_url() in announce.text_fr
    assert bio.text_fr.endswith("Nous suivre\u00a0: https://bsky.app/profile/ex.example")
    assert task_of(decision, Step.REVOKE_APPS, account).text_fr == ""
