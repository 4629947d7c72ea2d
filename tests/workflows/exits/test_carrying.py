"""Tasks done, dropped and given: by whom, with what; once, by one of two; and what completion and lateness make of them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
import time_machine
from django.db import connection

from registry.accounts.actions import change_status
from registry.accounts.status import Status
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.organisation.permissions import NotAllowed
from tests.workflows.exits.running import account_of, carried, task_of
from workflows.exits.afterwards import complete
from workflows.exits.carrying import assign_task, do_task, drop_task, escalate
from workflows.exits.models import ExitDecision, RunbookTask
from workflows.exits.moves import commit
from workflows.exits.states import HandleFate, Kind, State, Step
from workflows.exits.tasks import watch_runbooks
from workflows.machine import Refused
from workflows.policies.setting import name_contact

DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


@pytest.fixture
def account(world):
    return account_of(world)


@pytest.fixture
def decision(world, account):
    return carried(world)


HANDS = {
    "bio": (lambda d, a: task_of(d, Step.CHANGE_BIO, a), {"steward", "manager", "manager2"}),
    "announce": (lambda d, a: task_of(d, Step.ANNOUNCE), {"manager", "manager2"}),
}


@pytest.mark.parametrize("thing", HANDS)
def test_who_does_what(world, decision, account, thing):
    find, allowed = HANDS[thing]
    did = set()
    for name, person in world.people.items():
        for act, words in [(do_task, {"evidence": "Vu."}), (drop_task, {"reason": "Non."})]:
            task = find(decision, account)
            try:
                act(task, actor=person, at=world.at, **words)
            except NotAllowed:
                continue
            did.add(name)
            RunbookTask.objects.filter(pk=task.pk).update(
                done_by=None, done_at=None, dropped_by=None, dropped_at=None, dropped_reason=""
            )
    assert did == allowed


def test_whoever_answers_for_the_account_does_its_tasks_without_a_role(world):
    account = account_of(world, steward="colleague")
    decision = carried(world)
    task = task_of(decision, Step.CHANGE_BIO, account)
    assert task.owner == world.colleague
    assert do_task(task, actor=world.colleague, at=world.at, evidence="Fait.").done_by == world.colleague


def test_before_the_announcement_a_steward_has_no_hand(world, account):
    task = task_of(carried(world, State.DECIDED), Step.CHANGE_BIO, account)
    with pytest.raises(NotAllowed):
        do_task(task, actor=world.steward, at=world.at, evidence="Fait.")
    assert do_task(task, actor=world.manager, at=world.at, evidence="Fait.").done_at


def test_done_keeps_by_on_and_evidence_and_says_it_of_the_account(world, decision, account):
    task = do_task(
        task_of(decision, Step.CHANGE_BIO, account), actor=world.steward, at=world.at, evidence=" https://x.com/1 "
    )
    task.refresh_from_db()
    assert (task.done_by, task.done_at, task.evidence) == (world.steward, world.at, "https://x.com/1")
    event = Event.objects.about(account).get(verb=Verb.EXIT_TASK_DONE)
    assert (event.actor, event.unit, event.facts["decision"]) == (world.steward, account.unit, decision.pk)
    do_task(task_of(decision, Step.ANNOUNCE), actor=world.manager, at=world.at, evidence="Courriel.")
    assert Event.objects.about(decision).filter(verb=Verb.EXIT_TASK_DONE).count() == 1


@pytest.mark.parametrize("evidence", ["", "   "])
@pytest.mark.parametrize("step", [Step.CHANGE_BIO, Step.PIN_LAST_POST, Step.REVOKE_APPS, Step.STOP_SCHEDULED])
def test_without_evidence_nothing_is_done(world, decision, account, step, evidence):
    with pytest.raises(Refused):
        do_task(task_of(decision, step, account), actor=world.steward, at=world.at, evidence=evidence)


@pytest.mark.parametrize(
    ("digest", "place", "kept"),
    [
        (DIGEST, "Archives, boîte 4", DIGEST),
        (DIGEST.upper(), "Archives", DIGEST),
        (f" {DIGEST[:32]} {DIGEST[32:]}\n", "Archives", DIGEST),
        ("", "Archives", None),
        (DIGEST[:-1], "Archives", None),
        (DIGEST + "0", "Archives", None),
        ("g" * 64, "Archives", None),
        ("９" * 64, "Archives", None),
        (DIGEST, "", None),
        (DIGEST, "  ", None),
    ],
)
def test_an_archive_has_its_digest_and_its_place(world, decision, account, digest, place, kept):
    task = task_of(decision, Step.EXPORT_ARCHIVE, account)
    about = {"actor": world.steward, "at": world.at, "file_sha256": digest, "kept_where": place}
    if kept is None:
        with pytest.raises(Refused):
            do_task(task, **about)
    else:
        done = do_task(task, **about)
        assert (done.file_sha256, done.kept_where) == (kept, place)


@pytest.mark.parametrize("first", [do_task, drop_task])
@pytest.mark.parametrize("second", [do_task, drop_task, assign_task])
def test_what_is_closed_is_closed(world, decision, account, first, second):
    words = {do_task: {"evidence": "Fait."}, drop_task: {"reason": "Non."}, assign_task: {"owner": world.manager2}}
    task = task_of(decision, Step.CHANGE_BIO, account)
    first(task, actor=world.steward, at=world.at, **words[first])
    with pytest.raises(Refused) as refusal:
        second(task, actor=world.manager, at=world.at, **words[second])
    assert world.steward.full_name in refusal.value.sentence.fr
    assert world.steward.full_name in refusal.value.sentence.en


def test_dropping_takes_a_reason(world, decision, account):
    task = task_of(decision, Step.CHANGE_BIO, account)
    with pytest.raises(Refused):
        drop_task(task, actor=world.steward, at=world.at, reason=" ")
    assert drop_task(task, actor=world.steward, at=world.at, reason="Compte vide.").dropped_reason == "Compte vide."
    assert Event.objects.about(account).get(verb=Verb.EXIT_TASK_DROPPED).note.text == "Compte vide."


@pytest.mark.parametrize(
    ("step", "owner", "possible"),
    [
        (Step.CHANGE_BIO, "manager2", True),
        (Step.CHANGE_BIO, "steward", True),
        (Step.CHANGE_BIO, "head", False),
        (Step.CHANGE_BIO, "leader", False),
        (Step.CHANGE_BIO, "other_manager", False),
        (Step.ANNOUNCE, "manager2", True),
        (Step.ANNOUNCE, "steward", False),
        (Step.ANNOUNCE, "leader", False),
    ],
)
def test_a_task_is_given_to_whoever_can_do_it(world, decision, account, step, owner, possible):
    task = task_of(decision, step, None if step == Step.ANNOUNCE else account)
    about = {"actor": world.manager, "at": world.at, "owner": world.people[owner]}
    if possible:
        assert assign_task(task, **about).owner == world.people[owner]
    else:
        with pytest.raises(Refused):
            assign_task(task, **about)


def test_a_log_in_brings_the_next_one_and_no_more(world, decision, account):
    first = task_of(decision, Step.KEEP_ALIVE, account)
    at = datetime(2027, 2, 1, 15, tzinfo=UTC)
    do_task(first, actor=world.steward, at=at)
    second = task_of(decision, Step.KEEP_ALIVE, account, 1)
    assert (second.due_on, second.owner) == (date(2027, 2, 24), world.steward)
    with time_machine.travel(at, tick=False):
        watch_runbooks()
    assert decision.tasks.filter(step=Step.KEEP_ALIVE).count() == 2
    drop_task(second, actor=world.steward, at=at, reason="Nom rendu.")
    with time_machine.travel(at, tick=False):
        watch_runbooks()
    assert decision.tasks.filter(step=Step.KEEP_ALIVE).count() == 2


def test_an_account_that_was_lost_is_logged_in_to_again_once_it_is_back(world, decision, account):
    at = datetime(2027, 2, 1, 15, tzinfo=UTC)
    change_status(account, status=Status.LOST, actor=world.manager, at=at, reason="Perdu.")
    do_task(task_of(decision, Step.KEEP_ALIVE, account), actor=world.steward, at=at)
    assert decision.tasks.filter(step=Step.KEEP_ALIVE).count() == 1
    change_status(account, status=Status.DORMANT, actor=world.manager, at=at, reason="Retrouvé.")
    with time_machine.travel(at + timedelta(days=60), tick=False):
        watch_runbooks()
    assert task_of(decision, Step.KEEP_ALIVE, account, 1).due_on == date(2027, 4, 2)  # that day: the other is past


def test_a_decision_that_was_replaced_asks_for_nothing_more(world, account):
    decision = carried(world, State.IN_FORCE, effective_on="")
    task = task_of(decision, Step.EXPORT_ARCHIVE, account)
    world.exit(State.IN_FORCE, kind=Kind.RETURN, reverses=decision)
    with pytest.raises(Refused):
        do_task(task, actor=world.steward, at=world.at, file_sha256=DIGEST, kept_where="Archives")
    with time_machine.travel(world.at + timedelta(days=90), tick=False):
        assert watch_runbooks() == ExitDecision.objects.get(kind=Kind.RETURN).tasks.filter(step=Step.CHANGE_BIO).count()
    assert not Event.objects.about(decision).filter(verb=Verb.EXIT_TASK_LATE).exists()


def test_completion_waits_for_every_task_but_the_lasting_ones(world, account):
    decision = carried(world, State.IN_FORCE, effective_on="")
    with pytest.raises(Refused) as refusal:
        complete(decision, actor=world.manager, at=world.tick(), seen=decision.version)
    left = decision.tasks.exclude(step__in=[Step.KEEP_ALIVE, Step.LOOK_BACK]).count()
    assert str(left) in refusal.value.sentence.fr
    assert str(left) in refusal.value.sentence.en
    world.finish(decision)
    assert decision.tasks.filter(done_at=None, dropped_at=None).count() == 2
    assert complete(decision, actor=world.manager, at=world.tick(), seen=decision.version).state == State.COMPLETED


NIGHT = datetime(2027, 1, 12, 15, tzinfo=UTC)  # the day after the effect


def test_what_is_late_is_told_once_to_its_owner_and_to_the_named_person(world, decision, account):
    name_contact(world.poly, actor=world.admin, at=world.tick(), person=world.leader2)
    with time_machine.travel(NIGHT, tick=False):
        assert watch_runbooks() == 7  # announcement, two recalls, four things on the account
        assert watch_runbooks() == 0
    told = {}
    for event in Event.objects.about(decision).filter(verb=Verb.EXIT_TASK_LATE):
        for row in event.notifications.filter(channel="inbox"):
            told[row.recipient] = event.facts["tasks"]
    assert told == {world.steward: 4, world.manager: 3, world.leader2: 7}
    with time_machine.travel(NIGHT + timedelta(days=30), tick=False):
        assert watch_runbooks() == 2  # the archive and the log-in


def test_without_a_named_person_leadership_is_told(world, decision, account):
    escalate(decision, at=NIGHT)
    everybody = Event.objects.about(decision).get(verb=Verb.EXIT_TASK_LATE, facts__tasks=7)
    assert {row.recipient for row in everybody.notifications.all()} == {world.leader, world.leader2}


def test_on_its_day_a_task_is_not_late(world, decision, account):
    with time_machine.travel(NIGHT - timedelta(days=1), tick=False):
        assert watch_runbooks() == 3


def test_before_the_announcement_only_what_is_for_all_is_late(world, account):
    decision = carried(world, State.DECIDED)
    assert escalate(decision, at=NIGHT) == 3


@pytest.mark.race
def test_of_two_at_once_one_does_it_and_the_other_is_told(committed_world):
    world = committed_world
    account = account_of(world)
    decision = carried(world, handle_fate=HandleFate.KEPT)
    task = task_of(decision, Step.KEEP_ALIVE, account)
    start = Barrier(8, timeout=30)

    def one(actor) -> str:
        start.wait()
        try:
            commit(do_task, task, actor=actor, at=world.at)
        except Refused as refusal:
            return "told" if "déjà" in refusal.sentence.fr else str(refusal)
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(8) as pool:
        fared = list(pool.map(one, [world.steward, world.manager] * 4))
    assert sorted(fared) == ["done", *["told"] * 7]
    assert decision.tasks.filter(step=Step.KEEP_ALIVE).count() == 2
    assert Event.objects.filter(verb=Verb.EXIT_TASK_DONE).count() == 1
